# Sourced by the scripts beside it: makes a Python environment with hash-pinned packages, once.
# Call `prepare NAME`: packages come from scripts/requirements/NAME.txt, the environment is $root/.termgraph/venv-NAME.
# Afterwards $venv/bin holds python, termgraph and the tools. A second call costs a few milliseconds.

root=$(cd "$(dirname "$0")/.." && pwd)

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 2; }

# The first interpreter that is new enough. Each is tried: a shim may be there and refuse to run.
find_python() {
  for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      printf '%s\n' "$candidate"
      return
    fi
  done
}

prepare() {
  requirements=$root/scripts/requirements/$1.txt
  venv=$root/.termgraph/venv-$1
  if cat "$requirements" "$root/pyproject.toml" | cmp -s - "$venv/installed" &&
    "$venv/bin/python" -c 'import termgraph' 2>/dev/null; then
    return
  fi
  mkdir -p "$root/.termgraph"
  rm -rf "$venv"
  say "Setting up $venv (the first time takes a minute) ..."
  if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --no-project --python '>=3.11' "$venv" ||
      fail "termgraph needs Python 3.11 or newer, and uv found none."
    uv pip install --quiet --compile-bytecode --python "$venv/bin/python" --require-hashes -r "$requirements" ||
      fail "The packages of $requirements could not be installed."
    uv pip install --quiet --python "$venv/bin/python" --no-build-isolation --no-deps -e "$root" ||
      fail "termgraph itself could not be installed."
  else
    python=$(find_python)
    if [ -z "$python" ]; then
      fail "termgraph needs Python 3.11 or newer; found $(python3 --version 2>&1 || echo 'no python3')."
    fi
    "$python" -m venv "$venv" ||
      fail "$python cannot make a virtual environment (on Debian and Ubuntu, install python3-venv)."
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements" ||
      fail "The packages of $requirements could not be installed."
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e "$root" ||
      fail "termgraph itself could not be installed."
  fi
  cat "$requirements" "$root/pyproject.toml" > "$venv/installed"
}
