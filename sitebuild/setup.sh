#!/bin/sh
# Sets up .venv (Python's packages) and node_modules (Node's), each as its lock says, in this folder and nowhere else.
# A copy of the lock, made last, says that all of it is in: without that copy, or if the lock has changed, it is done
# again; with it, this takes no network and no time.
set -eu
cd "$(dirname "$0")/.."

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

pyenv=${PYENV_ROOT:-${HOME:-}/.pyenv}
new_enough='import sys; sys.exit(sys.version_info < (3, 12))'

# Prints Python 3.12 or newer with what makes a virtual environment: the first on the PATH, or the newest of pyenv's.
find_python() {
    for name in python3 python3.14 python3.13 python3.12 python; do
        if "$name" -c "import ensurepip, venv; $new_enough" 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    for path in "$pyenv"/versions/*/bin/python3; do
        "$path" -c "import ensurepip, venv; $new_enough" 2>/dev/null || continue
        "$path" -c 'import sys; print("%d %d %d" % sys.version_info[:3], sys.argv[1])' "$path"
    done | sort -k1,1n -k2,2n -k3,3n | tail -n 1 | cut -d ' ' -f 4-
}

# install LOCK STAMP: what the lock says goes into .venv, and nothing that is not in it.
install() {
    cmp -s "$1" ".venv/$2" && return
    echo "Installing $3 into .venv (once, and again when $1 changes)"
    rm -f ".venv/$2"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r "$1" ||
        fail "pip could not install what $1 names: it is told above. It needs PyPI, or a mirror that pip is set to use."
    cp "$1" ".venv/$2.part"
    mv ".venv/$2.part" ".venv/$2"
}

node_is_there() {
    node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null
}

# Python
if ! .venv/bin/python -c "import pip; $new_enough" 2>/dev/null; then
    rm -rf .venv
    python=$(find_python)
    [ -n "$python" ] || fail \
        "Python 3.12 or newer is needed, with its modules venv and ensurepip (Debian: apt-get install python3-venv)." \
        "Not found: python3, python3.14, python3.13, python3.12, python on the PATH," \
        "and $pyenv/versions/*/bin/python3."
    echo "Making .venv with $python"
    "$python" -m venv .venv
fi
install requirements.lock python.lock "Python's packages"

# Node
PATH=$PWD/.venv/bin:$PATH
if [ -e .venv/node.lock ] || ! node_is_there; then
    install requirements-node.lock node.lock "Node.js, as there is no Node.js 20 or newer,"
    node_is_there || fail "Node.js 20 or newer with npm is needed; there is none on the PATH, and PyPI's does not start."
fi
if ! cmp -s package-lock.json node_modules/.package-lock.stamp; then
    echo "Installing Node's packages into node_modules (once, and again when package-lock.json changes)"
    rm -f node_modules/.package-lock.stamp
    npm ci --ignore-scripts --loglevel=error >/dev/null ||
        fail "npm could not install what package-lock.json names: it is told above. It needs npm's registry, or a mirror."
    cp package-lock.json node_modules/.package-lock.part
    mv node_modules/.package-lock.part node_modules/.package-lock.stamp
fi
