// Drives an agent of the shop with the SDK for JavaScript, by mutual TLS: client.mjs URL SPIFFE_ID FOLDER
// The folder is what `ecommerce identity export` wrote. It prints each binding that does all that is asked of it.
import assert from "node:assert/strict";
import { X509Certificate, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import grpc from "@grpc/grpc-js";
import { Agent, fetch } from "undici";
import { Role, TaskState, verifyAgentCardSignature } from "@a2a-js/sdk";
import {
  ClientFactory, ClientFactoryOptions, DefaultAgentCardResolver, JsonRpcTransportFactory, RestTransportFactory,
} from "@a2a-js/sdk/client";
import { GrpcTransportFactory } from "@a2a-js/sdk/client/grpc";

const [url, id, folder] = process.argv.slice(2);
const [ca, cert, key] = ["bundle", "svid", "key"].map(name => readFileSync(`${folder}/${name}.pem`));

// Whatever host an SVID names beside it, its ID is what counts.
let leaf;
function checkServerIdentity(host, peer) {
  leaf = peer.raw ?? leaf;
  return peer.subjectaltname.split(", ").includes(`URI:${id}`) ? undefined : new Error(`${peer.subjectaltname} is not ${id}`);
}

const dispatcher = new Agent({ connect: { ca, cert, key, checkServerIdentity } });
const fetchImpl = (input, init) => fetch(input, { ...init, dispatcher });

const nothing = { tenant: "", metadata: undefined };
const contextId = randomUUID();

function send(skill, request, { taskId = "", context = "" } = {}) {
  const content = request ? { $case: "data", value: request } : { $case: "text", value: "What can you do?" };
  const message = {
    messageId: randomUUID(), contextId: context, taskId, role: Role.ROLE_USER, metadata: skill ? { skillId: skill } : undefined,
    extensions: [], referenceTaskIds: [], parts: [{ content, metadata: undefined, filename: "", mediaType: "" }],
  };
  return { ...nothing, message, configuration: undefined };
}

async function refused(name, call) {
  await assert.rejects(async () => call(), error => error.constructor.name.includes(name) || assert.fail(`${error.constructor.name} ${error.message}`));
}

async function all(stream) {
  const events = [];
  for await (const event of stream) events.push(event.payload);
  return events;
}

// A receiver of push notifications.
async function receive() {
  const events = [];
  let wake = () => {};
  const told = {
    headers: [],
    async until(condition) {
      const limit = AbortSignal.timeout(60_000);
      for (;;) {
        const found = events.find(condition);
        if (found) return found;
        await new Promise((resolve, reject) => {
          wake = resolve;
          limit.addEventListener("abort", () => reject(new Error(`not told: ${JSON.stringify(events)}`)));
        });
      }
    },
  };
  const receiver = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    told.headers.push(request.headers);
    events.push(JSON.parse(body));
    response.writeHead(204).end();
    wake();
  });
  await new Promise(resolve => receiver.listen(0, "127.0.0.1", resolve));
  return { receiver, told };
}

const stateOf = event => event.value.status.state;

