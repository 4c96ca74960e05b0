// Drives an agent with the SDK for JavaScript: client.mjs URL
// Each operation and error on each binding; prints what it did, and fails at the first answer that is not as it should be.
import assert from "node:assert/strict";
import { Role, TaskState } from "@a2a-js/sdk";
import { ClientFactory, ClientFactoryOptions, JsonRpcTransportFactory, RestTransportFactory } from "@a2a-js/sdk/client";
import { GrpcTransportFactory } from "@a2a-js/sdk/client/grpc";

const [url] = process.argv.slice(2);
let last = 0;

function send(text, { taskId = "", contextId = "", configuration } = {}) {
  const message = {
    messageId: `js-${++last}`, contextId, taskId, role: Role.ROLE_USER, metadata: undefined, extensions: [], referenceTaskIds: [],
    parts: [{ content: { $case: "text", value: text }, metadata: undefined, filename: "", mediaType: "" }],
  };
  return { tenant: "", message, configuration, metadata: undefined };
}

async function refused(name, call) {
  await assert.rejects(call, error => error.constructor.name.includes(name) || assert.fail(`${error.constructor.name} ${error.message}`));
}

async function all(stream) {
  const events = [];
  for await (const event of stream) events.push(event.payload);
  return events;
}

for (const binding of ["JSONRPC", "HTTP+JSON", "GRPC"]) {
  const transports = [new JsonRpcTransportFactory(), new RestTransportFactory(), new GrpcTransportFactory()];
  const options = ClientFactoryOptions.createFrom(ClientFactoryOptions.default, { transports, preferredTransports: [binding] });
  const client = await new ClientFactory(options).createFromUrl(url);
  assert.equal(client.transport.protocolName, binding);

  assert.equal((await client.sendMessage(send("hello"))).parts[0].content.value, "hello");
  const done = await client.sendMessage(send("order"));
  assert.equal(done.status.state, TaskState.TASK_STATE_COMPLETED);
  assert.equal(done.artifacts[0].parts[0].content.value, "Paid.");
  const events = await all(client.sendMessageStream(send("order")));
  assert.deepEqual(events.map(event => event.$case), ["task", "artifactUpdate", "statusUpdate"]);

  const asked = await client.sendMessage(send("ask"));
  assert.equal(asked.status.state, TaskState.TASK_STATE_INPUT_REQUIRED);
  const kept = await client.getTask({ tenant: "", id: asked.id, historyLength: 1 });
  assert.equal(kept.history.length, 1);
  const subscription = client.resubscribeTask({ tenant: "", id: asked.id });
  assert.equal((await subscription.next()).value.payload.value.id, asked.id);
  const rest = all(subscription);
  const answered = await client.sendMessage(send("red", { taskId: asked.id }));
  assert.equal(answered.status.state, TaskState.TASK_STATE_COMPLETED);
  assert.equal((await rest).at(-1).value.status.state, TaskState.TASK_STATE_COMPLETED);

  const seen = new Set();
  let pageToken = "";
  do {
    const page = await client.listTasks({
      tenant: "", contextId: "", status: TaskState.TASK_STATE_UNSPECIFIED, pageSize: 2, pageToken, historyLength: 0,
      statusTimestampAfter: undefined, includeArtifacts: false,
    });
    assert.ok(page.tasks.length <= 2);
    page.tasks.forEach(task => seen.add(task.id));
    pageToken = page.nextPageToken;
  } while (pageToken);
  assert.ok(seen.has(asked.id) && seen.has(done.id));

  const open = await client.sendMessage(send("ask"));
  const hook = {
    tenant: "", id: "", taskId: open.id, url: "https://example.org/hook", token: "t",
    authentication: { scheme: "Bearer", credentials: "c" },
  };
  const config = await client.createTaskPushNotificationConfig(hook);
  const reference = { tenant: "", taskId: open.id, id: config.id };
  assert.deepEqual(await client.getTaskPushNotificationConfig(reference), { ...hook, id: config.id });
  const listed = await client.listTaskPushNotificationConfig({ tenant: "", taskId: open.id, pageSize: 10, pageToken: "" });
  assert.equal(listed.configs.length, 1);
  await client.deleteTaskPushNotificationConfig(reference);
  await refused("TaskNotFound", () => client.getTaskPushNotificationConfig(reference));

  const cancelled = await client.cancelTask({ tenant: "", id: open.id, metadata: undefined });
  assert.equal(cancelled.status.state, TaskState.TASK_STATE_CANCELED);
  await refused("TaskNotCancelable", () => client.cancelTask({ tenant: "", id: done.id, metadata: undefined }));
  await refused("TaskNotFound", () => client.getTask({ tenant: "", id: "none", historyLength: undefined }));
  await refused("UnsupportedOperation", () => all(client.resubscribeTask({ tenant: "", id: done.id })));
  await refused("UnsupportedOperation", () => client.sendMessage(send("more", { taskId: done.id })));
  for (const [reason, name] of [
    ["CONTENT_TYPE_NOT_SUPPORTED", "ContentTypeNotSupported"], ["INVALID_AGENT_RESPONSE", "InvalidAgentResponse"],
    ["EXTENSION_SUPPORT_REQUIRED", "ExtensionSupportRequired"], ["VERSION_NOT_SUPPORTED", "VersionNotSupported"],
    ["PUSH_NOTIFICATION_NOT_SUPPORTED", "PushNotificationNotSupported"],
    ["EXTENDED_AGENT_CARD_NOT_CONFIGURED", "ExtendedAgentCardNotConfigured"],
  ]) {
    await refused(name, () => client.sendMessage(send(`error ${reason}`)));
    await refused(name, () => all(client.sendMessageStream(send(`error ${reason}`))));
  }

  await refused("RequestMalformed", () => client.sendMessage({ ...send("hello"), message: { ...send("hello").message, parts: [] } }));
  assert.equal((await client.getAgentCard()).skills.length, 2);
  console.log(`ok ${binding}`);
}
