#!/usr/bin/env bash
# Sets up what the machine lacks, then builds a project, a solution or a part of it: eng/build.sh [PATH [OPTION of dotnet build …]]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
what=${1:-$root/Ecommerce.sln}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# The compiler's servers outlive a build. They must not hold open what its caller has open, such as a lock or a pipe.
without_inherited_descriptors() {
  local descriptor
  for descriptor in "/proc/$BASHPID/fd"/*; do
    descriptor=${descriptor##*/}
    ((descriptor <= 2)) || exec {descriptor}>&-
  done
  "$@"
}

"$root/eng/bootstrap.sh"
echo "build: $(basename "$what") …"
started=$SECONDS
if ! output=$(exec 2>&1; without_inherited_descriptors dotnet build "$what" "${@:2}" -c Release --nologo -v q -clp:NoSummary); then
  echo "$output"
  echo "build: failed" >&2
  exit 1
fi
echo "build: done in $((SECONDS - started)) s"
