#!/usr/bin/env bash
# Sets up, builds and starts the shop. Arguments go to `ecommerce up`.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

"$root/eng/build.sh" "$root/eng/shop.slnf"
exec "$root/bin/ecommerce" up "$@"
