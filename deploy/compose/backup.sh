#!/usr/bin/env bash
# Dumps every database of the shop, while it serves, into a new folder: deploy/compose/backup.sh FOLDER
# The folder is there when all of it is. COMPOSE names the command, if it is not `docker compose`.
set -euo pipefail
umask 077
folder=$(realpath --canonicalize-missing "${1:?usage: backup.sh FOLDER}")
[[ ! -e $folder ]] || { echo "backup: $folder is there already; give a new one" >&2; exit 1; }
cd "$(dirname "${BASH_SOURCE[0]}")"
read -ra compose <<<"${COMPOSE:-docker compose}"
mkdir -p "$(dirname "$folder")"
part=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$part"' EXIT

in_postgres() { "${compose[@]}" exec -T postgres "$@" </dev/null; }

names=$(in_postgres psql --username=postgres --no-align --tuples-only \
  --command="SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY datname" | tr -d '\r')
for name in $names; do
  in_postgres pg_dump --username=postgres --format=custom --create "$name" >"$part/$name.dump"
  echo "$name.dump"
done
mv --no-target-directory "$part" "$folder"
