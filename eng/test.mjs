// Sets up, builds and runs the tests:
//   --full         adds the long forms (trait Form=long of a test or of a theory's row, scripts *_long_test.sh), for those of Form=short
//                  in their place
//   --again        runs a few failed tests and scripts once more by themselves; what passes then counts as passed and is named as unstable
//   --filter NAME  runs one test project (Rego, Rego.Tests), one class, `policies`, or one script (bootstrap)
// The last line is `N passed, N failed`, with `, N skipped` where there are any.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const results = join(root, "artifacts/tests");
const options = readOptions();
const bound = (options.full ? 40 : 10) * 60_000; // what one run may take, ms
const fewFailures = 5; // more are no accident
const running = new Set();

function readOptions() {
  try {
    return parseArgs({ options: { full: { type: "boolean" }, again: { type: "boolean" }, filter: { type: "string" } } }).values;
  } catch (error) {
    console.error(`test: ${error.message}\nusage: ./test.sh [--full] [--again] [--filter NAME]`);
    process.exit(2);
  }
}

/** Everything that can run: a name, how to run it, and how its totals are read; null means that it left none. */
function findRuns() {
  const folders = readdirSync(join(root, "tests"), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name);
  const projects = folders.filter(name => name.endsWith("Tests")).map(name => ({
    name,
    aliases: [name, name.replace(/\.?Tests$/, ""), name.replace(/^Ecommerce\./, ""), name.replace(/^Ecommerce\.|\.?Tests$/g, "")],
    build: `tests/${name}/${name}.csproj`,
    command: ["dotnet", `artifacts/bin/${name}/release/${name}.dll`, "-noLogo", "-noColor",
      ...(options.full ? ["-trait-", "Form=short"] : ["-preEnumerateTheories", "-trait-", "Form=long"]), "-ctrf", `${results}/${name}.json`],
    totals: () => ctrfTotals(`${results}/${name}.json`),
    turn: name.endsWith("SystemTests") ? 2 : 0,
  }));
  const files = folders.flatMap(folder => readdirSync(join(root, "tests", folder)).map(file => [folder, file]));
  const isLong = file => file.endsWith("_long_test.sh");
  const scripts = files.filter(([, file]) => file.endsWith("_test.sh") && (options.full || !isLong(file))).map(([folder, file]) => ({
    name: file,
    aliases: [file, file.replace(/(_long)?_test\.sh/, "")],
    command: [join(root, "tests", folder, file)],
    isScript: true,
    totals: () => scriptTotals(`${results}/${file}.log`),
    turn: file === "compose_long_test.sh" ? 2 : isLong(file) ? 1 : 0,
  }));
  const policies = {
    name: "policies", aliases: ["policies"], build: "eng/shop.slnf",
    command: ["bin/ecommerce", "authz", "test"], totals: () => closingLine(`${results}/policies.log`), turn: 0,
  };
  return [policies, ...scripts, ...projects];
}

function select(runs) {
  if (!options.filter) return runs;
  const named = runs.filter(run => run.aliases.includes(options.filter));
  if (named.length) return named;
  const type = options.filter.split(".").at(-1);
  const holding = runs.filter(run => run.name.endsWith("Tests") && holdsClass(join(root, "tests", run.name), type));
  return holding.map(run => ({ ...run, command: [...run.command, "-class", `*.${type}`] }));
}

function holdsClass(folder, type) {
  return /^\w+$/.test(type) && readdirSync(folder, { recursive: true }).some(file =>
    file.endsWith(".cs") && new RegExp(`\\bclass ${type}\\b`).test(readFileSync(join(folder, file), "utf8")));
}

