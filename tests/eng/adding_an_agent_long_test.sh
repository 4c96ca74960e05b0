#!/usr/bin/env bash
# Follows docs/adding-an-agent.md word by word in a copy of the repository. Prints `ok - claim` or `not ok - claim` for each step.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/page.sh"

few_files_change() { (($(git -C "$tree" diff --name-only -- . ':!deploy' ':!docs' | wc -l) <= 12)); }

check "An agent that is added as the page says is built, tested and answers" follow adding-an-agent
check "At most twelve existing files change besides those below deploy and docs" few_files_change
exit $failed
