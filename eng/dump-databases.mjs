#!/usr/bin/env node
// Takes the dumps that the upgrade test restores: dump-databases.mjs NAME writes tests/Ecommerce.SystemTests/Upgrades/NAME/{database}.sql.
// It starts a shop of its own, lets it do work (below, one line for each order, whose name is its idempotency key), and stops it in the
// middle of an order and of a refund. Run it before a change of a schema, or on the commit before; it needs pg_dump of the server's major
// version on the PATH.
import { execFile, execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [name, portBase = "18200"] = process.argv.slice(2);
if (!/^\d[\w.-]*$/.test(name ?? "")) {
  console.error("usage: eng/dump-databases.mjs NAME [PORT_BASE], NAME such as 0.1.0-2");
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), "ecommerce-dump-"));
const [data, failpoints, identity] = ["data", "failpoints", "identity"].map(folder => join(work, folder));
const read = path => JSON.parse(readFileSync(path, "utf8"));

/** The command, under the identity of the workload of that name. */
const ecommerceAs = (workload, ...parameters) => promisify(execFile)(
  join(root, "bin/ecommerce"), [...parameters, "--data-dir", data], { env: { ...process.env, ECOMMERCE_IDENTITY: workload } });

const ecommerce = (...parameters) => ecommerceAs("cli", ...parameters);

const call = (workload, target, capability, request) =>
  ecommerceAs(workload, "call", "--target", target, "--capability", capability, "--data", JSON.stringify(request));

let shop; // what `status --json` says once it is up

let token; // a JWT-SVID of client/cli, for a minute

const prove = async () => { token = (await ecommerce("identity", "token")).stdout.trim(); };

/** REST at the gateway's port of mutual TLS, as client/cli. Its certificate names a SPIFFE ID and no host. */
function rest(method, path, body, key) {
  const certificate = { cert: "svid.pem", key: "key.pem", ca: "bundle.pem" };
  const tls = Object.fromEntries(Object.entries(certificate).map(([field, file]) => [field, readFileSync(join(identity, file))]));
  const headers = { "content-type": "application/json", "actor-token": token, ...(key && { "idempotency-key": key }) };
  const gateway = shop.agents.find(agent => agent.name === "gateway").addresses.mtls;
  const options = { ...tls, method, headers, checkServerIdentity: () => undefined };
  return new Promise((resolve, reject) => {
    const request = https.request(`${gateway}/api/v1${path}`, options, async response => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, body: text ? JSON.parse(text) : null });
    });
    request.on("error", reject);
    request.end(body && JSON.stringify(body));
  });
}

async function expect(status, answer) {
  const { status: actual, body } = await answer;
  if (actual !== status) throw new Error(`${actual} instead of ${status}: ${JSON.stringify(body)}`);
  return body;
}

async function until(what, isSo) {
  for (const end = Date.now() + 30_000; !await isSo(); await sleep(10)) {
    if (Date.now() > end) throw new Error(`not within 30 s: ${what}`);
  }
}

const signUp = (who, password) => rest("POST", "/users", { email: `${who}@example.com`, name: who, password }, who);

const order = (user, key, sku, quantity, payment_method = "credit_card") =>
  rest("POST", "/orders", { user_id: user.user_id, items: [{ sku, quantity }], payment_method }, key);

const refund = (of, key, amount) =>
  rest("POST", `/payments/${of.transaction_id}/refunds`, { amount, reason: "damaged" }, key);

const cancel = of => rest("POST", `/orders/${of.order_id}/cancel`, { reason: "changed my mind" });

/** Starts a call that ends with the death of an agent at a failpoint. */
async function dieAt(failpoint, start, afterwards = () => {}) {
  const file = join(failpoints, failpoint);
  writeFileSync(file, "");
  start().catch(() => {});
  await until(failpoint, () => !existsSync(file));
  afterwards();
}

