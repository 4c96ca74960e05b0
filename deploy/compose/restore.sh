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

in_postgres() { "${compose[@]}" exec -T postgres "$@"; }

refuse() { echo "restore: $1; nothing is changed" >&2; exit 1; }

# What would stop it halfway: a dump that is missing or cut, and roles that are not there, as in a volume that is new.
for name in "${names[@]}"; do
  [[ -s $folder/$name.dump ]] || refuse "$folder/$name.dump is missing"
  in_postgres pg_restore --file=/dev/null <"$folder/$name.dump" || refuse "$folder/$name.dump cannot be read"
  roles=$(in_postgres psql --username=postgres --no-align --tuples-only \
    --command="SELECT count(*) FROM pg_roles WHERE rolname IN ('${name}_owner', '${name}_app')" </dev/null | tr -d '\r')
  ((roles == 2)) || refuse "the server lacks the roles of $name; \`docker compose up\` first"
done

"${compose[@]}" stop gateway user order payment inventory
for name in "${names[@]}"; do
  in_postgres psql --username=postgres --quiet --command="DROP DATABASE IF EXISTS \"$name\" WITH (FORCE)" </dev/null
  in_postgres pg_restore --username=postgres --dbname=postgres --create --exit-on-error <"$folder/$name.dump"
  echo "$name is as it was dumped"
done

# Payments of an earlier time would number their next events as those that the order agent has read already, and pass over: they go on after
# these.
read_up_to=$(in_postgres psql --username=postgres --dbname=orders --no-align --tuples-only \
  --command="SELECT after_event_id FROM payment_cursor" </dev/null | tr -d '\r')
in_postgres psql --username=postgres --dbname=payments --quiet --output=/dev/null --command="
  SELECT setval('payment_event_ids', greatest(last_value, $read_up_to)) FROM payment_event_ids" </dev/null

# A dump of an older version is migrated here.
"${compose[@]}" up --detach
