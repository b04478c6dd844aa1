#!/usr/bin/env bash
# Everything that must be true: style, floors, types, then tests, drills' fast parts and browser journeys last.
set -euo pipefail
bin=.venv/bin
echo "== style";   "$bin/ruff" check --quiet src tests scripts conftest.py; "$bin/ruff" format --check --quiet src tests scripts conftest.py
echo "== floors";  "$bin/lint-imports" --no-cache
echo "== types";   bash scripts/types.sh
echo "== tests";   "$bin/python" -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not journey and not drill and not alone"
# Drills kill and restore servers of their own, and mostly wait: the other core does what needs a server for itself.
echo "== alone, and the same guards on Debian's PostgreSQL, with the drills beside them"
said=$(mktemp); trap 'rm -f "$said"' EXIT
"$bin/python" -m pytest -m drill >"$said" 2>&1 & drills=$!
pg=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
# That a loosened policy is noticed was asked above; it is the same question of every server.
{ "$bin/python" -m pytest -m alone &&
  DARNA_PG_BIN="$pg" "$bin/python" -m pytest tests/guards src/darna/base/audit \
    -m "not journey and not drill and not alone" -k "not dropping_or_loosening"
} || { kill "$drills"; exit 1; }
echo "== drills"; wait "$drills" || { cat "$said"; exit 1; }
cat "$said"
echo "== journeys"; "$bin/python" -m pytest tests/journeys -m journey -n 2
