#!/usr/bin/env bash
# Makes the images of the agents, the storefront and the command, ecommerce/{gateway,user,order,payment,inventory,web,cli}:VERSION, by the
# .NET SDK:
#   eng/images.sh                        for the local engine (Docker or podman), as localhost/ecommerce/…
#   eng/images.sh --registry HOST        for a registry; the engine's sign-in is used
#   eng/images.sh --archive FOLDER       as archives that `docker load` and `podman load` take, one a file
#   … --base debian                      on a base of Debian's packages, where Microsoft's cannot be pulled; it needs mmdebstrap
#   … PROJECT…                           only these, such as Ecommerce.Cli
# What is in an image is said once, in eng/containers.targets.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
settings=() projects=() base=
archive=

usage() { sed -n 's/^# \{0,1\}//;2,9p' "${BASH_SOURCE[0]}"; }

while (($#)); do
  case $1 in
    --registry) settings+=("-p:ContainerRegistry=${2:?}"); shift ;;
    --archive) mkdir -p "${2:?}"; archive=$(cd "$2" && pwd); shift ;;
    --base) base=${2:?}; shift ;;
    --help) usage; exit ;;
    -*) echo "images: unknown option $1" >&2; usage >&2; exit 2 ;;
    *) projects+=("$1") ;;
  esac
  shift
done

if ((${#projects[@]} == 0)); then
  for project in Ecommerce.Gateway Ecommerce.*Agent Ecommerce.Web Ecommerce.Cli; do
    if [[ -f $project/$project.csproj ]]; then projects+=("$project"); fi
  done
fi

case $base in
  '' | chiseled) ;;
  debian)
    # The SDK pulls a base from a registry and from nowhere else: it gets one, for as long as this runs.
    eng/images/debian.sh "$root/artifacts/images/debian"
    folder=$root/artifacts/images/debian
    coproc registry { exec node eng/images/registry.mjs "$folder"/{root.tar.gz,root.tar,config.json} dotnet/aspnet debian; }
    read -r -t 60 address <&"${registry[0]}"
    export DOTNET_CONTAINER_INSECURE_REGISTRIES=$address
    settings+=("-p:ContainerBaseImage=$address/dotnet/aspnet:debian" "-p:ContainerBasePackages=$folder/packages"
      -p:ContainerGenerateLabelsImageBaseName=false) ;;
  *) echo "images: the base is chiseled or debian, not $base" >&2; exit 2 ;;
esac

eng/bootstrap.sh
for project in "${projects[@]}"; do
  echo "images: $project …"
  own=("${settings[@]}")
  if [[ $archive ]]; then own+=("-p:ContainerArchiveOutputPath=$archive/$project.tar"); fi
  dotnet publish "$project" -c Release -t:PublishContainer --nologo -v q -clp:NoSummary "${own[@]}"
done
