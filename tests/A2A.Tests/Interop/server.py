"""An agent by the SDK for Python on gRPC, whose other bindings need packages that are not everywhere: server.py

Prints {"address": …} once it listens; ends with its standard input.
"""
import asyncio
import json
import sys

import grpc
from a2a.server.agent_execution import AgentExecutor
from a2a.server.request_handlers import DefaultRequestHandler
from a2a.server.request_handlers.grpc_handler import GrpcHandler
from a2a.server.tasks import InMemoryPushNotificationConfigStore, InMemoryTaskStore, TaskUpdater
from a2a.types import a2a_pb2 as pb
from a2a.types import a2a_pb2_grpc


class Executor(AgentExecutor):
    async def execute(self, context, event_queue):
        text = context.message.parts[0].text
        if text == "hello":
            reply = pb.Message(message_id="m", role=pb.ROLE_AGENT, context_id=context.context_id, parts=[pb.Part(text="hello")])
            await event_queue.enqueue_event(reply)
            return

        state = pb.TASK_STATE_INPUT_REQUIRED if text == "ask" else pb.TASK_STATE_WORKING
        task = pb.Task(id=context.task_id, context_id=context.context_id, status=pb.TaskStatus(state=state))
        task.history.append(context.message)
        await event_queue.enqueue_event(task)
        if text != "ask":
            updater = TaskUpdater(event_queue, context.task_id, context.context_id)
            await updater.add_artifact([pb.Part(text="Paid.")], artifact_id="receipt")
            await updater.complete()

    async def cancel(self, context, event_queue):
        await TaskUpdater(event_queue, context.task_id, context.context_id).cancel()


async def main():
    server = grpc.aio.server()
    port = server.add_insecure_port("127.0.0.1:0")
    card = pb.AgentCard(
        name="Peer", description="A peer.", version="1.0.0", default_input_modes=["text/plain"], default_output_modes=["text/plain"],
        capabilities=pb.AgentCapabilities(streaming=True, push_notifications=True),
        supported_interfaces=[pb.AgentInterface(url=f"127.0.0.1:{port}", protocol_binding="GRPC", protocol_version="1.0")],
        skills=[pb.AgentSkill(id="echo", name="Echo", description="Echoes.", tags=["test"])])
    handler = DefaultRequestHandler(
        agent_executor=Executor(), task_store=InMemoryTaskStore(), agent_card=card,
        push_config_store=InMemoryPushNotificationConfigStore())
    a2a_pb2_grpc.add_A2AServiceServicer_to_server(GrpcHandler(handler), server)
    await server.start()
    print(json.dumps({"address": f"127.0.0.1:{port}"}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await server.stop(None)


asyncio.run(main())
