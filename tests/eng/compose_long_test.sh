#!/usr/bin/env bash
# deploy/compose, run by docker-compose 1.29 over podman's socket, on images that eng/images.sh makes of Debian's packages. Prints `ok - claim`,
# `not ok - claim` or `skipped - claim: reason`. Everything is in a folder of its own: images, volumes, networks, secrets.
# COMPOSE_TEST_IMAGES names a folder that keeps the images from one run to the next.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tools=${SHARED_TOOLS:-$root/../shared/tools}
failed=0

for program in podman docker-compose runc mmdebstrap; do
  command -v "$program" >/dev/null || missing="${missing:+$missing, }$program"
done
((EUID == 0)) || missing="${missing:+$missing, }root's rights"
if [[ ${missing-} ]]; then
  echo "skipped - The shop runs in containers: this machine lacks $missing"
  exit 0
fi

scratch=$(mktemp -d)
chmod 0755 "$scratch"
log=$scratch/log
images=${COMPOSE_TEST_IMAGES:-$scratch/images}
shop=$scratch/shop # as a clone has it, without the secrets and the settings of this one
compose=$shop/deploy/compose
engine=(podman --root "$scratch/podman" --runroot "$scratch/run" --storage-driver overlay --runtime runc --cgroup-manager cgroupfs)
pids=()

# What runs in containers is given the limits that runc can set here. Without systemd nothing runs health checks: below, a loop does.
cat >"$scratch/containers.conf" <<'END'
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[network]
network_config_dir = "NETWORKS"
[engine]
events_logger = "file"
END
mkdir "$scratch/networks" "$scratch/tmp" "$scratch/programs"
sed -i "s|NETWORKS|$scratch/networks|" "$scratch/containers.conf"
export CONTAINERS_CONF=$scratch/containers.conf DOCKER_HOST=unix://$scratch/podman.sock
# docker-compose leaves `run` and `exec` to Docker's command.
printf '#!/usr/bin/env bash\n[[ $1 != --host ]] || shift 2\nexec %s "$@"\n' "${engine[*]}" >"$scratch/programs/docker"
chmod +x "$scratch/programs/docker"
export PATH=$scratch/programs:$PATH COMPOSE_HTTP_TIMEOUT=180 POSTGRES_IMAGE=docker.io/library/postgres:stand-in PORT_PREFIX=1
unset COMPOSE_FILE COMPOSE_PROFILES COMPOSE_PROJECT_NAME

