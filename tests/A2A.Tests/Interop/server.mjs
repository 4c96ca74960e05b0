// An agent by the SDK for JavaScript on each binding. Prints {"url": …} once it listens; ends with its standard input.
import { Server, ServerCredentials } from "@grpc/grpc-js";
import express from "express";
import { AgentCard, Message, Task, TaskArtifactUpdateEvent, TaskStatusUpdateEvent } from "@a2a-js/sdk";
import { AgentEvent, DefaultRequestHandler, InMemoryPushNotificationStore, InMemoryTaskStore } from "@a2a-js/sdk/server";
import { agentCardHandler, jsonRpcHandler, restHandler, UserBuilder } from "@a2a-js/sdk/server/express";
import { A2AService, grpcService } from "@a2a-js/sdk/server/grpc";

const app = express();
const listener = app.listen(0, "127.0.0.1");
await new Promise(resolve => listener.on("listening", resolve));
const url = `http://127.0.0.1:${listener.address().port}`;
const grpc = new Server();
const grpcPort = await new Promise((resolve, reject) =>
  grpc.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => (error ? reject(error) : resolve(port))));

const card = AgentCard.fromJSON({
  name: "Peer", description: "A peer.", version: "1.0.0", defaultInputModes: ["text/plain"], defaultOutputModes: ["text/plain"],
  capabilities: { streaming: true, pushNotifications: true },
  supportedInterfaces: [
    { url: `${url}/rpc`, protocolBinding: "JSONRPC", protocolVersion: "1.0" },
    { url: `${url}/rest`, protocolBinding: "HTTP+JSON", protocolVersion: "1.0" },
    { url: `127.0.0.1:${grpcPort}`, protocolBinding: "GRPC", protocolVersion: "1.0" },
  ],
  skills: [{ id: "echo", name: "Echo", description: "Echoes.", tags: ["test"] }],
});

class Executor {
  contexts = new Map();

  async execute({ userMessage, taskId, contextId }, bus) {
    const text = userMessage.parts[0].content.value;
    this.contexts.set(taskId, contextId);
    const status = state => ({ state, timestamp: new Date().toISOString() });
    if (text === "hello") {
      bus.publish(AgentEvent.message(Message.fromJSON(
        { messageId: "m", role: "ROLE_AGENT", contextId, parts: [{ text: "hello" }] })));
      bus.finished();
      return;
    }

    const state = text === "ask" ? "TASK_STATE_INPUT_REQUIRED" : "TASK_STATE_WORKING";
    bus.publish(AgentEvent.task(Task.fromJSON(
      { id: taskId, contextId, status: status(state), history: [Message.toJSON(userMessage)] })));
    if (text !== "ask") {
      bus.publish(AgentEvent.artifactUpdate(TaskArtifactUpdateEvent.fromJSON(
        { taskId, contextId, artifact: { artifactId: "receipt", parts: [{ text: "Paid." }] } })));
      bus.publish(AgentEvent.statusUpdate(TaskStatusUpdateEvent.fromJSON({ taskId, contextId, status: status("TASK_STATE_COMPLETED") })));
    }

    bus.finished();
  }

  async cancelTask(taskId, bus) {
    bus.publish(AgentEvent.statusUpdate(TaskStatusUpdateEvent.fromJSON(
      { taskId, contextId: this.contexts.get(taskId), status: { state: "TASK_STATE_CANCELED", timestamp: new Date().toISOString() } })));
    bus.finished();
  }
}

const requestHandler = new DefaultRequestHandler(
  card, new InMemoryTaskStore(), new Executor(), undefined, new InMemoryPushNotificationStore());
const userBuilder = UserBuilder.noAuthentication;
app.use("/.well-known/agent-card.json", agentCardHandler({ agentCardProvider: requestHandler }));
app.use("/rpc", jsonRpcHandler({ requestHandler, userBuilder }));
app.use("/rest", restHandler({ requestHandler, userBuilder }));
grpc.addService(A2AService, grpcService({ requestHandler, userBuilder }));
console.log(JSON.stringify({ url }));
process.stdin.on("end", () => process.exit()).resume();
