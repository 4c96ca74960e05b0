#!/usr/bin/env bash
# Sets up, builds and runs the tests: ./test.sh [--full] [--filter NAME]; see eng/test.mjs.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

command -v node >/dev/null || { echo "test: Node.js is needed (20 or later) and not on the PATH" >&2; exit 1; }
exec node "$root/eng/test.mjs" "$@"
