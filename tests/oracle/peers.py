"""A loopback service that speaks JSON 1.1, and clients that speak to nothing else."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3
from botocore.config import Config


def client(service: str, endpoint: str) -> Any:
    """A boto3 client that asks one address, once."""
    session = boto3.session.Session(
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        region_name="eu-west-1",
    )
    config = Config(
        retries={"total_max_attempts": 1},
        connect_timeout=10,
        read_timeout=30,
        proxies={},
    )
    return session.client(service, endpoint_url=endpoint, config=config)


@dataclass
class Echo:
    """What was asked, and what is answered."""

    url: str = ""
    answer: dict[str, Any] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)


@contextlib.contextmanager
def echo() -> Iterator[Echo]:
    """A server on 127.0.0.1 that records each request."""
    kept = Echo()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            kept.targets.append(self.headers["X-Amz-Target"])
            kept.bodies.append(json.loads(self.rfile.read(size)))
            body = json.dumps(kept.answer, allow_nan=False).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/x-amz-json-1.1")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
