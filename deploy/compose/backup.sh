#!/usr/bin/env bash
# Dumps every database of the shop, while it serves: deploy/compose/backup.sh FOLDER
# COMPOSE names the command, if it is not `docker compose`.
set -euo pipefail
folder=$(mkdir -p "${1:?usage: backup.sh FOLDER}" && cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
read -ra compose <<<"${COMPOSE:-docker compose}"
umask 077

in_postgres() { "${compose[@]}" exec -T postgres "$@" </dev/null; }

names=$(in_postgres psql --username=postgres --no-align --tuples-only \
  --command="SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY datname" | tr -d '\r')
for name in $names; do
  in_postgres pg_dump --username=postgres --format=custom --create "$name" >"$folder/$name.dump.part"
  mv "$folder/$name.dump.part" "$folder/$name.dump"
  echo "$name.dump"
done
