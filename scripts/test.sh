#!/usr/bin/env bash
# Everything that must be true: style, floors, types, then tests, drills' fast parts and browser journeys last.
set -euo pipefail
bin=.venv/bin
echo "== style";   "$bin/ruff" check --quiet src tests scripts conftest.py; "$bin/ruff" format --check --quiet src tests scripts conftest.py
echo "== floors";  "$bin/lint-imports" --no-cache
echo "== types";   bash scripts/types.sh
echo "== tests";   "$bin/python" -m pytest -n 2 --dist loadfile -m "not journey and not drill and not alone"
"$bin/python" -m pytest -m alone
echo "== the same guards on Debian's PostgreSQL"
pg=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
DARNA_PG_BIN="$pg" "$bin/python" -m pytest tests/guards src/darna/base/audit -n 2 --dist loadfile -m "not journey and not drill and not alone"
echo "== drills";  "$bin/python" -m pytest -m drill
echo "== journeys"; "$bin/python" -m pytest tests/journeys -m journey -n 2
