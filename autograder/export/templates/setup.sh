#!/usr/bin/env bash
# Run once, while the container is built: Python 3.11 or newer, and the packages that the judge and the notebooks need.
set -euo pipefail
root=${AUTOGRADER_ROOT:-/autograder}
PATH=$PATH:/usr/sbin:/sbin

fits() {
    command -v "$1" >/dev/null &&
        "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if fits "$python"; then return 0; fi
    done
    return 1
}

packages=()
ldconfig -p | grep -q libseccomp.so.2 || packages+=(libseccomp2)
find_python || packages+=(python3-venv)
if ((${#packages[@]})); then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}"
fi
# a base image whose own Python is older may have a newer one beside it
for version in 3.14 3.13 3.12 3.11; do
    find_python || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version" "python$version-venv" || true
done
find_python || {
    echo "There must be Python 3.11 or newer. Choose a newer base image in Gradescope's autograder settings." >&2
    exit 1
}

"$python" -m venv "$root/venv"
"$root/venv/bin/python" -m pip install --quiet --no-cache-dir --no-deps --requirement "$root/source/requirements.lock"
