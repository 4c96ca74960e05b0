#!/usr/bin/env bash
# Takes a picture of each page of the storefront: those that the repository keeps into docs/pictures, all others (dark, a phone, every
# state) into artifacts/pictures. It needs Debian's chromium, and starts a shop of its own.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
eng/build.sh eng/shop.slnf
eng/build.sh tests/Ecommerce.Web.Tests/Ecommerce.Web.Tests.csproj
dotnet artifacts/bin/Ecommerce.Web.Tests/release/Ecommerce.Web.Tests.dll -noLogo -explicit only -method '*Pictures_are_taken*'