finish() {
  local pid
  (cd "$compose" 2>/dev/null && timeout 90 docker-compose down --volumes --timeout 5 >/dev/null 2>&1)
  timeout 60 "${engine[@]}" rm --all --force --time 1 >/dev/null 2>&1
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done
  wait
  timeout 60 "${engine[@]}" network prune --force >/dev/null 2>&1
  umount --recursive "$scratch/podman/overlay" 2>/dev/null
  rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 1' INT TERM

check() {
  if "${@:2}" >"$log" 2>&1; then
    echo "ok - $1"
  else
    echo "not ok - $1"
    tail --lines 60 "$log" | sed 's/^/# /'
    failed=1
  fi
}

# eventually SECONDS COMMAND…
eventually() {
  local end=$((SECONDS + $1))
  until "${@:2}"; do
    ((SECONDS < end)) || return 1
    sleep 1
  done
}

compose() { (cd "$compose" && timeout 240 docker-compose "$@"); }
container() { "${engine[@]}" ps --quiet --filter "label=com.docker.compose.service=$1" --filter label=com.docker.compose.oneoff=False; }
health() { "${engine[@]}" inspect --format '{{.State.Health.Status}}' "$(container "$1")" 2>/dev/null; }
agents=(gateway user order payment inventory)

# --- the images

made() {
  mkdir -p "$images"
  if [[ ! -e $images/postgres.tar ]]; then "$root/tests/eng/compose/postgres.sh" "$images/postgres.tar" || return; fi
  "$root/eng/images.sh" --base debian --archive "$images"
}

loaded() {
  local archive
  for archive in "$images"/Ecommerce.*.tar; do "${engine[@]}" load --quiet --input "$archive" || return; done
  "${engine[@]}" import --quiet --change 'ENTRYPOINT ["/start"]' --change 'VOLUME /var/lib/postgresql/data' \
    --change 'ENV PATH=/usr/lib/postgresql/15/bin:/usr/bin:/bin' "$images/postgres.tar" "$POSTGRES_IMAGE"
}

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")

every_image() {
  local name
  for name in "${agents[@]}" web cli; do "$@" "localhost/ecommerce/$name:$version" || { echo "$name"; return 1; }; done
}

is_confined() {
  [[ $("${engine[@]}" inspect --format '{{.Config.User}}' "$1") == 1654 ]] &&
    [[ $("${engine[@]}" inspect --format '{{index .Config.Labels "org.opencontainers.image.version"}}' "$1") == "$version" ]] &&
    files_of "$1" >"$scratch/files" && grep -q '^app/Ecommerce' "$scratch/files" && ! grep -E '(^|/)((ba|da)?sh|busybox)$' "$scratch/files"
}

files_of() {
  local id
  id=$("${engine[@]}" create "$1") && "${engine[@]}" export "$id" | tar --list && "${engine[@]}" rm "$id" >/dev/null
}

has_a_bill_of_materials() {
  local id
  id=$("${engine[@]}" create "$1") || return
  "${engine[@]}" cp "$id:/app/sbom.spdx.json" "$scratch/sbom.json" && "${engine[@]}" rm "$id" >/dev/null &&
    node -e '
      const { spdxVersion, packages, relationships } = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
      const names = packages.map(part => part.name), ids = new Set(packages.map(part => part.SPDXID));
      const wanted = ["Npgsql", "Ecommerce.ServiceDefaults", "Microsoft.NETCore.App", "libssl3"];
      const lacks = wanted.filter(name => !names.includes(name));
      if (spdxVersion !== "SPDX-2.3" || lacks.length || ids.size !== packages.length) throw new Error(`lacks ${lacks}, ${ids.size} of ${packages.length}`);
      if (relationships.some(({ relatedSpdxElement }) => !ids.has(relatedSpdxElement))) throw new Error("a relationship leads nowhere");
    ' "$scratch/sbom.json"
}

# --- the shop

# The engine, and what asks its containers how they are where systemd does not.
serves() {
  TMPDIR=$scratch/tmp "${engine[@]}" system service --time 0 "$DOCKER_HOST" >"$scratch/engine.log" 2>&1 &
  pids+=($!)
  eventually 20 test -S "$scratch/podman.sock" || return
  while sleep 1; do
    "${engine[@]}" ps --quiet | while read -r id; do timeout 10 "${engine[@]}" healthcheck run "$id" </dev/null; done
  done >/dev/null 2>&1 &
  pids+=($!)
}

begins() { "$compose/setup.sh" "$1" && starts; }
# docker-compose 1.29 gives up where a job fails that the engine runs again: podman's DNS server may not know its server's name at first.
starts() { compose_up "$@" || compose_up "$@" || { compose logs --no-color --tail 10; return 1; }; }
compose_up() { compose up --detach --no-color "$@"; }
# Asked now: an engine remembers what a container said before it was stopped.
is_healthy() { timeout 10 "${engine[@]}" healthcheck run "$(container "$1")" </dev/null && [[ $(health "$1") == healthy ]]; }

all_healthy() {
  local name
  for name in postgres "${agents[@]}"; do
    eventually 90 is_healthy "$name" || { echo "$name: $(health "$name")"; compose logs --no-color --tail 20 "$name"; return 1; }
  done
}

# call CAPABILITY… as docs/compose.md prints it; the artifact's data is left in $scratch/data.
call() {
  compose run --rm -T cli call --target spiffe://agentweave.io/agent/gateway --capability route --data "$1" >"$scratch/answer" 2>"$scratch/error"
  local code=$?
  cat "$scratch/answer" "$scratch/error"
  ((code == 0)) && node -e 'console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).artifacts[0].data))' \
    <"$scratch/answer" >"$scratch/data"
}

field() { node -p 'JSON.parse(fs.readFileSync(process.argv[1], "utf8"))[process.argv[2]]' "$scratch/data" "$1"; }

# What asks agents is repeated for up to 90 s: a circuit breaker that met a container on its way up stays open for 30 s.

creates_a_user() {
  call '{"service": "user", "action": "create_user",
    "payload": {"email": "user'"$RANDOM$RANDOM"'@example.com", "name": "John Doe", "tier": "premium"}}' && user=$(field user_id)
}

