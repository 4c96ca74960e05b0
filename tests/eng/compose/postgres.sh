#!/usr/bin/env bash
# A stand-in for PostgreSQL's image, of Debian's packages, where that cannot be pulled: postgres.sh ARCHIVE
# It takes the variables of the image that compose.yaml uses: POSTGRES_PASSWORD_FILE and PGDATA.
set -euo pipefail
archive=${1:?}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/start" <<'END'
#!/bin/bash
set -euo pipefail
PATH=/usr/lib/postgresql/15/bin:$PATH
if [[ $(id -u) == 0 ]]; then
  mkdir -p "$PGDATA"
  chown -R postgres: "$PGDATA"
  chmod 0700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [[ ! -s $PGDATA/PG_VERSION ]]; then
  initdb --username=postgres --encoding=UTF8 --locale=C.UTF-8 --pwfile="$POSTGRES_PASSWORD_FILE" --auth-local=trust --auth-host=scram-sha-256 >/dev/null
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
fi
exec postgres -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql "$@"
END
chmod 0755 "$work/start"

# What the server and its start need, and what those load; without what their set-up needs.
packages=(
  bash coreutils libacl1 libattr1 libaudit1 libc-bin libc6 libcap-ng0 libcap2 libcom-err2 libffi8 libgcc-s1 libgcrypt20 libgmp10
  libgnutls30 libgpg-error0 libgssapi-krb5-2 libhogweed6 libicu72 libidn2-0 libk5crypto3 libkeyutils1 libkrb5-3 libkrb5support0
  libldap-2.5-0 liblz4-1 liblzma5 libnettle8 libp11-kit0 libpam0g libpcre2-8-0 libpq5 libreadline8 libsasl2-2 libselinux1 libssl3
  libstdc++6 libsystemd0 libtasn1-6 libtinfo6 libunistring2 libuuid1 libxml2 libzstd1 postgresql-15 postgresql-client-15 tzdata
  util-linux zlib1g
)
mkdir "$work/packages" "$work/root"
"$(dirname "${BASH_SOURCE[0]}")/../../../eng/images/packages.sh" "$work/packages" "${packages[@]}"
root=$work/root
mkdir -p "$root"/{bin,etc,lib,lib64,sbin,usr,tmp,var/lib/postgresql/data,var/run/postgresql}
for package in "$work"/packages/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink -C "$root" --exclude './usr/share/doc' \
    --exclude './usr/share/man' --exclude './usr/share/locale' --exclude './usr/lib/x86_64-linux-gnu/gconv'
done
install -m 0755 "$work/start" "$root/start"
ln -s /usr/lib/postgresql/15/bin/pg_isready "$root/usr/bin/pg_isready"
ln -s bash "$root/bin/sh"
printf 'root:x:0:0::/:/bin/bash\npostgres:x:999:999::/var/lib/postgresql:/bin/bash\n' >"$root/etc/passwd"
printf 'root:x:0:\npostgres:x:999:\n' >"$root/etc/group"
chown 999:999 "$root/var/run/postgresql" "$root/var/lib/postgresql/data"
chmod 1777 "$root/tmp"
tar -cf "$archive" --numeric-owner -C "$root" .
