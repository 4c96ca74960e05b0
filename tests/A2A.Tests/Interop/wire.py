"""Prints each field of the protocol's messages, one on a line, as the SDK for Python has it: wire.py"""
from a2a.types import a2a_pb2

for name, message in sorted(a2a_pb2.DESCRIPTOR.message_types_by_name.items()):
    for field in message.fields:
        kind = field.message_type or field.enum_type
        kind = kind.full_name if kind else field.type
        print(f"{message.full_name}.{field.name} {field.number} {field.json_name} {kind}")
for name, enum in sorted(a2a_pb2.DESCRIPTOR.enum_types_by_name.items()):
    for value in enum.values:
        print(f"{enum.full_name}.{value.name} {value.number}")
for method in a2a_pb2.DESCRIPTOR.services_by_name["A2AService"].methods:
    print(f"{method.full_name} {method.input_type.full_name} {method.output_type.full_name}")