creates_an_order() {
  call '{"service": "order", "action": "create_order",
    "payload": {"user_id": "'"$user"'", "items": [{"sku": "WIDGET-001", "quantity": 2, "price": "19.99"}], "payment_method": "credit_card"}}' &&
    [[ $(field status) == confirmed && $(field total) == 39.98 ]] && order=$(field order_id)
}

has_the_order() {
  call '{"service": "order", "action": "get_order", "payload": {"order_id": "'"$order"'"}}' &&
    [[ $(field order_id) == "$order" ]]
}

lacks_the_order() { ! has_the_order && grep -F '"status": 404' "$scratch/answer"; }

answers_at_the_public_port() {
  curl --silent --show-error --fail --max-time 10 --cacert "$compose/secrets/public.crt" https://localhost:18080/api/v1/products/WIDGET-001 |
    grep -F '"price":"19.99"'
}

# A profile of its own, which goes again: what follows starts and stops the shop without it.
shows_the_storefront() {
  compose --profile storefront up --detach --no-color web && eventually 90 is_healthy web &&
    curl --silent --show-error --fail --max-time 10 --cacert "$compose/secrets/public.crt" https://localhost:18090/products/WIDGET-001 |
    grep -F 'action="/cart/items"' && compose --profile storefront rm --stop --force web
}

# By its process: what an engine is asked to kill is meant to stay away.
comes_back() {
  local before
  before=$("${engine[@]}" inspect --format '{{.State.Pid}}' "$(container order)") && kill -KILL "$before" &&
    eventually 30 is_another_process order "$before" && eventually 60 is_healthy order && eventually 90 creates_an_order
}

is_another_process() {
  local now
  now=$("${engine[@]}" inspect --format '{{.State.Pid}}' "$(container "$1")" 2>/dev/null) && ((now != 0 && now != $2))
}

