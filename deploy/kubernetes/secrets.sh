#!/usr/bin/env bash
# Prints the Secrets that the manifests name, with new random passwords and keys; nothing is kept:
#   deploy/kubernetes/secrets.sh [POSTGRES_HOST] | kubectl create --filename -
# What others give you is not among them: gateway-public-tls (a certificate) and payment-provider (Stripe's keys).
set -euo pipefail
host=${1:-postgres}
declare -A databases=([gateway]=gateway [user]=users [order]=orders [payment]='payments sandbox' [inventory]=inventory)
declare -A passwords

# secret NAME KEY VALUE…
secret() {
  printf -- '---\napiVersion: v1\nkind: Secret\nmetadata: {name: %s, namespace: ecommerce}\nstringData:\n' "$1"
  shift
  while (($#)); do
    printf '  %s: "%s"\n' "$1" "$2"
    shift 2
  done
}

# Letters and digits: they need no quotes in a connection string.
random() { openssl rand -base64 48 | tr -d '+/=\n' | cut -c 1-32; }

# connections ROLE DATABASE…: each with its connection string.
connections() {
  local role=$1 database
  shift
  for database; do
    printf '%s\nHost=%s;Database=%s;Username=%s;Password=%s\n' \
      "$database" "$host" "$database" "${database}_$role" "${passwords[${database}_$role]}"
  done
}

for agent in "${!databases[@]}"; do
  for database in ${databases[$agent]}; do
    passwords[${database}_owner]=$(random)
    passwords[${database}_app]=$(random)
  done
  for role in owner app; do
    # shellcheck disable=SC2086 # a list of names
    mapfile -t pairs < <(connections "$role" ${databases[$agent]})
    secret "$agent-database$([[ $role == app ]] || echo -owner)" "${pairs[@]}"
  done
done

pairs=()
for role in "${!passwords[@]}"; do pairs+=("$role" "${passwords[$role]}"); done
secret database-passwords "${pairs[@]}"

superuser=$(random)
secret postgres-superuser password "$superuser" \
  connection-string "Host=$host;Database=postgres;Username=postgres;Password=$superuser"
secret user-token-key token-key "$(openssl rand -base64 32)"
