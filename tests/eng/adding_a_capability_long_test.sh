#!/usr/bin/env bash
# Follows docs/adding-a-capability.md word by word in a copy of the repository. Prints `ok - claim` or `not ok - claim` for each step.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/page.sh"

check "A capability that is added as the page says is built, tested and answers" follow adding-a-capability
exit $failed
