"""A language server, asked as an editor asks it: JSON-RPC over its standard streams."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class LanguageServer:
    """pyright's, in a folder; files are opened by their text."""

    def __init__(self, folder: Path) -> None:
        self._uri = folder.as_uri()
        self._count = 0
        script = Path(sys.executable).with_name("pyright-langserver")
        self._process = subprocess.Popen(
            [script, "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        folders = [{"uri": self._uri, "name": "folder"}]
        hover = {"contentFormat": ["markdown"]}
        self.ask(
            "initialize",
            processId=None,
            rootUri=self._uri,
            capabilities={"textDocument": {"hover": hover}},
            workspaceFolders=folders,
        )
        self._send({"method": "initialized", "params": {}})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, name: str, text: str) -> None:
        document = {"uri": self._place(name), "languageId": "python", "version": 1}
        params = {"textDocument": {**document, "text": text}}
        self._send({"method": "textDocument/didOpen", "params": params})

    def at(self, method: str, name: str, line: int, column: int) -> Any:
        """What a method of `textDocument` gives for a place, counted from 0."""
        return self.ask(
            f"textDocument/{method}",
            textDocument={"uri": self._place(name)},
            position={"line": line, "character": column},
        )

    def ask(self, method: str, **params: Any) -> Any:
        self._count += 1
        self._send({"id": self._count, "method": method, "params": params})
        while True:
            said = self._receive()
            if "method" not in said:
                if said.get("id") == self._count:
                    return said.get("result")
            elif "id" in said:  # it asks for its configuration
                items = said["params"].get("items", []) if said["params"] else []
                self._send({"id": said["id"], "result": [{} for _ in items]})

    def _place(self, name: str) -> str:
        return f"{self._uri}/{name}"

    def _send(self, content: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **content}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._process.stdin.flush()

    def _receive(self) -> Any:
        assert self._process.stdout is not None
        size = 0
        while header := self._process.stdout.readline().strip():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                size = int(value)
        return json.loads(self._process.stdout.read(size))
