#!/bin/sh
# Chạy clubledger; lần đầu tự cài từ thư mục wheels, không cần mạng.
set -e
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
home="${XDG_DATA_HOME:-$HOME/.local/share}/clubledger-@VERSION@"

find_python() {
    for python in "$here/python/bin/python3" python3.13 python3.12 python3.11 python3; do
        if "$python" -c 'import sys, venv, ensurepip
sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            return 0
        fi
    done
    echo "Máy chưa có Python 3.11, 3.12 hoặc 3.13 (kèm venv). Hãy đọc tệp ĐỌC-TRƯỚC.txt." >&2
    exit 2
}

if [ ! -f "$home/ready" ]; then
    find_python
    echo "Lần đầu chạy: đang cài đặt, chừng một phút…" >&2
    rm -rf "$home"
    "$python" -m venv "$home"
    "$home/bin/python" -m pip install --quiet --disable-pip-version-check --no-index \
        --find-links "$here/wheels" "clubledger[reports]==@VERSION@"
    touch "$home/ready"
fi
exec "$home/bin/clubledger" "$@"
