#!/usr/bin/env bash
# Everything that must be true: style, floors, types, then tests, drills' fast parts and browser journeys last.
set -euo pipefail
bin=.venv/bin
echo "== style";   "$bin/ruff" check --quiet src tests scripts conftest.py; "$bin/ruff" format --check --quiet src tests scripts conftest.py
# Drills kill and restore servers of their own, and mostly wait: beside them the other core does what takes one core.
echo "== floors, types, what needs a server for itself, the guards on Debian's PostgreSQL; drills beside them"
# Only files that name a mark are opened for it: collecting all of them takes longer than what is asked here.
marked() { grep -rlE "mark\.$1\b" --include='test_*.py' src tests; }
said=$(mktemp); DEMO_TO_COPY=$(mktemp -d); export DEMO_TO_COPY; trap 'rm -rf "$said" "$DEMO_TO_COPY"' EXIT
"$bin/python" -m pytest -m drill $(marked drill) >"$said" 2>&1 & drills=$!
pg=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
# That a loosened policy is noticed is asked below; it is the same question of every server.
{ "$bin/lint-imports" --no-cache && bash scripts/types.sh &&
  "$bin/python" -m pytest -m alone $(marked alone) &&
  DARNA_PG_BIN="$pg" "$bin/python" -m pytest tests/guards src/darna/base/audit \
    -m "not journey and not drill and not alone" -k "not dropping_or_loosening"
} || { kill "$drills"; exit 1; }
echo "== drills"; wait "$drills" || { cat "$said"; exit 1; }
cat "$said"
echo "== tests";   "$bin/python" -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not journey and not drill and not alone"
echo "== journeys"; "$bin/python" -m pytest tests/journeys -m journey -n 2
