#!/usr/bin/env bash
# Puts databases back to what backup.sh dumped, and starts the shop: deploy/compose/restore.sh FOLDER [DATABASE…]
# Without names it is all of them. What was written since is lost. COMPOSE names the command, if it is not `docker compose`.
set -euo pipefail
folder=$(cd "${1:?usage: restore.sh FOLDER [DATABASE…]}" && pwd)
shift
cd "$(dirname "${BASH_SOURCE[0]}")"
read -ra compose <<<"${COMPOSE:-docker compose}"
names=("$@")
if ((${#names[@]} == 0)); then
  for dump in "$folder"/*.dump; do names+=("$(basename "$dump" .dump)"); done
fi
for name in "${names[@]}"; do
  [[ -s $folder/$name.dump ]] || { echo "restore: $folder/$name.dump is missing" >&2; exit 1; }
done

"${compose[@]}" stop gateway user order payment inventory
for name in "${names[@]}"; do
  "${compose[@]}" exec -T postgres \
    pg_restore --username=postgres --dbname=postgres --create --clean --if-exists --exit-on-error <"$folder/$name.dump"
  echo "$name is as it was dumped"
done
# A dump of an older version is migrated here.
"${compose[@]}" up --detach
