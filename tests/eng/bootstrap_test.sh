#!/usr/bin/env bash
# Tests of eng/bootstrap.sh: each runs its functions in a folder of its own and prints `ok - claim` or `not ok - claim`.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# check CLAIM FUNCTION [ARGUMENT]: the function runs in a subshell that has loaded bootstrap.sh, with an empty artifacts folder.
check() {
  local folder
  folder=$(mktemp -d -p "$scratch")
  ( # bootstrap.sh sets errexit, so each line of a test is an assertion; it would not be in an `if`
    source "$root/eng/bootstrap.sh"
    artifacts=$folder
    installed_postgresql() { echo /usr/bin; }
    "${@:2}"
  ) >"$folder.log" 2>&1
  if (($? == 0)); then
    echo "ok - $1"
  else
    sed 's/^/# /' "$folder.log"
    echo "not ok - $1"
    failed=1
  fi
}

# The feed's answers.
complete_feed() { probe() { :; }; }
feed_lacks() { answer=$(printf '%s\n' "$@"); probe() { echo "$answer"; }; }

# What set-up brought to this machine already need not be downloaded again.
with_the_aspire_command() {
  [[ ! -x $root/artifacts/aspire/aspire ]] || ln -s "$root/artifacts/aspire" "$artifacts/aspire"
}

# A registry that has one small package, and counts its downloads.
registry() {
  mkdir -p "$artifacts/registry/package" "$artifacts/programs"
  echo content >"$artifacts/registry/package/file"
  tar -czf "$artifacts/registry/package.tgz" -C "$artifacts/registry" package
  integrity=sha512-$(openssl dgst -sha512 -binary "$artifacts/registry/package.tgz" | base64 -w 0)
  cat >"$artifacts/programs/npm" <<END
#!/usr/bin/env bash
echo "\$*" >>"$artifacts/registry/downloads"
cp "$artifacts/registry/package.tgz" "\$4/scope-name-1.0.0.tgz"
END
  chmod +x "$artifacts/programs/npm"
  PATH=$artifacts/programs:$PATH
}

a_complete_feed() {
  complete_feed
  main
  [[ ! -e $artifacts/offline.props && ! -e $artifacts/offline && ! -e $artifacts/aspire && ! -e $artifacts/postgresql ]]
}

a_feed_that_became_complete() {
  mkdir "$artifacts/offline"
  echo '<Project />' >"$artifacts/offline.props"
  complete_feed
  main
  [[ ! -e $artifacts/offline.props && ! -e $artifacts/offline ]]
}

a_short_feed() {
  with_the_aspire_command
  feed_lacks "${aspire_packages[@]}" "${grpc_packages[@]}" "${telemetry_packages[@]}"
  main
  grep -q '<AspirePackages>false</AspirePackages>' "$artifacts/offline.props"
  for assembly in "${grpc_assemblies[@]}" "${telemetry_packages[@]}"; do
    [[ $(head -c 2 "$artifacts/offline/$assembly.dll") == MZ ]]
  done
}

only_what_is_missing() {
  with_the_aspire_command
  feed_lacks OpenTelemetry.Extensions.Hosting
  main
  [[ $(ls "$artifacts/offline") == OpenTelemetry.Extensions.Hosting.dll ]]
  [[ $(<"$artifacts/offline.props") != *AspirePackages* ]]
}

no_tools() {
  mkdir "$artifacts/offline"
  feed_lacks "$1"
  main
  grep -q '<AheadOfTimeTools>false</AheadOfTimeTools>' "$artifacts/offline.props"
  ! grep -Eq 'AspirePackages|OfflineAssemblies' "$artifacts/offline.props"
  [[ ! -e $artifacts/offline && ! -e $artifacts/aspire ]]
}

the_tools_where_they_are_used() {
  uses() { dotnet msbuild "$root/libraries/Rego/Rego.csproj" -getItem:PackageDownload -getProperty:IsAotCompatible -p:AheadOfTimeTools="$1"; }
  [[ $(uses true) == *"$compiler_package."* && $(uses true) == *'"IsAotCompatible": "true"'* ]]
  [[ $(uses false) != *"$compiler_package."* && $(uses false) != *'"IsAotCompatible": "true"'* ]]
}

a_second_run() {
  with_the_aspire_command
  feed_lacks Aspire.Npgsql
  (main)
  probe() { echo "asked again"; exit 1; }
  touch -d '1 hour ago' "$artifacts/offline.props"
  find "$artifacts/" -printf '%p %T@\n' | grep -v lock | sort >"$artifacts.before"
  [[ ! $(main) ]]
  find "$artifacts/" -printf '%p %T@\n' | grep -v lock | sort | diff "$artifacts.before" -
}