keeps_its_data() { compose stop --timeout 20 && starts && all_healthy && eventually 90 has_the_order; }
has_no_secret_elsewhere() {
  sed 's/.*=//' "$compose"/secrets/*.env >"$scratch/passwords" && (($(wc -l <"$scratch/passwords") > 10)) &&
    ! grep -rFf "$scratch/passwords" --exclude-dir=secrets "$compose" && ! compose logs --no-color 2>&1 | grep -Ff "$scratch/passwords"
}

export COMPOSE=docker-compose
reconcile() { compose run --rm -T admin reconcile; }
backs_up() { "$compose/backup.sh" "$scratch/backup" && (($(find "$scratch/backup" -name '*.dump' -size +1k | wc -l) == 6)); }
# When many containers stop and start at once, podman 4.3's DNS server can forget a name; it knows them all after the next start. Only the
# last step of a restore, the start, is tried again.
restores() {
  timeout 200 "$compose/restore.sh" "$scratch/backup" "$@" || { grep -q 'postgres_1 is up-to-date' "$log" && starts; } || return
  all_healthy || { compose stop --timeout 20 && starts && all_healthy; }
}
agrees() { reconcile; }

# An order that is placed after the dump, and paid in a book that does not know it any more.
differs() {
  kept=$order
  eventually 90 creates_an_order && restores payments && eventually 90 is_reported
}

is_reported() {
  ! reconcile >"$scratch/report" && cat "$scratch/report" && grep -F "$order" "$scratch/report" && ! grep -F "$kept" "$scratch/report"
}

# The order agent has read events that the payment book does not know any more: the next ones have numbers of their own.
events_go_on() {
  local read_up_to last
  read_up_to=$(ask_database orders "SELECT after_event_id FROM payment_cursor")
  last=$(ask_database payments "SELECT last_value FROM payment_event_ids")
  ((read_up_to > $(ask_database payments "SELECT max(event_id) FROM payment_events") && last >= read_up_to))
}
ask_database() { compose exec -T postgres psql --username=postgres --dbname="$1" -Atc "$2" </dev/null | tr -d '\r'; }

is_as_it_was() {
  local later=$order
  restores && eventually 90 reconcile && order=$kept && eventually 90 has_the_order && order=$later && eventually 90 lacks_the_order
}

# SPIRE's part, played by a Workload API for each service behind the socket that SPIRE's agent would have.
plays_spire() {
  local name path socket
  mkdir -p "$scratch/ca"
  echo 'services:' >"$compose/played.yaml"
  while read -r name path; do
    socket=$scratch/workloads/$name
    mkdir -p "$socket"
    "$probe" agent --socket "$socket/agent.sock" --id "spiffe://agentweave.io$path" --ca-dir "$scratch/ca" --ttl 60s --quiet \
      >>"$scratch/spire.log" 2>&1 &
    pids+=($!)
    eventually 20 test -S "$socket/agent.sock" || return
    printf '  %s: {volumes: ["%s:/run/spire/sockets:ro"]}\n' "$name" "$socket" >>"$compose/played.yaml"
  done < <(sed -n 's/^  - name: //p; s/^    path: //p' "$root/config/registrations.yaml" | paste -d ' ' - -)
  "$compose/setup.sh" production && sed -i 's/spire.yaml/played.yaml/' "$compose/.env" && starts --remove-orphans
}

is_in_production() {
  "${engine[@]}" inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$(container payment)" >"$scratch/variables" &&
    ! grep -i development "$scratch/variables" &&
    grep -x AGENTWEAVE_AUTHORIZATION_OPERATORS=spiffe://agentweave.io/client/cli "$scratch/variables" &&
    grep -x AGENTWEAVE_PAYMENTS_PROVIDER=sandbox "$scratch/variables"
}

mkdir "$shop"
tar -C "$root" --exclude deploy/compose/.env --exclude deploy/compose/secrets -c deploy policies config | tar -C "$shop" -x

check "The images are made without Microsoft's base" made
check "An engine takes them" loaded
check "Each runs as a user without rights, without a shell, and says its version" every_image is_confined
check "Each has a bill of materials" every_image has_a_bill_of_materials
serves
check "With the development authority the shop starts" begins development
check "All are healthy" all_healthy
check "A password is in secrets/ and in no other file, and in no log" has_no_secret_elsewhere
check "The first call creates a user" eventually 90 creates_a_user
check "The second call creates an order" eventually 90 creates_an_order
check "The public port answers by TLS" answers_at_the_public_port
check "The storefront shows a product by TLS" shows_the_storefront
check "An agent that is killed is back, and takes orders" comes_back
check "Stopped and started, it has its data" keeps_its_data
check "Its books agree" agrees
check "Every database is dumped while it serves" backs_up
check "A database of an older point differs, and reconcile names the order" differs
check "Payment events after such a restore are new to the order agent" events_go_on
check "All databases of one point agree, with what was there and without what came later" is_as_it_was
if [[ -x $tools/unpack ]]; then
  probe=$("$tools/unpack" spiffe-probe)/spiffe-probe
  check "In production the shop starts with identities of another Workload API" plays_spire
  check "Its configuration says production, an operator and the sandbox" is_in_production
  check "All are healthy in production" all_healthy
  check "In production the first call creates a user" eventually 90 creates_a_user
  check "In production the second call creates an order" eventually 90 creates_an_order
else
  echo "skipped - In production the shop answers the two calls: a tool is missing: set SHARED_TOOLS to the folder of the shared tools"
fi
exit $failed
