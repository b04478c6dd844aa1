#!/usr/bin/env bash
# mypy with Django's own types; the settings want a master key, so it gets one that is thrown away.
set -euo pipefail
cd "$(dirname "$0")/.."
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export DARNA_HOME=$home
unset DATABASE_URL DARNA_KEYRING || true
.venv/bin/python -c 'from darna.base.keys import keyring as k; k.save(k.fresh(), k.place())'
.venv/bin/mypy "$@"