a_silent_feed() {
  mkdir "$artifacts/programs"
  printf '%s\n' '#!/usr/bin/env bash' 'case $1 in' '  --version) echo 10.0.400 ;;' \
    '  *) echo "/x/A/A.probe.csproj : error NU1301: connection refused"; exit 1 ;;' 'esac' >"$artifacts/programs/dotnet"
  chmod +x "$artifacts/programs/dotnet"
  PATH=$artifacts/programs:$PATH
  [[ $(main 2>&1 || true) == *"gives no answer"* ]]
  [[ ! -e $artifacts/missing-packages && ! -e $artifacts/offline.props ]]
}

a_download() {
  registry
  fetch @scope/name@1.0.0 "$integrity" "$artifacts/unpacked"
  [[ $(<"$artifacts/unpacked/file") == content ]]
}

a_cut_off_download() {
  registry
  mkdir -p "$artifacts/downloads/_scope_name_1.0.0.tgz.part"
  echo half >"$artifacts/downloads/_scope_name_1.0.0.tgz.part/half.tgz"
  fetch @scope/name@1.0.0 "$integrity" "$artifacts/unpacked"
  [[ $(<"$artifacts/unpacked/file") == content ]]
}

a_cut_off_unpacking() {
  registry
  fetch @scope/name@1.0.0 "$integrity" "$artifacts/unpacked"
  rm "$artifacts/unpacked/file"
  fetch @scope/name@1.0.0 "$integrity" "$artifacts/unpacked"
  [[ $(<"$artifacts/unpacked/file") == content && $(wc -l <"$artifacts/registry/downloads") == 1 ]]
}

a_wrong_checksum() {
  registry
  echo tampered >>"$artifacts/registry/package.tgz"
  [[ $(fetch @scope/name@1.0.0 "$integrity" "$artifacts/unpacked" 2>&1 || true) == *"not the pinned one"* ]]
  [[ ! -e $artifacts/unpacked && ! $(ls "$artifacts/downloads") ]]
}

# What a new account has: nothing below HOME, or no such folder yet. The feed is asked in earnest.
a_new_home() {
  with_the_aspire_command
  export HOME=$artifacts/home$1
  [[ $1 ]] || mkdir "$HOME"
  (main)
  [[ -f $artifacts/missing-packages ]]
  [[ ! $(main) ]] # what NuGet wrote below HOME meanwhile is no reason to ask again
}

a_missing_home() { a_new_home /not/made/yet; }

no_home() {
  with_the_aspire_command
  complete_feed
  unset HOME
  main
}

a_home_below_a_file() {
  touch "$artifacts/file"
  export HOME=$artifacts/file/home
  (main) >"$artifacts/said" 2>&1 && return 1
  grep -q "HOME names $HOME, which is not a folder that you can write to; set HOME" "$artifacts/said"
}

advisories() {
  audit() { dotnet msbuild "$root/libraries/Rego/Rego.csproj" -getProperty:NuGetAudit -p:OfflineAssemblies="$1"; }
  [[ $(audit '') == true && $(audit somewhere) == false ]]
}

no_postgresql() {
  mkdir "$artifacts/downloads"
  installed_postgresql() { :; }
  postgresql
  [[ $("$artifacts/postgresql/bin/postgres" --version) == "postgres (PostgreSQL) "* ]]
  [[ -L $artifacts/postgresql/lib/libpq.so.5 && -x $artifacts/postgresql/bin/initdb && -x $artifacts/postgresql/bin/pg_ctl ]]
  [[ ! $(postgresql) ]]
}

check "A complete feed changes nothing" a_complete_feed
check "A feed that became complete removes the stale offline.props" a_feed_that_became_complete
check "A short feed gets offline.props and the assemblies in place of its gaps" a_short_feed
check "Only what is missing is replaced" only_what_is_missing
check "A feed without the ahead-of-time compiler only switches it off" no_tools Microsoft.NETCore.App.Crossgen2
check "A feed without the ahead-of-time analyzer only switches it off" no_tools Microsoft.NET.ILLink.Tasks
check "The ahead-of-time tools are packages only where they are used" the_tools_where_they_are_used
check "A second run neither asks, says nor writes anything" a_second_run
check "A feed that does not answer is no short feed" a_silent_feed
check "A download is checked and unpacked" a_download
check "A download that was cut off starts anew" a_cut_off_download
check "Unpacking that was cut off needs no second download" a_cut_off_unpacking
check "A wrong checksum is refused and leaves nothing" a_wrong_checksum
check "An empty HOME is enough, and the feed is asked once" a_new_home ''
check "A HOME that is not there yet is made" a_missing_home
check "Without HOME the account's folder is taken" no_home
check "A HOME below a file is told" a_home_below_a_file
check "Advisories are asked for where the feed is whole" advisories
check "PostgreSQL is brought where none is installed" no_postgresql
exit $failed
