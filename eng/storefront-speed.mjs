#!/usr/bin/env node
// How fast the storefront is: Lighthouse's scores of the product list and of checkout, as a phone, and when the first byte of the product
// list comes to twenty visitors beside eight buyers. It builds, starts a shop of its own and stops it; it needs Debian's chromium, and
// Lighthouse comes from npm. The machine should have nothing else to do.
import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const lighthouse = "lighthouse@12.8.2";
const [runs, visitors, seconds] = [3, 20, 60];
const data = mkdtempSync(join(tmpdir(), "ecommerce-speed-"));
const [portBase = "18300"] = process.argv.slice(2);
const shop = `http://127.0.0.1:${Number(portBase) + 5}`;
const ecommerce = (...parameters) => execFileSync(join(root, "bin/ecommerce"), [...parameters, "--data-dir", data], { stdio: "inherit" });

/** A browser's cookies, and the forms that it sends. */
class Visitor {
  cookies = new Map();

  get cookie() { return [...this.cookies].map(pair => pair.join("=")).join("; "); }

  async get(path, options = {}) {
    const answer = await fetch(shop + path, { ...options, redirect: "manual", headers: { Cookie: this.cookie } });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (value) this.cookies.set(name, value); else this.cookies.delete(name);
    }
    return answer;
  }

  async send(page, action, fields) {
    const html = await (await this.get(page)).text();
    const form = html.match(/<form.*?<\/form>/gs).find(text => text.includes(`action="${action}"`));
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(match => match.slice(1));
    const answer = await this.get(action, { method: "POST", body: new URLSearchParams([...hidden, ...Object.entries(fields)]) });
    if (answer.status !== 303) throw new Error(`${action}: ${answer.status}`);
  }
}

async function score(path, cookie) {
  const { stdout } = await promisify(execFile)(
    "npm", ["exec", "--yes", "--package", lighthouse, "--", "lighthouse", shop + path, "--quiet", "--output=json",
      "--chrome-flags=--headless=new --no-sandbox", `--extra-headers=${JSON.stringify({ Cookie: cookie })}`],
    { cwd: data, env: { ...process.env, CHROME_PATH: "/usr/bin/chromium" }, maxBuffer: 64 << 20 });
  const result = JSON.parse(stdout);
  if (new URL(result.finalDisplayedUrl).pathname !== path) throw new Error(`${path} led to ${result.finalDisplayedUrl}`);
  return Object.fromEntries(Object.values(result.categories).map(category => [category.id, Math.round(category.score * 100)]));
}

/** Times of the first byte, in ms, in order. */
async function visit() {
  const buyers = spawn(
    join(root, "bin/ecommerce"), ["demo", "--load", "8", "--minutes", String((seconds + 10) / 60), "--data-dir", data], { stdio: "ignore" });
  const ended = new Promise(resolve => buyers.on("exit", resolve));
  await sleep(5000); // until they order
  const [end, times] = [performance.now() + seconds * 1000, []];
  await Promise.all(Array.from({ length: visitors }, async () => {
    while (performance.now() < end) {
      await sleep(500 + 1000 * Math.random());
      const asked = performance.now();
      const answer = await fetch(shop + "/");
      times.push(performance.now() - asked);
      if (!answer.ok) throw new Error(`/: ${answer.status}`);
      await answer.arrayBuffer();
    }
  }));
  if (await ended !== 0) throw new Error("the buyers were not served");
  return times.sort((one, other) => one - other);
}

try {
  execFileSync(join(root, "eng/build.sh"), ["eng/shop.slnf"], { cwd: root, stdio: "inherit" });
  ecommerce("up", "--detach", "--port-base", portBase);
  const visitor = new Visitor();
  const email = `ann-${Date.now()}@example.com`;
  await visitor.send("/sign-up", "/sign-up", { name: "Ann Example", email, password: "correct horse 7" });
  await visitor.send("/products/WIDGET-001", "/cart/items", { quantity: "1" });
  for (const path of ["/", "/checkout"]) {
    for (let run = 0; run < runs; run++) console.log(path, JSON.stringify(await score(path, visitor.cookie)));
  }
  const times = await visit();
  const at = share => `${times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1)} ms`;
  console.log(`first byte of / to ${visitors} visitors beside demo --load 8: p50 ${at(0.5)}, p95 ${at(0.95)}, the latest of ${times.length} ${at(1)}`);
} finally {
  ecommerce("down");
  rmSync(data, { recursive: true, force: true });
}