for (const binding of ["JSONRPC", "HTTP+JSON", "GRPC"]) {
  const transports = [
    new JsonRpcTransportFactory({ fetchImpl }), new RestTransportFactory({ fetchImpl }),
    new GrpcTransportFactory({ grpcChannelCredentials: grpc.credentials.createSsl(ca, key, cert, { checkServerIdentity }) }),
  ];
  const options = ClientFactoryOptions.createFrom(ClientFactoryOptions.default, {
    transports, preferredTransports: [binding], cardResolver: new DefaultAgentCardResolver({ fetchImpl }),
  });
  const client = await new ClientFactory(options).createFromUrl(url);
  assert.equal(client.transport.protocolName, binding);
  const card = await client.getAgentCard();

  // As it is published: the SDK loses the security schemes of a card that it has read.
  const published = await (await fetchImpl(`${url}/.well-known/agent-card.json`)).json();
  await verifyAgentCardSignature(async kid => kid === id ? new X509Certificate(leaf).publicKey : assert.fail(kid))(published);
  assert.ok(card.skills.some(skill => skill.id === "list_products") && !card.skills.some(skill => skill.id === "reserve_items"));

  // Send, and stream.
  const context = `${binding}-${contextId}`;
  const done = await client.sendMessage(send("list_products", { page_size: 1 }, { context }));
  assert.equal(done.status.state, TaskState.TASK_STATE_COMPLETED);
  assert.equal(done.artifacts[0].parts[0].content.value.products.length, 1);
  const events = await all(client.sendMessageStream(send("list_products", { page_size: 1 }, { context })));
  assert.equal(events[0].$case, "task");
  assert.equal(stateOf(events.at(-1)), TaskState.TASK_STATE_COMPLETED);

  // Cut a subscription, and subscribe again.
  const asked = await client.sendMessage(send(null, null, { context }));
  assert.equal(asked.status.state, TaskState.TASK_STATE_INPUT_REQUIRED);
  const cut = client.resubscribeTask({ tenant: "", id: asked.id });
  assert.equal((await cut.next()).value.payload.value.id, asked.id);
  await cut.return();
  const again = client.resubscribeTask({ tenant: "", id: asked.id });
  assert.equal((await again.next()).value.payload.value.id, asked.id);
  const rest = all(again);
  const answered = await client.sendMessage(send("list_products", { page_size: 1 }, { taskId: asked.id }));
  assert.equal(answered.status.state, TaskState.TASK_STATE_COMPLETED);
  assert.deepEqual((await rest).map(event => event.$case), ["statusUpdate", "artifactUpdate", "statusUpdate"]);

  // List with paging.
  const seen = [];
  let pageToken = "";
  do {
    const page = await client.listTasks({
      tenant: "", contextId: context, status: TaskState.TASK_STATE_UNSPECIFIED, pageSize: 2, pageToken, historyLength: 0,
      statusTimestampAfter: undefined, includeArtifacts: false,
    });
    assert.equal(page.totalSize, 3);
    seen.push(...page.tasks.map(task => task.id));
    pageToken = page.nextPageToken;
  } while (pageToken);
  assert.equal(new Set(seen).size, 3);
  assert.ok(seen.includes(done.id) && seen.includes(asked.id));

  // Cancel.
  const open = await client.sendMessage(send(null, null));
  assert.equal((await client.cancelTask({ ...nothing, id: open.id })).status.state, TaskState.TASK_STATE_CANCELED);

  // Errors.
  await refused("TaskNotCancelable", () => client.cancelTask({ ...nothing, id: done.id }));
  await refused("TaskNotFound", () => client.getTask({ tenant: "", id: `inventory.${"0".repeat(32)}`, historyLength: undefined }));
  await refused("UnsupportedOperation", () => all(client.resubscribeTask({ tenant: "", id: done.id })));
  await refused("UnsupportedOperation", () => client.sendMessage(send("list_products", {}, { taskId: done.id })));
  await refused("RequestMalformed", () => client.sendMessage(send("list_products", { page_size: "many" })));
  await refused("", () => client.sendMessage(send("reserve_items", {})));
  const picture = send("list_products", {});
  picture.message.parts = [{ content: { $case: "raw", value: Buffer.from("x") }, metadata: undefined, filename: "", mediaType: "image/png" }];
  await refused("ContentTypeNotSupported", () => client.sendMessage(picture));
  // The client itself always says which version it speaks.
  const older = { serviceParameters: { "A2A-Version": "0.3" } };
  await refused("VersionNotSupported", () => client.transport.getTask({ tenant: "", id: done.id, historyLength: undefined }, older));

  // Push notifications: kept, listed, told, deleted.
  const { receiver, told } = await receive();
  const hook = {
    tenant: "", id: "", taskId: "", url: `http://127.0.0.1:${receiver.address().port}/hook`, token: "a token",
    authentication: { scheme: "Bearer", credentials: "abc" },
  };
  const watched = await client.sendMessage(send(null, null));
  const config = await client.createTaskPushNotificationConfig({ ...hook, taskId: watched.id });
  const reference = { tenant: "", taskId: watched.id, id: config.id };
  assert.deepEqual(await client.getTaskPushNotificationConfig(reference), config);
  const listed = await client.listTaskPushNotificationConfig({ tenant: "", taskId: watched.id, pageSize: 10, pageToken: "" });
  assert.deepEqual(listed.configs.map(each => each.id), [config.id]);
  await client.sendMessage(send("list_products", { page_size: 1 }, { taskId: watched.id }));
  const completed = await told.until(event => event.statusUpdate?.status.state === "TASK_STATE_COMPLETED");
  assert.equal(completed.statusUpdate.taskId, watched.id);
  assert.ok(told.headers.every(each => each["x-a2a-notification-token"] === "a token" && each.authorization === "Bearer abc"));
  await client.deleteTaskPushNotificationConfig(reference);
  await refused("TaskNotFound", () => client.getTaskPushNotificationConfig(reference));
  await refused("RequestMalformed", () => client.createTaskPushNotificationConfig({
    ...hook, taskId: watched.id, url: "http://169.254.169.254/latest/meta-data",
  }));
  receiver.close();
  console.log(`ok ${binding}`);
}

process.exit(0);