async function fill(runner) {
  await prove();
  const alice = await expect(201, signUp("alice", "correct horse 7"));
  const bob = await expect(201, signUp("bob", "battery staple 8"));
  await expect(409, rest("POST", "/users", { email: "alice@example.com", name: "mallory" }, "mallory"));
  await call("admin", "user", "update_tier", { user_id: bob.user_id, new_tier: "premium" });
  await call("admin", "inventory", "adjust_stock", { sku: "WIDGET-001", delta: 25, reason: "delivery" });

  await expect(201, order(alice, "confirmed", "WIDGET-001", 2));
  await expect(422, order(alice, "declined", "WIDGET-002", 1, "test_declined"));
  await expect(422, order(alice, "out-of-stock", "WIDGET-010", 1));
  await expect(201, order(alice, "error-once", "WIDGET-004", 1, "test_error_once"));
  await expect(200, cancel(await expect(202, order(alice, "cancelled", "WIDGET-005", 1, "test_requires_action"))));
  await expect(200, cancel(await expect(201, order(alice, "returned", "WIDGET-005", 2))));
  await prove(); // the gateway goes on with what it has verified, also when the supervisor no longer answers for identities
  await expect(201, refund(await expect(201, order(alice, "partly-refunded", "WIDGET-003", 3)), "partly", "9.99"));
  const refunded = await expect(201, order(bob, "refund-under-way", "WIDGET-007", 1));

  const hold = { order_id: "01900000-0000-7000-8000-000000000001", items: [{ sku: "WIDGET-008", quantity: 5 }], expires_in: 1 };
  await call("order", "inventory", "reserve_items", hold);
  await call("order", "inventory", "reserve_items", { ...hold, order_id: hold.order_id.replace(/1$/, "2"), expires_in: 3600 });
  await sleep(3000); // ms, until the first of them has been given back

  // Last, since a checkout has two minutes. The supervisor is stopped, so that an agent that dies is not started again.
  await expect(202, order(bob, "awaiting-action", "WIDGET-001", 1, "test_requires_action"));
  await dieAt("order.before_confirm", () => order(bob, "under-way", "WIDGET-001", 4), () => process.kill(runner, "SIGSTOP"));
  await dieAt("refund.before_provider", () => refund(refunded, "under-way", "2.50"));
}

function dump(folder) {
  const credentials = read(join(data, "credentials.json"));
  const options = ["--inserts", "--column-inserts", "--rows-per-insert=100", "--no-owner", "--no-comments"];
  const [host, port] = shop.database.address.split(":");
  const server = [`--host=${host}`, `--port=${port}`, "--username=postgres"];
  const databases = Object.keys(credentials.roles).filter(role => role.endsWith("_owner")).map(role => role.replace("_owner", ""));
  const taken = `-- Taken at ${new Date().toISOString()}\n`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const database of databases) {
    const sql = execFileSync(
      "pg_dump", [...server, ...options, database], { env: { ...process.env, PGPASSWORD: credentials.superuser }, encoding: "utf8" });
    // Without versions of programs, and without what only psql understands.
    const text = sql.replace(/^(-- Dumped .*|\\.*|--|)\n/gm, "");
    writeFileSync(join(folder, `${database}.sql`), taken + text);
  }
}

let runner; // the process that supervises
try {
  chmodSync(work, 0o711); // under root, PostgreSQL runs as another account
  mkdirSync(failpoints);
  await ecommerce("up", "--detach", "--port-base", portBase, "--failpoints", failpoints);
  runner = read(join(data, "instance.json")).runner.pid;
  shop = JSON.parse((await ecommerce("status", "--json")).stdout);
  await ecommerce("identity", "export", identity);
  await fill(runner);
  dump(join(root, "tests/Ecommerce.SystemTests/Upgrades", name));
} finally {
  if (runner) process.kill(runner, "SIGCONT");
  await ecommerce("down");
  rmSync(work, { recursive: true, force: true });
}
