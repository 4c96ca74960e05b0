"""Buys at the shop with the SDK for Python: shop.py URL HEADERS USER SKU WORDS [SPIFFE_ID FOLDER]

HEADERS is JSON; WORDS ask for an order, which the shop's model proposes. With a SPIFFE ID and the folder that `ecommerce identity export`
wrote it is by mutual TLS. It prints each binding that does all that is asked of it.
"""
import asyncio
import json
import pathlib
import ssl
import sys
import uuid

import grpc
import httpx
from a2a.client.client import ClientCallContext, ClientConfig
from a2a.client.client_factory import ClientFactory
from a2a.client.interceptors import ClientCallInterceptor
from a2a.types import a2a_pb2 as pb
from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.struct_pb2 import Value

URL, USER, SKU, WORDS = sys.argv[1], *sys.argv[3:6]
HEADERS = json.loads(sys.argv[2])
ID, FOLDER = sys.argv[6:] or (None, None)


def verification():
    if ID is None:
        return True
    context = ssl.create_default_context(cafile=f"{FOLDER}/bundle.pem")
    context.check_hostname = False  # no address is among the names of an SVID; a client in earnest compares the certificate's URI with ID
    context.load_cert_chain(f"{FOLDER}/svid.pem", f"{FOLDER}/key.pem")
    return context


def open_channel(address):
    ca, certificate, key = (pathlib.Path(FOLDER, f"{name}.pem").read_bytes() for name in ("bundle", "svid", "key"))
    return grpc.aio.secure_channel(
        address, grpc.ssl_channel_credentials(ca, key, certificate), [("grpc.ssl_target_name_override", ID.rsplit("/", 1)[-1])])


class Known(ClientCallInterceptor):
    """Says who calls: in HTTP's headers, and in gRPC's metadata."""

    async def before(self, args):
        args.context = args.context or ClientCallContext()
        args.context.service_parameters = {**(args.context.service_parameters or {}), **HEADERS}

    async def after(self, args):
        pass


def message(part, skill=None, task=None, context=""):
    sent = pb.Message(message_id=str(uuid.uuid4()), role=pb.ROLE_USER, parts=[part], context_id=context)
    if task is not None:
        sent.task_id, sent.context_id = task.id, task.context_id
    if skill:
        sent.metadata.update({"skillId": skill})
    return pb.SendMessageRequest(message=sent)


def data(value):
    return pb.Part(data=ParseDict(value, Value()))


async def everything(stream):
    return [event async for event in stream]


async def drive(binding):
    config = ClientConfig(
        streaming=True, supported_protocol_bindings=[binding],
        httpx_client=httpx.AsyncClient(timeout=60, verify=verification(), trust_env=False),
        grpc_channel_factory=open_channel)
    client = await ClientFactory(config).create_from_url(URL, interceptors=[Known()])
    context = str(uuid.uuid4())

    async def sent(request):
        events = await everything(client.send_message(request))
        return await client.get_task(pb.GetTaskRequest(id=events[0].task.id))

    found = await sent(message(data({"sku": SKU}), "get_product", context=context))
    assert MessageToDict(found.artifacts[0].parts[0].data)["price"] == "19.99"
    order = data({"user_id": USER, "items": [{"sku": SKU, "quantity": 1}], "payment_method": "credit_card"})
    events = await everything(client.send_message(message(order, "create_order", context=context)))
    assert events[0].task.id.startswith("order.")
    assert events[-1].status_update.status.state == pb.TASK_STATE_COMPLETED
    page = await client.list_tasks(pb.ListTasksRequest(page_size=10, context_id=context))
    assert [task.id for task in page.tasks] == [events[0].task.id, found.id]

    async def ask():
        task = await sent(message(pb.Part(text=WORDS)))
        assert task.status.state == pb.TASK_STATE_INPUT_REQUIRED
        return task, MessageToDict(task.status.message.parts[1].data)["approval"]

    task, approval = await ask()
    assert (approval["capability"], approval["amount"]) == ("create_order", "39.98")
    await everything(client.send_message(message(data({"approval": approval["id"], "approve": True}), task=task)))
    bought = await client.get_task(pb.GetTaskRequest(id=task.id))
    assert bought.status.state == pb.TASK_STATE_COMPLETED
    assert MessageToDict(bought.artifacts[0].parts[0].data)["status"] == "confirmed"
    canceled = await client.cancel_task(pb.CancelTaskRequest(id=(await ask())[0].id))
    assert canceled.status.state == pb.TASK_STATE_CANCELED
    print(f"ok {binding}")


async def main():
    for binding in ("JSONRPC", "HTTP+JSON", "GRPC") if ID else ("JSONRPC", "HTTP+JSON"):
        await drive(binding)


asyncio.run(main())
