#!/usr/bin/env bash
# The README's two commands as a newcomer types them: an empty HOME, a path with a space, an ordinary user.
# Prints `ok - claim` or `not ok - claim` for each step.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d)
shop="$scratch/a new shop"
log=$scratch/log
ports=22000
failed=0

# Runs a command in the clone as somebody who has never used .NET here.
newcomer() {
  local as=()
  ((EUID != 0)) || as=(setpriv --reuid 65534 --regid 65534 --clear-groups)
  (cd "$shop" && "${as[@]}" env -u NUGET_PACKAGES -u DOTNET_CLI_HOME -u XDG_DATA_HOME -u XDG_RUNTIME_DIR -u ECOMMERCE_DATA \
    HOME="$scratch/home" "$@")
}

finish() {
  newcomer bin/ecommerce down >/dev/null 2>&1
  newcomer dotnet build-server shutdown >/dev/null 2>&1
  rm -rf "$scratch"
}
trap finish EXIT

check() {
  if "${@:2}" >"$log" 2>&1; then
    echo "ok - $1"
  else
    sed 's/^/# /' "$log"
    echo "not ok - $1"
    failed=1
  fi
}

answers() { curl -fsS --max-time 10 "http://127.0.0.1:$ports/api/v1/products/WIDGET-001" | grep -q '"price":"19.99"'; }
stopped() { newcomer bin/ecommerce down && ! curl -s --max-time 10 "http://127.0.0.1:$ports/api/v1/products" && ! pgrep -f "$shop/artifacts/(bin|agents)/"; }
tests() { newcomer ./test.sh --filter "$1" | tee "$log.tests" && tail -n 1 "$log.tests" | grep -Eq '^[1-9][0-9]* passed, 0 failed$'; }

mkdir -p "$shop" "$scratch/home"
git -C "$root" ls-files -z --cached --others --exclude-standard | tar -C "$root" --null --files-from - --ignore-failed-read -cf - | tar -C "$shop" -xf -
chmod 755 "$scratch"
((EUID != 0)) || chown -R 65534:65534 "$shop" "$scratch/home"

check "./run.sh --detach sets up, builds and starts the shop" newcomer ./run.sh --detach --port-base $ports
check "The shop answers" answers
check "bin/ecommerce down leaves nothing that runs" stopped
check "./test.sh --filter runs one class" tests CapabilityCatalogueTests
exit $failed
