#!/usr/bin/env bash
# Makes the locks again: names, versions and hashes, no address of any registry.
set -euo pipefail
compile=(.venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet "$@")
"${compile[@]}" pyproject.toml -o requirements/run.txt
"${compile[@]}" pyproject.toml --group test -c requirements/run.txt -o requirements/test.txt
"${compile[@]}" --group spark -c requirements/run.txt -o requirements/spark.txt
"${compile[@]}" --group uv -o requirements/uv.txt
