#!/usr/bin/env bash
# What the documentation points to is there: links with their headings, and the paths and tests that it names.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

node --input-type=module - <<'EOF'
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { encoding: "utf8" }).trim().split("\n");
const prose = text => text.replace(/^```[\s\S]*?^```/gm, "");
const anchor = heading => heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
const anchors = page => [...prose(readFileSync(page, "utf8")).matchAll(/^#+ (.+)$/gm)].map(match => anchor(match[1]));

function claim(sentence, faults) {
  console.log(`${faults.length ? "not ok" : "ok"} - ${sentence}`);
  faults.forEach(fault => console.log(`  ${fault}`));
  process.exitCode ||= faults.length ? 1 : 0;
}

const links = pages.flatMap(page => [...prose(readFileSync(page, "utf8")).matchAll(/\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\)/g)]
  .map(([, path, heading]) => ({ page, target: path ? join(dirname(page), path) : page, heading })));
claim("every link of a page leads to a file",
  links.filter(link => !existsSync(link.target)).map(link => `${link.page}: ${link.target}`));
claim("every link to a heading leads to one",
  links.filter(link => link.heading && existsSync(link.target) && !anchors(link.target).includes(link.heading))
    .map(link => `${link.page}: ${link.target}#${link.heading}`));

const source = execFileSync("git", ["grep", "-h", "", "--", "Ecommerce.Cli", "Ecommerce.Development"], { encoding: "utf8", maxBuffer: 1 << 26 });
const quoted = [...readFileSync("README.md", "utf8").split("## Troubleshooting")[1].matchAll(/^\| `([^`]+)` \|/gm)].map(match => match[1]);
claim("every message that the README explains is one that the command prints",
  quoted.length ? quoted.filter(message => !message.split("…").every(part => source.includes(part.trim()))) : ["it explains none"]);

// A path in code is one that has a slash, or the name of a project; patterns and URLs are not meant.
const named = page => [...prose(readFileSync(page, "utf8")).matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?|Ecommerce\.\w+)`/g)].map(match => match[1]);
claim("every path that the README and the architecture page name is there",
  ["README.md", "docs/architecture.md", "CONTRIBUTING.md"].flatMap(page => named(page).filter(path => !existsSync(path)).map(path => `${page}: ${path}`)));

const tests = new Set(execFileSync("git", ["grep", "-ohE", "[A-Z]\\w*(_\\w+){3,}\\(", "--", "tests/*.cs"], { encoding: "utf8", maxBuffer: 1 << 26 })
  .split("\n").map(line => line.slice(0, -1)));
const claimed = pages.flatMap(page => [...prose(readFileSync(page, "utf8")).matchAll(/`([A-Z][a-z]*(?:_\w+){3,})`/g)].map(match => ({ page, test: match[1] })));
claim("every test that a page names is there", claimed.filter(({ test }) => !tests.has(test)).map(({ page, test }) => `${page}: ${test}`));
EOF
