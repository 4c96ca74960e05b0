"""Drives an agent of the shop with the SDK for Python, by mutual TLS: client.py URL SPIFFE_ID FOLDER

The folder is what `ecommerce identity export` wrote. It prints each binding that does all that is asked of it. gRPC for Python verifies
host names alone: it finds the agent's own in the SVID.
"""
import asyncio
import http.server
import json
import pathlib
import queue
import socket
import ssl
import sys
import threading
import uuid

import grpc
import httpx
from a2a.client.client import ClientCallContext, ClientConfig
from a2a.client.client_factory import ClientFactory
from a2a.types import a2a_pb2 as pb
from a2a.utils import errors
from a2a.utils.signing import create_signature_verifier
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.struct_pb2 import Value

URL, ID, FOLDER = sys.argv[1:]


def mutual_tls():
    context = ssl.create_default_context(cafile=f"{FOLDER}/bundle.pem")
    context.check_hostname = False  # no address is among the names of an SVID: key_of looks at the ID
    context.load_cert_chain(f"{FOLDER}/svid.pem", f"{FOLDER}/key.pem")
    return context


def key_of(key_id, _):
    """The key of the SVID with which the agent answers, if that is of the ID that is expected."""
    assert key_id == ID, key_id
    host = httpx.URL(URL)
    with socket.create_connection((host.host, host.port), timeout=30) as raw, mutual_tls().wrap_socket(raw) as connection:
        leaf = x509.load_der_x509_certificate(connection.getpeercert(binary_form=True))
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.UniformResourceIdentifier) == [ID]
    return leaf.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def message(skill=None, request=None, task_id="", context_id=""):
    part = pb.Part(text="What can you do?") if request is None else pb.Part(data=ParseDict(request, Value()))
    sent = pb.Message(message_id=str(uuid.uuid4()), role=pb.ROLE_USER, parts=[part], task_id=task_id, context_id=context_id)
    if skill:
        sent.metadata.update({"skillId": skill})
    return pb.SendMessageRequest(message=sent)


async def everything(stream):
    return [event async for event in stream]


async def refused(error, call):
    try:
        await call
    except error:
        return
    raise AssertionError(f"not refused as {error.__name__}")


