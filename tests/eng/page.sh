# For the tests that follow a page of docs/: a copy of the repository in $tree, with what the set-up has brought to this machine.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d)
tree=$scratch/tree
log=$scratch/log
failed=0

finish() {
  for instance in "$tree"/artifacts/*/instance.json; do
    [[ ! -e $instance ]] || "$tree/bin/ecommerce" down --data-dir "${instance%/*}" >/dev/null 2>&1
  done
  rm -rf "$scratch"
}
trap finish EXIT

# follow PAGE: does what docs/PAGE.md says, in the copy, as a developer does: CI, which accepts no contract, is not set.
follow() { SECONDS=0 && (cd "$tree" && env -u CI node "$root/tests/eng/follow.mjs" "docs/$1.md" .) && echo "in $SECONDS s"; }

check() {
  if "${@:2}" >"$log" 2>&1; then
    echo "ok - $1"
  else
    sed 's/^/# /' "$log"
    echo "not ok - $1"
    failed=1
  fi
}

mkdir -p "$tree/artifacts"
git -C "$root" ls-files -z --cached --others --exclude-standard \
  | tar -C "$root" --null --files-from - --ignore-failed-read -cf - | tar -C "$tree" -xf -
for part in aspire missing-packages offline offline.props postgresql; do
  [[ ! -e $root/artifacts/$part ]] || cp -a "$root/artifacts/$part" "$tree/artifacts/"
done
git -C "$tree" init -q
git -C "$tree" add -A
# PostgreSQL runs as another account, which must be able to enter.
chmod 755 "$scratch"
