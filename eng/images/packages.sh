#!/usr/bin/env bash
# Downloads packages of Debian 12, verified, without what they depend on: eng/images/packages.sh FOLDER PACKAGE…
# mmdebstrap looks them up on any machine that has it, as any user.
set -euo pipefail

# Its hook, in the root that it makes and throws away.
if [[ $1 == --hook ]]; then
  cd "$3"
  APT_CONFIG=$MMDEBSTRAP_APT_CONFIG exec apt-get download --quiet "${@:4}"
fi

command -v mmdebstrap >/dev/null || { echo "images: mmdebstrap is needed (apt-get install mmdebstrap)" >&2; exit 1; }
chmod 0777 "$1" # where it runs as an ordinary user, what it calls root is another one
log=$(mktemp)
trap 'rm -f "$log"' EXIT
mmdebstrap --quiet --variant=extract --format=null \
  --extract-hook="$(printf '%q ' "$(readlink -f "${BASH_SOURCE[0]}")" --hook) \"\$1\" $(printf '%q ' "$@")" bookworm - >"$log" 2>&1 ||
  { cat "$log" >&2; exit 1; }
