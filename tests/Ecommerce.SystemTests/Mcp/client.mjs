// The client that the protocol's makers wrote, against the shop: node client.mjs http URL TOKEN USER SKU, or
// node client.mjs stdio COMMAND ARGUMENT... USER SKU. It prints what it saw.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [mode, ...rest] = process.argv.slice(2);
const [user, sku] = rest.slice(-2);
const transport = mode === "http"
  ? new StreamableHTTPClientTransport(new URL(rest[0]), { requestInit: { headers: { Authorization: `Bearer ${rest[1]}` } } })
  : new StdioClientTransport({ command: rest[0], args: rest.slice(1, -2), env: process.env });
const client = new Client({ name: "system-test", version: "1.0.0" });
await client.connect(transport);
await client.ping();

// Knows the output schemas from here on, and checks what comes against them.
const { tools } = await client.listTools();
const call = (name, args, options) => client.callTool({ name, arguments: args }, undefined, options);
const error = promise => promise.then(() => null, failure => failure.code);

const ordered = { user_id: user, items: [{ sku, quantity: 2 }], payment_method: "credit_card", idempotency_key: `mcp-${mode}` };
const order = (await call("create_order", ordered)).structuredContent;
const again = (await call("create_order", ordered)).structuredContent;
const progress = [];
const watched = await call("watch_order", { order_id: order.order_id }, { onprogress: step => progress.push(step.message) });
const missing = await call("get_order", { order_id: user });

for (const [name, args] of [
  ["health", {}],
  ["list_products", { page_size: 2 }],
  ["get_product", { sku }],
  ["check_availability", { items: [{ sku, quantity: 1 }] }],
  ["get_user", { user_id: user }],
  ["list_orders", { user_id: user }],
  ["get_order", { order_id: order.order_id }],
  ["get_payment", { transaction_id: order.transaction_id }],
  ["list_payments", { order_id: order.order_id }],
  ["list_sessions", { user_id: user }],
  ["export_user", { user_id: user }],
  ["cancel_order", { order_id: order.order_id }],
]) {
  const answer = await call(name, args);
  if (answer.isError) {
    throw new Error(`${name}: ${JSON.stringify(answer)}`);
  }
}

console.log(JSON.stringify({
  server: client.getServerVersion().name,
  tools: tools.map(tool => tool.name),
  order: order.order_id,
  again: again.order_id,
  events: watched.structuredContent.events.map(event => event.type),
  progress,
  missing: [missing.isError, JSON.parse(missing.content[0].text).code],
  unknown: await error(call("adjust_stock", { sku })),
}));
await client.close();
