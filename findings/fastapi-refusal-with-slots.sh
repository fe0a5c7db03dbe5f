#!/usr/bin/env bash
# FastAPI 0.165.0: a body that a dataclass refuses in __post_init__ is answered with 500
# in place of 422 if the ValueError holds an object without __dict__. The handler of bad
# bodies encodes the error itself, attribute by attribute, and stumbles there. The same
# error without such an object is 422.
#
# Seen (CPython 3.12.1, pydantic 2.14.4):
#   plain: 422
#   with an object that has slots: 500
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    fastapi==0.165.0 pydantic==2.14.4 httpx
"$work/venv/bin/python" -W ignore - > "$work/seen" <<'PY'
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.testclient import TestClient


class Part:
    __slots__ = ()


class Refused(ValueError):
    def __init__(self) -> None:
        super().__init__("no")
        self.parts = (Part(),)


@dataclass
class Plain:
    name: str

    def __post_init__(self) -> None:
        raise ValueError("no")


@dataclass
class Slotted:
    name: str

    def __post_init__(self) -> None:
        raise Refused


app = FastAPI()


@app.post("/plain")
def plain(body: Plain) -> None: ...


@app.post("/slotted")
def slotted(body: Slotted) -> None: ...


client = TestClient(app, raise_server_exceptions=False)
for name, path in (("plain", "/plain"), ("with an object that has slots", "/slotted")):
    print(f"{name}: {client.post(path, json={'name': 'n'}).status_code}")
PY
cat "$work/seen"
diff "$work/seen" - <<'EXPECTED'
plain: 422
with an object that has slots: 500
EXPECTED
