// Buys at the shop with the SDK for JavaScript: shop.mjs URL HEADERS USER SKU WORDS [SPIFFE_ID FOLDER]
// HEADERS is JSON; WORDS ask for an order, which the shop's model proposes. With a SPIFFE ID and the folder that `ecommerce identity export`
// wrote it is by mutual TLS. It prints each binding that does all that is asked of it.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import grpc from "@grpc/grpc-js";
import { Agent, fetch } from "undici";
import { Role, TaskState } from "@a2a-js/sdk";
import {
  ClientFactory, ClientFactoryOptions, DefaultAgentCardResolver, JsonRpcTransportFactory, RestTransportFactory,
} from "@a2a-js/sdk/client";
import { GrpcTransportFactory } from "@a2a-js/sdk/client/grpc";

const [url, headers, user, sku, words, id, folder] = process.argv.slice(2);

// Whatever host an SVID names beside it, its ID is what counts.
const checkServerIdentity = (_, peer) =>
  peer.subjectaltname.split(", ").includes(`URI:${id}`) ? undefined : new Error(`${peer.subjectaltname} is not ${id}`);

const [ca, cert, key] = id ? ["bundle", "svid", "key"].map(name => readFileSync(`${folder}/${name}.pem`)) : [];
const dispatcher = id ? new Agent({ connect: { ca, cert, key, checkServerIdentity } }) : new Agent();
const fetchImpl = (input, init) => fetch(input, { ...init, dispatcher });

// Says who calls: in HTTP's headers, and in gRPC's metadata.
const known = {
  async before(call) {
    call.options = { ...call.options, serviceParameters: { ...call.options?.serviceParameters, ...JSON.parse(headers) } };
  },
  async after() {},
};

// gRPC is spoken by mutual TLS alone.
const transports = [new JsonRpcTransportFactory({ fetchImpl }), new RestTransportFactory({ fetchImpl })];
if (id) {
  const grpcChannelCredentials = grpc.credentials.createSsl(ca, key, cert, { checkServerIdentity });
  transports.push(new GrpcTransportFactory({ grpcChannelCredentials }));
}

function send(content, { skill, task, context = "" } = {}) {
  const message = {
    messageId: randomUUID(), contextId: task?.contextId ?? context, taskId: task?.id ?? "", role: Role.ROLE_USER,
    metadata: skill ? { skillId: skill } : undefined, extensions: [], referenceTaskIds: [],
    parts: [{ content, metadata: undefined, filename: "", mediaType: "" }],
  };
  return { tenant: "", metadata: undefined, message, configuration: undefined };
}

const data = value => ({ $case: "data", value });
const text = value => ({ $case: "text", value });
const product = { skill: "get_product", request: data({ sku }) };
const order = data({ user_id: user, items: [{ sku, quantity: 1 }], payment_method: "credit_card" });

for (const binding of ["JSONRPC", "HTTP+JSON", "GRPC"].slice(0, transports.length)) {
  const options = ClientFactoryOptions.createFrom(ClientFactoryOptions.default, {
    transports, preferredTransports: [binding], cardResolver: new DefaultAgentCardResolver({ fetchImpl }),
    clientConfig: { interceptors: [known] },
  });
  const client = await new ClientFactory(options).createFromUrl(url);
  assert.equal(client.transport.protocolName, binding);
  const card = await client.getAgentCard();
  assert.ok(card.skills.some(skill => skill.id === "create_order") && !card.skills.some(skill => skill.id === "reserve_items"));

  // A call, and an order that is followed.
  const context = randomUUID();
  const found = await client.sendMessage(send(product.request, { skill: product.skill, context }));
  assert.equal(found.artifacts[0].parts[0].content.value.price, "19.99");
  const events = [];
  for await (const event of client.sendMessageStream(send(order, { skill: "create_order", context }))) events.push(event.payload);
  assert.ok(events[0].value.id.startsWith("order."));
  assert.equal(events.at(-1).value.status.state, TaskState.TASK_STATE_COMPLETED);
  const page = await client.listTasks({
    tenant: "", contextId: context, status: TaskState.TASK_STATE_UNSPECIFIED, pageSize: 10, pageToken: "", historyLength: 0,
    statusTimestampAfter: undefined, includeArtifacts: false,
  });
  assert.deepEqual(page.tasks.map(task => task.id), [events[0].value.id, found.id]);

  // Plain words: what is proposed is approved, or cancelled.
  const ask = async () => {
    const task = await client.sendMessage(send(text(words)));
    assert.equal(task.status.state, TaskState.TASK_STATE_INPUT_REQUIRED);
    return { task, approval: task.status.message.parts[1].content.value.approval };
  };
  const { task, approval } = await ask();
  assert.equal(`${approval.capability} ${approval.amount}`, "create_order 39.98");
  const bought = await client.sendMessage(send(data({ approval: approval.id, approve: true }), { task }));
  assert.equal(bought.status.state, TaskState.TASK_STATE_COMPLETED);
  assert.equal(bought.artifacts[0].parts[0].content.value.status, "confirmed");
  const canceled = await client.cancelTask({ tenant: "", id: (await ask()).task.id, metadata: undefined });
  assert.equal(canceled.status.state, TaskState.TASK_STATE_CANCELED);
  console.log(`ok ${binding}`);
}

process.exit(0);