/** xunit's report in the Common Test Report Format. */
function ctrfTotals(path) {
  if (!existsSync(path)) return null;
  const { tests } = JSON.parse(readFileSync(path, "utf8")).results;
  const of = status => tests.filter(test => test.status === status);
  const failures = of("failed").map(test => [test.name, test.message, test.trace].filter(Boolean).join("\n"));
  const methods = new Map(); // of the failed tests: how often each failed
  for (const method of of("failed").map(test => test.name.replace(/\(.*/s, ""))) methods.set(method, (methods.get(method) ?? 0) + 1);
  const skipped = of("skipped");
  const reasons = new Set(skipped.map(test => test.extra?.reason));
  return { passed: of("passed").length, failed: failures.length, skipped: skipped.length, failures, reasons, methods };
}

/** Lines `ok - claim`, `not ok - claim` and `skipped - claim: reason`. */
function scriptTotals(path) {
  const log = readFileSync(path, "utf8");
  const failed = log.match(/^not ok - /gm)?.length ?? 0;
  const skipped = [...log.matchAll(/^skipped - .*?: (.*)/gm)];
  return {
    passed: log.match(/^ok - /gm)?.length ?? 0, failed, skipped: skipped.length,
    failures: failed ? [log.replace(/^ok - .*\n/gm, "")] : [], reasons: new Set(skipped.map(match => match[1])),
  };
}

function closingLine(path) {
  const log = readFileSync(path, "utf8");
  const numbers = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/m.exec(log)?.slice(1).map(text => Number(text ?? 0));
  return numbers ? { passed: numbers[0], failed: numbers[1], skipped: numbers[2], failures: numbers[1] ? [log] : [] } : null;
}

/** Runs one in a process group of its own, so that nothing that it started outlives its bound. */
async function execute(run) {
  const started = performance.now();
  const log = openSync(`${results}/${run.name}.log`, "w");
  const child = spawn(run.command[0], run.command.slice(1), { cwd: root, detached: true, stdio: ["ignore", log, log] });
  running.add(child);
  const timer = setTimeout(() => kill(child), bound);
  const status = await new Promise(resolve => {
    child.on("error", error => resolve(error.message));
    child.on("exit", (code, signal) => resolve(code ?? signal));
  });
  clearTimeout(timer);
  running.delete(child);
  closeSync(log);

  const found = run.totals();
  const totals = found ?? { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (!found || (status !== 0 && !found.failed)) {
    // No test failed, and still it went wrong: killed after its bound, crashed, or a fixture that did not stop.
    totals.failed = 1;
    const output = readFileSync(`${results}/${run.name}.log`, "utf8");
    totals.failures.push(`ended with ${status}${found ? "" : " and reported no totals"}\n${output}`);
  }
  console.log(`${run.name}: ${sentence(totals)} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  for (const reason of totals.reasons ?? []) console.log(`  skipped: ${reason}`);
  for (const failure of totals.failures) console.log(`  FAILED ${failure.trimEnd().replaceAll("\n", "\n    ")}`);
  return totals;
}

function kill(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch { /* it has ended meanwhile */ }
}

function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
}

// The analyzers are two fifths of a build of everything. They run in --full, in a build of a part, and in everybody's own builds.
function build(what) {
  const parameters = options.full || options.filter ? [what] : [what, "-p:RunAnalyzers=false"];
  const { status } = spawnSync(join(root, "eng/build.sh"), parameters, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}

const selected = select(findRuns());
if (!selected.length) {
  console.error(`test: no test project, class or script is named ${options.filter}`);
  process.exit(2);
}

for (const what of options.filter ? selected.flatMap(run => run.build ?? []) : ["Ecommerce.sln"]) build(what);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    running.forEach(kill);
    process.exit(130);
  });
}

const sum = { passed: 0, failed: 0, skipped: 0 };
const failing = [];
async function drain(queue) {
  for (let run; (run = queue.shift());) {
    const totals = await execute(run);
    for (const key of Object.keys(sum)) sum[key] += totals[key];
    if (totals.methods?.size || (totals.failed && run.isScript)) failing.push({ run, ...totals });
  }
}

/** On a machine that is busy with other tests, a wait can end too early. A fault of the code fails the test when it runs alone, too. */
async function runAgain({ run, methods }) {
  const command = ["dotnet", run.command[1], "-noLogo", "-noColor", ...[...methods.keys()].flatMap(method => ["-method", method]),
    "-ctrf", `${results}/${run.name}.again.json`];
  const again = { ...run, name: `${run.name}, again`, command, totals: () => ctrfTotals(`${results}/${run.name}.again.json`) };
  const totals = await execute(again);
  if (!totals.methods || totals.passed + totals.failed < methods.size) return; // it did not run to its end
  for (const [method, failures] of methods) {
    if (totals.methods.has(method)) continue;
    console.log(`  UNSTABLE ${method}: failed above, passed by itself`);
    sum.passed += failures;
    sum.failed -= failures;
  }
}

async function runScriptAgain({ run, passed, failed }) {
  const name = `${run.name}, again`;
  const totals = await execute({ ...run, name, totals: () => scriptTotals(`${results}/${name}.log`) });
  if (totals.failed || totals.passed < passed + failed) return;
  console.log(`  UNSTABLE ${run.name}: failed above, passed by itself`);
  sum.passed += failed;
  sum.failed -= failed;
}

// Two at a time; then the long scripts, which build; then, one by one, what starts many processes whose calls have a deadline.
for (const [turn, queues] of [2, 2, 1].entries()) {
  const queue = selected.filter(run => run.turn === turn);
  await Promise.all(Array.from({ length: queues }, () => drain(queue)));
}

if (options.again && sum.failed <= fewFailures) {
  for (const failure of failing) await (failure.run.isScript ? runScriptAgain(failure) : runAgain(failure));
}

console.log(sentence(sum));
process.exit(sum.failed || !sum.passed ? 1 : 0);