class Receiver(http.server.BaseHTTPRequestHandler):
    """Receives push notifications."""
    told = queue.Queue()

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.told.put((body, self.headers["X-A2A-Notification-Token"], self.headers["Authorization"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


async def be_told(client):
    """Push notifications: kept, listed, told, deleted."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as receiver:
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        watched = (await everything(client.send_message(message())))[0].task.id
        config = await client.create_task_push_notification_config(pb.TaskPushNotificationConfig(
            task_id=watched, id="p", url=f"http://127.0.0.1:{receiver.server_port}/hook", token="a token",
            authentication=pb.AuthenticationInfo(scheme="Bearer", credentials="abc")))
        reference = {"task_id": watched, "id": config.id}
        assert await client.get_task_push_notification_config(pb.GetTaskPushNotificationConfigRequest(**reference)) == config
        listed = await client.list_task_push_notification_configs(pb.ListTaskPushNotificationConfigsRequest(task_id=watched))
        assert [each.id for each in listed.configs] == ["p"]

        await everything(client.send_message(message("list_products", {"page_size": 1}, task_id=watched)))
        state = None
        while state != "TASK_STATE_COMPLETED":
            body, token, authorization = await asyncio.to_thread(Receiver.told.get, timeout=60)
            assert (token, authorization) == ("a token", "Bearer abc")
            state = body.get("statusUpdate", {}).get("status", {}).get("state")
        assert body["statusUpdate"]["taskId"] == watched

        await client.delete_task_push_notification_config(pb.DeleteTaskPushNotificationConfigRequest(**reference))
        await refused(errors.TaskNotFoundError,
                      client.get_task_push_notification_config(pb.GetTaskPushNotificationConfigRequest(**reference)))
        receiver.shutdown()


def open_channel(address):
    ca, certificate, key = (pathlib.Path(FOLDER, f"{name}.pem").read_bytes() for name in ("bundle", "svid", "key"))
    return grpc.aio.secure_channel(
        address, grpc.ssl_channel_credentials(ca, key, certificate), [("grpc.ssl_target_name_override", ID.rsplit("/", 1)[-1])])


async def drive(binding):
    config = ClientConfig(
        streaming=True, supported_protocol_bindings=[binding], httpx_client=httpx.AsyncClient(timeout=30, verify=mutual_tls()),
        grpc_channel_factory=open_channel)
    verify = create_signature_verifier(key_of, ["ES256", "ES384", "RS256"])
    client = await ClientFactory(config).create_from_url(URL, signature_verifier=verify)
    extended = await client.get_extended_agent_card(pb.GetExtendedAgentCardRequest(), signature_verifier=verify)
    assert "list_products" in [skill.id for skill in extended.skills]
    context = f"{binding}-{uuid.uuid4()}"

    events = await everything(client.send_message(message("list_products", {"page_size": 1}, context_id=context)))
    assert events[0].WhichOneof("payload") == "task"
    done = events[0].task.id
    task = await client.get_task(pb.GetTaskRequest(id=done))
    assert task.status.state == pb.TASK_STATE_COMPLETED
    assert len(MessageToDict(task.artifacts[0].parts[0].data)["products"]) == 1

    asked = (await everything(client.send_message(message(context_id=context))))[0].task
    assert asked.status.state == pb.TASK_STATE_INPUT_REQUIRED
    cut = client.subscribe(pb.SubscribeToTaskRequest(id=asked.id))
    assert (await anext(cut)).task.id == asked.id
    await cut.aclose()
    again = client.subscribe(pb.SubscribeToTaskRequest(id=asked.id))
    assert (await anext(again)).task.id == asked.id
    await everything(client.send_message(message("list_products", {"page_size": 1}, task_id=asked.id)))
    rest = [event.WhichOneof("payload") for event in await everything(again)]
    assert rest == ["status_update", "artifact_update", "status_update"], rest

    seen, token = [], ""
    while True:
        page = await client.list_tasks(pb.ListTasksRequest(page_size=1, page_token=token, context_id=context))
        assert page.total_size == 2 and len(page.tasks) <= 1
        seen += [task.id for task in page.tasks]
        token = page.next_page_token
        if not token:
            break
    assert sorted(seen) == sorted([done, asked.id])

    still = (await everything(client.send_message(message())))[0].task.id
    assert (await client.cancel_task(pb.CancelTaskRequest(id=still))).status.state == pb.TASK_STATE_CANCELED
    await refused(errors.TaskNotCancelableError, client.cancel_task(pb.CancelTaskRequest(id=done)))
    await refused(errors.TaskNotFoundError, client.get_task(pb.GetTaskRequest(id=f"inventory.{'0' * 32}")))
    await refused(errors.UnsupportedOperationError, everything(client.subscribe(pb.SubscribeToTaskRequest(id=done))))
    await refused(errors.InvalidParamsError, everything(client.send_message(message("list_products", {"page_size": "many"}))))
    await refused(Exception, everything(client.send_message(message("reserve_items", {}))))
    picture = message("list_products", {})
    picture.message.parts[0].CopyFrom(pb.Part(raw=b"x", media_type="image/png"))
    await refused(errors.ContentTypeNotSupportedError, everything(client.send_message(picture)))
    older = ClientCallContext(service_parameters={"A2A-Version": "0.3"})
    await refused(errors.VersionNotSupportedError, client.get_task(pb.GetTaskRequest(id=done), context=older))
    await be_told(client)
    print(f"ok {binding}")


async def main():
    for binding in ("JSONRPC", "HTTP+JSON", "GRPC"):
        await drive(binding)


asyncio.run(main())
