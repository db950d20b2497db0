#!/bin/sh
# Sets up .venv (Python's packages) and node_modules (Node's), each as its lock says, in this folder and nowhere else.
# A copy of the lock, made last, says that all of it is in: without that copy, or if the lock has changed, it is made
# anew, so that nothing is in it but what the lock names; with it, this takes no network and no time.
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

# install LOCK: what the lock names, with all that it needs, into .venv.
install() {
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
        -r "$1" ||
        fail "pip could not install what $1 names: it is told above. It needs PyPI, or a mirror that pip is set to use."
}

# Where this folder is counts too: the scripts in .venv name their Python by its full path.
python_is_of() {
    pwd
    cat requirements.lock
}

node_is_there() {
    node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null
}

# Python
if ! python_is_of | cmp -s - .venv/made-of || ! .venv/bin/python -c "$new_enough" 2>/dev/null; then
    rm -rf .venv # first: it may be on the PATH
    python=$(find_python)
    [ -n "$python" ] || fail \
        "Python 3.12 or newer is needed, with its modules venv and ensurepip (Debian: apt-get install python3-venv)." \
        "Not found: python3, python3.14, python3.13, python3.12, python on the PATH," \
        "and $pyenv/versions/*/bin/python3."
    echo "Making .venv with $python and Python's packages (once, and again when requirements.lock changes)"
    "$python" -m venv .venv
    install requirements.lock
    python_is_of >.venv/made-of.part
    mv .venv/made-of.part .venv/made-of
fi

# Node
PATH=$PWD/.venv/bin:$PATH
if { [ -e .venv/bin/node ] && ! cmp -s requirements-node.lock .venv/node-made-of; } || ! node_is_there; then
    echo "Installing Node.js into .venv, as there is no Node.js 20 or newer with npm"
    install requirements-node.lock
    node_is_there || fail "Node.js 20 or newer with npm is needed; there is none on the PATH, and PyPI's does not start."
    cp requirements-node.lock .venv/node-made-of.part
    mv .venv/node-made-of.part .venv/node-made-of
fi
if ! cmp -s package-lock.json node_modules/made-of; then
    echo "Installing Node's packages into node_modules (once, and again when package-lock.json changes)"
    npm ci --ignore-scripts --loglevel=error >/dev/null ||
        fail "npm could not install what package-lock.json names: it is told above. It needs npm's registry, or a mirror."
    cp package-lock.json node_modules/made-of.part
    mv node_modules/made-of.part node_modules/made-of
fi
