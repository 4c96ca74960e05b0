#!/usr/bin/env bash
# deploy/kubernetes against a real API server, and by kube-score. Prints `ok - claim`, `not ok - claim` or `skipped - claim: reason`.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tools=${SHARED_TOOLS:-$root/../shared/tools}
scratch=$(mktemp -d)
log=$scratch/log
failed=0
overlays=(deploy/kubernetes/overlays/{development,istio,spire} tests/eng/kubernetes/monitored)

finish() {
  [[ ! -e $scratch/server ]] || "$tools/kube-up" --stop "$scratch/server"
  rm -rf "$scratch"
}
trap finish EXIT

check() {
  if "${@:2}" >"$log" 2>&1; then
    echo "ok - $1"
  else
    sed 's/^/# /' "$log"
    echo "not ok - $1"
    failed=1
  fi
}

if [[ ! -x $tools/kube-up ]]; then
  echo "skipped - Kubernetes takes every overlay: a tool is missing: set SHARED_TOOLS to the folder of the shared tools"
  exit 0
fi

PATH="$("$tools/unpack" kubectl kube-apiserver etcd kube-score):$PATH"

free_ports() {
  local port
  for ((port = 26443; port < 32000; port += 10)); do
    ! (exec 3<>"/dev/tcp/127.0.0.1/$port" || exec 3<>"/dev/tcp/127.0.0.1/$((port + 1))" || exec 3<>"/dev/tcp/127.0.0.1/$((port + 2))") \
      2>/dev/null && echo "$port" && return
  done
  return 1
}

# A server with the namespace as the overlays have it, whose rules for pods then hold, and the resources of SPIRE, Istio and Prometheus.
starts() {
  mkdir "$scratch/server"
  "$tools/kube-up" "$scratch/server" "$(free_ports)" >"$scratch/kubeconfig" || return
  KUBECONFIG=$(tail -n 1 "$scratch/kubeconfig")
  export KUBECONFIG
  kubectl apply --server-side --filename "$root/tests/eng/kubernetes/crds.yaml" --filename "$root/deploy/kubernetes/base/namespace.yaml" &&
    kubectl wait --for=condition=Established --timeout=120s crd --all
}

# Warnings tell of pods that the namespace's security level would refuse.
is_taken() {
  kubectl kustomize "$root/$1" >"$scratch/manifests.yaml" &&
    kubectl apply --server-side --dry-run=server --filename "$scratch/manifests.yaml" 2>&1 | tee "$scratch/answer" | grep -v 'serverside-applied'
  [[ -s $scratch/answer ]] && ! grep -qv 'serverside-applied' "$scratch/answer"
}

has_no_critical() { kubectl kustomize "$root/$1" | scores_well; }
scores_well() {
  kube-score score --output-format ci - >"$scratch/score"
  grep -q '^\[OK\]' "$scratch/score" && ! grep '^\[CRITICAL\]' "$scratch/score"
}

client_is_taken() {
  kubectl set image --local --output yaml --filename "$root/deploy/kubernetes/clients/$1.yaml" "$1=registry.example.com/ecommerce/cli:0.1.0" |
    kubectl create --dry-run=server --output yaml --filename - 2>&1 | tee "$scratch/answer"
  grep -q 'image: registry.example.com/ecommerce/cli:0.1.0' "$scratch/answer" && ! grep -qi 'warning\|error' "$scratch/answer"
}
secrets_are_taken() { "$root/deploy/kubernetes/secrets.sh" | kubectl create --dry-run=server --output name --filename -; }
refuses_what_is_misspelt() {
  ! kubectl kustomize "$root/deploy/kubernetes/overlays/spire" | sed 's/  jwtTtl:/  jwtTTL:/' |
    kubectl apply --server-side --dry-run=server --filename -
}

check "an API server starts" starts
((failed == 0)) || exit $failed
for overlay in "${overlays[@]}"; do
  check "the API server takes ${overlay##*/} without an error or a warning" is_taken "$overlay"
  check "kube-score finds nothing critical in ${overlay##*/}" has_no_critical "$overlay"
done
check "the API server takes a client's job" client_is_taken cli
check "the API server takes an administrator's job" client_is_taken admin
check "the API server takes the storefront" is_taken deploy/kubernetes/clients/web
check "kube-score finds nothing critical in the storefront" has_no_critical deploy/kubernetes/clients/web
check "the API server takes the secrets that secrets.sh prints" secrets_are_taken
check "the API server refuses a field that is spelt wrong" refuses_what_is_misspelt
exit $failed
