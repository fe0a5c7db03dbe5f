"""What a service would answer, byte by byte: the dicts of boto3, encoded by protocol.

It is written after Smithy's protocol specifications; botocore has decoders only.
"""

from __future__ import annotations

import io
import json
import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from botocore.awsrequest import AWSResponse, HeadersDict
from botocore.model import OperationModel, Shape

_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MESSAGE = "as it was said"
"""What an error says whose shape has no message."""
_LOCATIONS = ("header", "headers", "statusCode", "uri", "querystring")


class Raw(io.BytesIO):
    """A body as urllib3 has it."""

    def stream(self, *_: Any, **__: Any) -> Iterator[bytes]:
        yield self.read()


@dataclass
class Answer:
    """An answer in the making."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def response(self) -> AWSResponse:
        return AWSResponse(
            "https://example.com",
            self.status,
            HeadersDict(self.headers),
            Raw(self.body),
        )


def answer(operation: OperationModel, boto: Mapping[str, Any]) -> AWSResponse:
    """The answer whose parsed form is this dict."""
    shape = operation.output_shape
    protocol = operation.service_model.resolved_protocol
    if shape is None:
        return Answer(body=_NOTHING.get(protocol, b"")).response()
    boto = {name: boto[name] for name in boto if name in shape.members}
    made = Answer()
    if protocol.startswith("rest"):
        _rest(made, shape, boto, protocol)
    else:
        body = {name: boto[name] for name in boto if name != _stream_of(operation)}
        made.body = _ENCODERS[protocol](operation, shape, body)
        if operation.has_event_stream_output:
            made.body = _event("initial-response", made.body)
    return made.response()


def error_answer(
    operation: OperationModel,
    shape: Shape,
    code: str,
    boto: Mapping[str, Any],
    query_code: str = "",
) -> AWSResponse:
    """The answer that says this code, with what the error's shape has.

    Args:
        query_code: What the query protocol called it that the service spoke before.
    """
    protocol = operation.service_model.resolved_protocol
    made = Answer(status=shape.metadata.get("error", {}).get("httpStatusCode", 400))
    if query_code:
        made.headers["x-amzn-query-error"] = f"{query_code};Sender"
    said = {} if "message" in map(str.lower, boto) else {"message": MESSAGE}
    match protocol:
        case "json":
            body = {"__type": code, **said, **_json(shape, boto)}
            made.body = json.dumps(body).encode()
        case "rest-json":
            _rest(made, shape, boto, protocol)
            body = said | json.loads(made.body or b"{}")
            made.body = json.dumps(body).encode()
            made.headers["x-amzn-errortype"] = code
        case "smithy-rpc-v2-cbor":
            made.body = _cbor({"__type": code, **said, **boto})
        case _:
            root = Element("ErrorResponse")
            error = SubElement(root, "Error")
            if protocol == "ec2":
                root = Element("Response")
                error = SubElement(SubElement(root, "Errors"), "Error")
            _fill(error, shape, {k: v for k, v in boto.items() if k != "Code"})
            SubElement(error, "Code").text = code
            if said:
                SubElement(error, "Message").text = MESSAGE
            made.body = tostring(root)
    return made.response()


def _stream_of(operation: OperationModel) -> str | None:
    name: str | None = None
    if operation.has_event_stream_output:
        name = operation.output_shape.event_stream_name
    return name


# ---- rest: some members in headers, one may be the whole body


def _rest(made: Answer, shape: Shape, boto: Mapping[str, Any], protocol: str) -> None:
    payload = shape.serialization.get("payload")
    body = {}
    for name, value in boto.items():
        member = shape.members[name]
        match member.serialization.get("location"):
            case "header":
                made.headers[member.serialization["name"]] = _header(member, value)
            case "headers":
                prefix = member.serialization.get("name", "")
                made.headers |= {prefix + key: item for key, item in value.items()}
            case "statusCode":
                made.status = 200
            case _ if name != payload:
                body[name] = value
    if payload is None:
        made.body = _document(shape, body, protocol)
    elif payload in boto:
        member, value = shape.members[payload], boto[payload]
        if member.type_name in ("blob", "string"):
            made.body = value.encode() if isinstance(value, str) else value
        elif not member.serialization.get("eventstream"):
            made.body = _document(member, value, protocol)


def _document(shape: Shape, value: Any, protocol: str) -> bytes:
    if protocol == "rest-json":
        return json.dumps(_json(shape, value)).encode()
    root = Element(shape.serialization.get("name", shape.name))
    _fill(root, shape, value)
    return tostring(root)


def _header(shape: Shape, value: Any) -> str:
    if shape.serialization.get("jsonvalue"):
        return b64encode(json.dumps(value).encode()).decode()
    if shape.type_name == "list":
        return ",".join([_header(shape.member, item) for item in value])
    return _text(shape, value, "rfc822")


# ---- JSON


def _json(shape: Shape | None, value: Any) -> Any:
    if value is None or shape is None:  # nobody has heard of the member
        return value
    match shape.type_name:
        case "structure" if shape.is_document_type:
            return value
        case "structure":
            return {
                _key(shape, name): _json(shape.members.get(name), item)
                for name, item in value.items()
                if not _is_elsewhere(shape.members.get(name))
            }
        case "list":
            return [_json(shape.member, item) for item in value]
        case "map":
            return {key: _json(shape.value, item) for key, item in value.items()}
        case "timestamp":
            text = _moment(shape, value, "unixTimestamp")
            return float(text) if text.replace(".", "").isdigit() else text
        case "blob":
            return b64encode(value).decode()
    return value


def _key(shape: Shape, name: str) -> str:
    traits = shape.members[name].serialization if name in shape.members else {}
    key: str = traits.get("name", name)
    return key


def _is_elsewhere(shape: Shape | None) -> bool:
    return shape is not None and shape.serialization.get("location") in _LOCATIONS


# ---- XML


def _fill(node: Element, shape: Shape, value: Any) -> None:
    """Write a value into the element that is made for it."""
    match shape.type_name:
        case "structure":
            for name, item in value.items():
                _member(node, name, shape.members.get(name), item)
        case "list":
            tag = shape.member.serialization.get("name", "member")
            for item in value:
                _fill(SubElement(node, tag), shape.member, item)
        case "map":
            for key, item in value.items():
                _pair(SubElement(node, "entry"), shape, key, item)
        case _:
            node.text = _printable(_text(shape, value, "iso8601"))


def _member(node: Element, name: str, shape: Shape | None, value: Any) -> None:
    if shape is None:  # nobody has heard of it
        SubElement(node, name).text = "?"
        return
    if _is_elsewhere(shape):
        return
    traits = shape.serialization
    tag = traits.get("name", name)
    if traits.get("xmlAttribute"):
        prefix = tag.partition(":")[0]
        node.set(f"xmlns:{prefix}", "https://example.com")
        node.set(tag, _printable(_text(shape, value, "iso8601")))
    elif traits.get("flattened") and shape.type_name == "list":
        tag = shape.member.serialization.get("name", tag)
        for item in value:
            _fill(SubElement(node, tag), shape.member, item)
    elif traits.get("flattened"):
        for key, item in value.items():
            _pair(SubElement(node, tag), shape, key, item)
    else:
        _fill(SubElement(node, tag), shape, value)


def _pair(node: Element, shape: Shape, key: str, value: Any) -> None:
    for part, fallback, held in (
        (shape.key, "key", key),
        (shape.value, "value", value),
    ):
        _fill(SubElement(node, part.serialization.get("name", fallback)), part, held)


def _printable(text: str) -> str:
    """XML has no control characters; what is compared is what was parsed."""
    return _NO_XML.sub("?", text)


# ---- scalars as text


def _text(shape: Shape, value: Any, format: str) -> str:
    match shape.type_name:
        case "timestamp":
            return _moment(shape, value, format)
        case "blob":
            return b64encode(value).decode()
    return value if isinstance(value, str) else json.dumps(value)


def _moment(shape: Shape, value: datetime, format: str) -> str:
    value = value.astimezone(UTC)
    match shape.serialization.get("timestampFormat", format):
        case "rfc822":
            return format_datetime(value, usegmt=True)
        case "iso8601":
            return value.isoformat().replace("+00:00", "Z")
    whole = value.microsecond == 0
    return str(int(value.timestamp())) if whole else f"{value.timestamp():.6f}"


# ---- the other protocols


def _json_body(operation: OperationModel, shape: Shape, boto: Any) -> bytes:
    return json.dumps(_json(shape, boto)).encode()


def _query_body(operation: OperationModel, shape: Shape, boto: Any) -> bytes:
    root = Element(f"{operation.name}Response")
    wrapper = shape.serialization.get("resultWrapper")
    _fill(root if wrapper is None else SubElement(root, wrapper), shape, boto)
    SubElement(SubElement(root, "ResponseMetadata"), "RequestId").text = "1"
    return tostring(root)


def _ec2_body(operation: OperationModel, shape: Shape, boto: Any) -> bytes:
    root = Element(f"{operation.name}Response")
    _fill(root, shape, boto)
    SubElement(root, "requestId").text = "1"
    return tostring(root)


def _cbor_body(operation: OperationModel, shape: Shape, boto: Any) -> bytes:
    return _cbor(boto)


def _cbor(value: Any) -> bytes:
    """RFC 8949, as far as botocore reads it."""
    match value:
        case None | bool():
            return {None: b"\xf6", True: b"\xf5", False: b"\xf4"}[value]
        case int():
            return _head(1, -1 - value) if value < 0 else _head(0, value)
        case float():
            return b"\xfb" + struct.pack(">d", value)
        case bytes():
            return _head(2, len(value)) + value
        case str():
            data = value.encode()
            return _head(3, len(data)) + data
        case datetime():
            return _head(6, 1) + _cbor(value.timestamp())
        case list():
            return _head(4, len(value)) + b"".join(map(_cbor, value))
        case dict():
            parts = [_cbor(key) + _cbor(item) for key, item in value.items()]
            return _head(5, len(value)) + b"".join(parts)
    raise TypeError(type(value))


def _head(kind: int, number: int) -> bytes:
    return bytes([kind << 5 | 27]) + struct.pack(">Q", number)


_NOTHING = {"query": b"<R/>", "ec2": b"<R/>", "smithy-rpc-v2-cbor": _cbor({})}
_ENCODERS = {
    "json": _json_body,
    "query": _query_body,
    "ec2": _ec2_body,
    "smithy-rpc-v2-cbor": _cbor_body,
}


def _event(name: str, payload: bytes) -> bytes:
    """One message of an event stream: lengths, headers, payload and two checksums."""
    headers = b""
    for key, text in ((":event-type", name), (":message-type", "event")):
        headers += bytes([len(key)]) + key.encode()
        headers += b"\x07" + struct.pack(">H", len(text)) + text.encode()
    start = struct.pack(">II", 16 + len(headers) + len(payload), len(headers))
    start += struct.pack(">I", zlib.crc32(start))
    message = start + headers + payload
    return message + struct.pack(">I", zlib.crc32(message))
