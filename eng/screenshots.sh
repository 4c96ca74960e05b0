#!/usr/bin/env bash
# Takes a picture of each page of the storefront and of the operators' console: those that the repository keeps into docs/pictures, all
# others (dark, a phone, every state) into artifacts/pictures. It needs Debian's chromium, and starts shops of its own.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
eng/build.sh eng/shop.slnf
eng/build.sh tests/Ecommerce.Web.Tests/Ecommerce.Web.Tests.csproj
eng/build.sh tests/Ecommerce.SystemTests/Ecommerce.SystemTests.csproj
dotnet artifacts/bin/Ecommerce.Web.Tests/release/Ecommerce.Web.Tests.dll -noLogo -explicit only -method '*Pictures_are_taken*'
CONSOLE_PICTURES=$root/artifacts/pictures dotnet artifacts/bin/Ecommerce.SystemTests/release/Ecommerce.SystemTests.dll -noLogo -class '*ConsoleBrowserTests'
for page in overview decisions denial why access checkouts checkout retry payments stock verified failures; do
  cp "artifacts/pictures/console-$page-admin-en-light.png" "docs/pictures/console-$page.png"
done
