#!/usr/bin/env bash
# Tests of bin/ecommerce where nothing is built, and of eng/build.sh: each prints `ok - claim` or `not ok - claim`.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# check CLAIM COMMAND…: the command decides.
check() {
  if "${@:2}" >"$scratch/log" 2>&1; then
    echo "ok - $1"
  else
    sed 's/^/# /' "$scratch/log"
    echo "not ok - $1"
    failed=1
  fi
}

# A fresh clone's launchers and what they read, and a set-up and a build that leave a mark.
fresh_clone() {
  local clone
  clone=$(mktemp -d -p "$scratch")
  mkdir -p "$clone/eng" "$clone/docs" "$clone/programs"
  cp -P -R "$root/bin" "$clone"
  cp "$root/Directory.Build.props" "$clone"
  cp "$root/docs/command-line.md" "$clone/docs"
  cp "$root/eng/build.sh" "$clone/eng"
  printf '#!/bin/sh\ntouch "%s"\n' "$clone/set-up" >"$clone/eng/bootstrap.sh"
  # Like a build server, something stays behind that holds open what it inherited.
  printf '#!/bin/sh\ntouch "%s"\nsleep 20 >/dev/null 2>&1 &\necho $! >"%s"\n' "$clone/built" "$clone/server" >"$clone/programs/dotnet"
  chmod +x "$clone/eng/bootstrap.sh" "$clone/programs/dotnet"
  echo "$clone"
}

builds_nothing() { [[ ! -e $1/set-up && ! -e $1/built && ! -e $1/artifacts ]]; }

help_builds_nothing() {
  local clone command=$1 output
  clone=$(fresh_clone)
  output=$(PATH=$clone/programs:$PATH "$clone/bin/$command" "${@:2}" 2>"$scratch/error") || return
  builds_nothing "$clone" && [[ $output == "$(cat "$root/docs/command-line.md")" ]] && (($(wc -l <"$scratch/error") == 1))
}

version_builds_nothing() {
  local clone
  clone=$(fresh_clone)
  [[ $(PATH=$clone/programs:$PATH "$clone/bin/ecommerce" --version) =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] && builds_nothing "$clone"
}

other_words_build() {
  local clone
  clone=$(fresh_clone)
  # What is built here is nothing, so the launcher fails afterwards.
  PATH=$clone/programs:$PATH "$clone/bin/ecommerce" status >"$scratch/output" 2>"$scratch/error"
  [[ -e $clone/built && ! -s $scratch/output ]] && grep -q '^build: ' "$scratch/error"
  local held=$?
  kill "$(cat "$clone/server")"
  return $held
}

build_servers_hold_nothing_open() {
  local clone
  clone=$(fresh_clone)
  (
    exec 7>"$clone/lock"
    flock 7
    PATH=$clone/programs:$PATH "$clone/eng/build.sh" >/dev/null
  )
  flock -n "$clone/lock" true
  local free=$?
  kill "$(cat "$clone/server")" && return $free
}

check 'ecommerce --help builds nothing on a fresh clone' help_builds_nothing ecommerce --help
check 'ecommerce -h builds nothing on a fresh clone' help_builds_nothing ecommerce -h
check 'ecommerce -? builds nothing on a fresh clone' help_builds_nothing ecommerce '-?'
check 'ecommerce help builds nothing on a fresh clone' help_builds_nothing ecommerce help
check 'ecommerce up --help builds nothing on a fresh clone' help_builds_nothing ecommerce up --help
check 'agentweave help call builds nothing on a fresh clone' help_builds_nothing agentweave help call
check 'ecommerce-admin --help builds nothing on a fresh clone' help_builds_nothing ecommerce-admin --help
check 'ecommerce --version builds nothing on a fresh clone' version_builds_nothing
check 'every other word builds first, and says so on standard error' other_words_build
check 'what a build leaves running holds open nothing that its caller had open' build_servers_hold_nothing_open
exit $failed
