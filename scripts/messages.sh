#!/usr/bin/env bash
# Brings the four catalogues in step with the code; with --extract FILE only writes what stands in the code.
set -euo pipefail
cd "$(dirname "$0")/.."
pot=${2:-$(mktemp -d)/django.pot}
.venv/bin/python scripts/extract_messages.py "$pot"
[ "${1:-}" = --extract ] && exit 0
for language in ar fr it en; do
  po=src/darna/locale/$language/LC_MESSAGES/django.po
  mkdir -p "$(dirname "$po")"
  .venv/bin/python scripts/merge_messages.py "$pot" "$po" "$language"
done
