#!/usr/bin/env bash
# Makes what Microsoft's chiseled image of ASP.NET is, of Debian's packages and the installed .NET: eng/images/debian.sh FOLDER
# FOLDER gets root.tar, root.tar.gz, config.json (the image's configuration) and packages (what is in it). Where that is there
# already, of this script and this .NET, nothing is done; remove the folder for newer packages.
set -euo pipefail

# What .NET loads (OpenSSL, zlib, the C++ library), certificates, names of services, time zones. There is no shell and no package manager.
packages=(ca-certificates gcc-12-base libc6 libgcc-s1 libssl3 libstdc++6 netbase tzdata zlib1g)

mkdir -p "$1"
folder=$(cd "$1" && pwd)
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
runtime=$(dotnet --list-runtimes | sed -n 's/^Microsoft.AspNetCore.App \(10\.[^ ]*\) .*/\1/p' | sort -V | tail -n 1)
key="$(cksum <"${BASH_SOURCE[0]}") $runtime"
[[ ! -f $folder/key || $(<"$folder/key") != "$key" ]] || exit 0

echo "images: making a base of Debian's packages and .NET $runtime …"
rm -f "$folder"/*
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 0755 "$work"
root=$work/root
mkdir "$work/archives" "$root"
"$(dirname "${BASH_SOURCE[0]}")/packages.sh" "$work/archives" "${packages[@]}"
for package in "$work"/archives/*.deb; do
  dpkg-deb --extract "$package" "$root"
  dpkg-deb --show --showformat '${Package} ${Version} ${Architecture}\n' "$package"
done >"$folder/packages"
find "$root/usr/share/doc" ! -type d ! -name copyright -delete
rm -rf "$root"/usr/{sbin,share/{man,locale,lintian,gcc,gdb,bug}}
mkdir -p "$root"/{etc/ssl/certs,home/app,proc,run,sys,dev,tmp,usr/bin,usr/lib/ssl,usr/share/dotnet/host/fxr,usr/share/dotnet/shared}
chmod 1777 "$root/tmp"
find "$root/usr/share/ca-certificates/mozilla" -name '*.crt' | LC_ALL=C sort | xargs cat >"$root/etc/ssl/certs/ca-certificates.crt"
ln -s /etc/ssl/certs "$root/usr/lib/ssl/certs"
ln -s /etc/ssl/certs/ca-certificates.crt "$root/usr/lib/ssl/cert.pem"
printf 'root:x:0:0:root:/:/sbin/nologin\napp:x:1654:1654::/home/app:/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\napp:x:1654:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"

cp -r "$dotnet/host/fxr/$runtime" "$root/usr/share/dotnet/host/fxr/"
for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
  mkdir "$root/usr/share/dotnet/shared/$framework"
  cp -r "$dotnet/shared/$framework/$runtime" "$root/usr/share/dotnet/shared/$framework/"
done
cp "$dotnet"/{dotnet,LICENSE.txt,ThirdPartyNotices.txt} "$root/usr/share/dotnet/"
ln -s /usr/share/dotnet/dotnet "$root/usr/bin/dotnet"
chmod -R u=rwX,go=rX "$root/usr/share/dotnet"
# The same packages and the same .NET give the same image.
tar --create --file="$folder/root.tar" --directory="$root" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 .
gzip --no-name --keep -1 "$folder/root.tar"
cat >"$folder/config.json" <<END
{
  "architecture": "$(dpkg --print-architecture)", "os": "linux",
  "config": {
    "User": "1654", "WorkingDir": "/",
    "Env": [
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "APP_UID=1654", "ASPNETCORE_HTTP_PORTS=8080",
      "DOTNET_RUNNING_IN_CONTAINER=true", "DOTNET_VERSION=$runtime", "ASPNET_VERSION=$runtime"
    ]
  },
  "history": [{"created_by": "eng/images/debian.sh"}]
}
END
echo "$key" >"$folder/key"
