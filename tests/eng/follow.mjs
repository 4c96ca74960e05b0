#!/usr/bin/env node
// Follows a page of docs/ word by word in a copy of the repository: follow.mjs PAGE TREE
//   Create `FILE`:                 and a block      writes the file
//   In `FILE`, after               and two blocks   adds the second block below the lines of the first ("after … add")
//   In `FILE`, in place of         and two blocks   puts the second block there ("in place of … put")
//   a block of sh                                   is run at the root of the copy
//   a block of console                              runs what stands behind each $ and compares the output with the lines below it;
//                                                   … in a line stands for anything
// A block that is none of these, and lines that a file does not hold exactly once, are errors.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [page, tree] = process.argv.slice(2);
const lines = readFileSync(page, "utf8").split("\n");
let line = 0;

function fail(message) {
  console.error(`${page}:${line}: ${message}`);
  process.exit(1);
}

/** The next block of the page, with the line of prose before it. */
function nextBlock() {
  let lead = "";
  for (; line < lines.length && !lines[line].startsWith("```"); line++) lead = lines[line].trim() || lead;
  if (line === lines.length) return null;
  const language = lines[line++].slice(3);
  const start = line;
  while (lines[line] !== "```") if (++line === lines.length) fail("a block does not end");
  return { lead, language, text: lines.slice(start, line++).map(text => `${text}\n`).join("") };
}

function create(file, { text }) {
  const path = join(tree, file);
  if (existsSync(path)) fail(`${file} exists`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function edit(file, how, { text: before }) {
  const added = nextBlock();
  if (added?.lead !== (how === "after" ? "add" : "put")) fail(`what to ${how === "after" ? "add" : "put"} is missing`);
  const path = join(tree, file);
  const content = `\n${readFileSync(path, "utf8")}`;
  const places = content.split(`\n${before}`);
  if (places.length !== 2) fail(`${file} holds these lines ${places.length - 1} times:\n${before}`);
  writeFileSync(path, places.join(`\n${how === "after" ? before : ""}${added.text}`).slice(1));
}

function run(command) {
  const { status, stdout } = spawnSync("bash", ["-euo", "pipefail", "-c", command], {
    cwd: tree, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], timeout: 600_000, // a block may hold several builds
  });
  if (status !== 0) fail(`${command} ended with ${status}:\n${stdout}`);
  return stdout;
}

function compare(command, expected) {
  const output = run(command);
  const pattern = expected.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", "[^\\n]*");
  if (!new RegExp(`^${pattern.trimEnd()}\n?$`).test(output)) fail(`${command} printed:\n${output}`);
}

function follow(block) {
  const created = /^Create `(.+)`:$/.exec(block.lead);
  const edited = /^In `(.+)`, (after|in place of)$/.exec(block.lead);
  if (created) create(created[1], block);
  else if (edited) edit(edited[1], edited[2], block);
  else if (block.language === "sh") run(block.text);
  else if (block.language === "console") {
    for (const entry of block.text.split(/^\$ /m).slice(1)) {
      const [, command, expected] = /^((?:.*\\\n)*.*\n)([^]*)$/.exec(entry);
      compare(command, expected);
    }
  } else fail(`what is to be done with this block is not said: ${block.lead}`);
}

for (let block; (block = nextBlock());) follow(block);
