#!/bin/sh
# Write the lock files anew: exact pins with the hashes of every file of every release, for every platform.
# Usage: scripts/lock.sh PYTHON UV_VERSION [UPGRADE]; uv lives in a side environment that nothing else uses.
set -eu
python=$1 version=$2 upgrade=${3:+--upgrade}
[ -x .venv-lock/bin/uv ] || "$python" -m venv .venv-lock
.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check "uv==$version"

compile() {
    # The oldest Python that we promise decides what may be pinned; markers carry what newer ones differ in.
    .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate $upgrade pyproject.toml "$@"
}
compile --group build --output-file requirements.lock
# The runtime pins bind the other file, so that going from `make demo` to `make test` changes no release.
compile --group build --group dev --constraint requirements.lock --output-file requirements-dev.lock
# What only the benchmarks compare with.
compile --group build --group dev --group bench --constraint requirements-dev.lock --output-file requirements-bench.lock
