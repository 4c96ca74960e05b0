"""Verifies and signs cards with the SDK for Python: cards.py verify|sign ALGORITHM KEY_FILE CARD_FILE

KEY_FILE is a key in PEM. `sign` prints the card.
"""
import pathlib
import sys

from google.protobuf.json_format import MessageToJson, Parse
from a2a.types.a2a_pb2 import AgentCard
from a2a.utils.signing import create_agent_card_signer, create_signature_verifier

command, algorithm, key_file, card_file = sys.argv[1:]
key = pathlib.Path(key_file).read_text()
card = Parse(pathlib.Path(card_file).read_text(), AgentCard())
if command == "verify":
    create_signature_verifier(lambda key_id, _: {"key-1": key}[key_id], [algorithm])(card)
else:
    print(MessageToJson(create_agent_card_signer(key, {"alg": algorithm, "kid": "key-1", "typ": "JOSE"})(card)))
