#!/usr/bin/env bash
# Makes the virtual environment with exactly the locked packages, and Darna itself in it.
set -euo pipefail
python=$1 venv=$2 lock=$3
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Darna needs Python 3.11 or newer; '$python' is not. On Debian 12: apt-get install python3" >&2
  exit 3
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
  echo "Python's venv is missing. On Debian: apt-get install python3-venv" >&2
  exit 3
fi
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c '' 2>/dev/null; then
  echo "Making $venv …"
  rm -rf "$venv"
  "$python" -m venv "$venv"
fi
if [ ! -x "$venv/bin/uv" ]; then
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements/uv.txt
fi
echo "Installing the locked packages …"
export VIRTUAL_ENV="$PWD/$venv" UV_NO_CONFIG=1 UV_LINK_MODE=copy
"$venv/bin/uv" pip install --quiet --require-hashes -r "$lock"
"$venv/bin/uv" pip install --quiet --no-deps --no-build-isolation --editable .
"$venv/bin/python" scripts/compile_catalogues.py
