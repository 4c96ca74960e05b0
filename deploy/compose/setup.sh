#!/usr/bin/env bash
# Writes what compose.yaml needs beside it, and keeps what is there already: deploy/compose/setup.sh [production|development]
#   secrets/   passwords and keys, new and random; readable by whoever may enter the folder, which is its owner alone
#   .env       which files Compose reads: identities by SPIRE (production, the default) or by the development authority
# Neither is part of the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
case ${1:-production} in
  production) identities=spire.yaml ;;
  development) identities=development.yaml ;;
  *) sed -n 's/^# \{0,1\}//;2,5p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
command -v openssl >/dev/null || { echo "setup: openssl is needed" >&2; exit 1; }

declare -A databases=([gateway]=gateway [user]=users [order]=orders [payment]='payments sandbox' [inventory]=inventory)

# The images have no Kerberos.
server="Host=postgres;Gss Encryption Mode=Disable"

# Letters and digits: they need no quotes in a connection string or a file of variables.
random() { openssl rand -base64 48 | tr -d '+/=\n' | cut -c 1-32; }

# keep FILE: writes standard input to it, unless it is there. Users in containers are others than its owner, so the file is for all to read;
# the folder is not.
keep() {
  [[ ! -e secrets/$1 ]] || { cat >/dev/null; return 0; }
  cat >"secrets/$1.part"
  chmod 0444 "secrets/$1.part"
  mv "secrets/$1.part" "secrets/$1"
}

# connections ROLE DATABASE…: a variable for each.
connections() {
  local role=$1 database
  for database in "${@:2}"; do
    echo "ConnectionStrings__$database=$server;Database=$database;Username=${database}_$role;Password=$(password "${database}_$role")"
  done
}

password() { sed -n "s/^Database__Passwords__$1=//p" secrets/database-setup.env; }

# certificate NAME DAYS OPTION…: a key and its own certificate.
certificate() {
  [[ ! -e secrets/$1.crt ]] || return 0
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days "$2" "${@:3}" \
    -keyout "secrets/$1.key.part" -out "secrets/$1.crt.part" 2>/dev/null
  chmod 0444 "secrets/$1".{key,crt}.part
  mv "secrets/$1.key.part" "secrets/$1.key"
  mv "secrets/$1.crt.part" "secrets/$1.crt"
}

mkdir -p secrets/spire
chmod 0700 secrets
random | keep postgres-password
{
  echo "ConnectionStrings__postgres=$server;Database=postgres;Username=postgres;Password=$(<secrets/postgres-password)"
  for database in ${databases[*]}; do
    echo "Database__Passwords__${database}_owner=$(random)"
    echo "Database__Passwords__${database}_app=$(random)"
  done
} | keep database-setup.env
for agent in "${!databases[@]}"; do
  # shellcheck disable=SC2086 # a list of names
  connections owner ${databases[$agent]} | keep "$agent-migrate.env"
  # shellcheck disable=SC2086
  connections app ${databases[$agent]} | keep "$agent.env"
done
openssl rand -base64 32 | keep token-key
openssl rand -base64 32 | keep web-session-key
random | keep grafana-password

# The public port's; put your own in its place.
certificate public 365 -subj /CN=localhost -addext subjectAltName=DNS:localhost,DNS:gateway,IP:127.0.0.1
# What SPIRE begins with: the authority above its server's, and what its agent's node proves itself by.
certificate spire/root 3650 -subj '/O=ecommerce/CN=root' -addext keyUsage=critical,keyCertSign,cRLSign
certificate spire/node 3650 -subj '/O=ecommerce/CN=compose' -addext keyUsage=critical,digitalSignature \
  -addext basicConstraints=critical,CA:FALSE

touch .env
sed -i '/^COMPOSE_PROJECT_NAME=/d; /^COMPOSE_FILE=/d' .env
printf 'COMPOSE_PROJECT_NAME=ecommerce\nCOMPOSE_FILE=compose.yaml:%s\n' "$identities" >>.env
echo "deploy/compose is set up for ${1:-production}."
