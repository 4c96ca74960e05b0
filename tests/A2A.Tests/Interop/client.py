"""Drives an agent with the SDK for Python: client.py URL

Each operation and error on each binding; prints what it did, and fails at the first answer that is not as it should be.
"""
import asyncio
import sys

import grpc
import httpx
from a2a.client.client import ClientConfig
from a2a.client.client_factory import ClientFactory
from a2a.types import a2a_pb2 as pb
from a2a.utils import errors

URL = sys.argv[1]
LAST = 0


def message(text, task_id=""):
    global LAST
    LAST += 1
    part = pb.Part(text=text)
    return pb.SendMessageRequest(message=pb.Message(message_id=f"py-{LAST}", role=pb.ROLE_USER, parts=[part], task_id=task_id))


async def everything(stream):
    return [event async for event in stream]


async def refused(error, call):
    try:
        await call
    except error:
        return
    raise AssertionError(f"not refused as {error.__name__}")


async def drive(binding, streaming):
    config = ClientConfig(
        streaming=streaming, supported_protocol_bindings=[binding], httpx_client=httpx.AsyncClient(timeout=30),
        grpc_channel_factory=grpc.aio.insecure_channel)
    client = await ClientFactory(config).create_from_url(URL)
    assert (await everything(client.send_message(message("hello"))))[0].message.parts[0].text == "hello"
    events = await everything(client.send_message(message("order")))
    kinds = [event.WhichOneof("payload") for event in events]
    assert kinds == (["task", "artifact_update", "status_update"] if streaming else ["task"]), kinds
    done = events[0].task.id
    asked = (await everything(client.send_message(message("ask"))))[0].task
    assert asked.status.state == pb.TASK_STATE_INPUT_REQUIRED
    assert len((await client.get_task(pb.GetTaskRequest(id=asked.id, history_length=1))).history) == 1
    if streaming:
        subscription = client.subscribe(pb.SubscribeToTaskRequest(id=asked.id))
        assert (await anext(subscription)).task.id == asked.id
    answered = (await everything(client.send_message(message("red", asked.id))))[-1].task
    assert answered.status.state == pb.TASK_STATE_COMPLETED
    if streaming:
        assert (await everything(subscription))[-1].status_update.status.state == pb.TASK_STATE_COMPLETED

    seen, token = set(), ""
    while True:
        page = await client.list_tasks(pb.ListTasksRequest(page_size=2, page_token=token))
        assert page.page_size == 2 and len(page.tasks) <= 2
        seen |= {task.id for task in page.tasks}
        token = page.next_page_token
        if not token:
            break
    assert {asked.id, done} <= seen and page.total_size == len(seen)

    still = (await everything(client.send_message(message("ask"))))[0].task.id
    hook = pb.TaskPushNotificationConfig(
        task_id=still, url="https://example.org/hook", token="t",
        authentication=pb.AuthenticationInfo(scheme="Bearer", credentials="c"))
    config = await client.create_task_push_notification_config(hook)
    reference = {"task_id": still, "id": config.id}
    hook.id = config.id
    assert await client.get_task_push_notification_config(pb.GetTaskPushNotificationConfigRequest(**reference)) == hook
    listed = await client.list_task_push_notification_configs(pb.ListTaskPushNotificationConfigsRequest(task_id=still))
    assert len(listed.configs) == 1
    await client.delete_task_push_notification_config(pb.DeleteTaskPushNotificationConfigRequest(**reference))
    await refused(
        errors.TaskNotFoundError, client.get_task_push_notification_config(pb.GetTaskPushNotificationConfigRequest(**reference)))

    cancelled = await client.cancel_task(pb.CancelTaskRequest(id=still))
    assert cancelled.status.state == pb.TASK_STATE_CANCELED
    await refused(errors.TaskNotCancelableError, client.cancel_task(pb.CancelTaskRequest(id=done)))
    await refused(errors.TaskNotFoundError, client.get_task(pb.GetTaskRequest(id="none")))
    if streaming:
        await refused(errors.UnsupportedOperationError, everything(client.subscribe(pb.SubscribeToTaskRequest(id=done))))
    await refused(errors.UnsupportedOperationError, everything(client.send_message(message("more", done))))
    for reason, error in errors.A2A_REASON_TO_ERROR.items():
        await refused(error, everything(client.send_message(message(f"error {reason}"))))
    empty = message("hello")
    del empty.message.parts[:]
    await refused(errors.InvalidParamsError, everything(client.send_message(empty)))
    assert len((await client.get_extended_agent_card(pb.GetExtendedAgentCardRequest())).skills) == 2
    print(f"ok {binding} {'streaming' if streaming else 'waiting'}")


async def main():
    for binding in ("JSONRPC", "HTTP+JSON", "GRPC"):
        for streaming in (True, False):
            await drive(binding, streaming)


asyncio.run(main())
