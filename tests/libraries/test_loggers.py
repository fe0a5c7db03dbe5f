"""Which tools show secrets, and what hides them."""

from __future__ import annotations

import dataclasses
import io
import json
import logging
import pprint
from collections.abc import Iterator
from typing import Any

import devtools
import icecream
import logfire
import loguru
import msgspec
import orjson
import pandas
import polars
import pytest
import rich
import sentry_sdk
import structlog
from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.openapi.encoders import jsonable_encoder
from deepdiff import DeepDiff
from logfire.testing import TestExporter
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from pythonjsonlogger.json import JsonFormatter
from pythonjsonlogger.msgspec import MsgspecFormatter
from pythonjsonlogger.orjson import OrjsonFormatter
from rich.console import Console

from aws_shapes import redacted
from aws_shapes.bedrock_runtime import ReasoningContentBlock
from aws_shapes.cognito_idp import AttributeType
from aws_shapes.secretsmanager import BatchGetSecretValueResponse, SecretValueEntry
from libraries.page import defined

SECRET = "".join(["hun", "ter2"])  # no line of this file shows it
ENTRY = SecretValueEntry(name="db", secret_string=SECRET)
OTHER = dataclasses.replace(ENTRY, secret_string="other")
HOLDER = BatchGetSecretValueResponse(secret_values=[ENTRY])
EMAIL = AttributeType(name="email", value=SECRET)
"""Its members have names that no scrubber knows."""
NEW = ReasoningContentBlock.from_boto({"db": {"text": SECRET}}, strict=False)
"""A variant that nobody knows, of a union that has secrets."""
HELD = {"answer": ENTRY, "nested": {"all": [HOLDER, EMAIL, NEW]}}


def shown(text: object) -> bool:
    """Whether the secret is in it; the rest is there in any case."""
    assert "db" in str(text) or "email" in str(text)
    return SECRET in str(text)


def logged(
    formatter: logging.Formatter | None,
    *args: Any,
    redacting: logging.Filter | None = None,
    **kwargs: Any,
) -> str:
    """What the standard library's logging writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    if redacting is not None:
        handler.addFilter(redacting)
    logger = logging.Logger("test")
    logger.addHandler(handler)
    logger.warning(*args, **kwargs)
    return stream.getvalue()


@pytest.mark.parametrize("value", [ENTRY, HOLDER, EMAIL])
def test_logging_print_f_strings_pprint(value: Any) -> None:
    assert not shown(logged(None, "%s %r", value, value))
    stream = io.StringIO()
    print(value, f"{value}", [value], file=stream)
    assert not shown(stream.getvalue())
    assert not shown(pprint.pformat({"value": value}))


@pytest.fixture
def told() -> Iterator[io.StringIO]:
    """What loguru writes."""
    stream = io.StringIO()
    yield stream
    loguru.logger.remove()


@pytest.mark.parametrize("serialize", [True, False])
def test_loguru(told: io.StringIO, serialize: bool) -> None:
    loguru.logger.remove()
    loguru.logger.add(
        told,
        serialize=serialize,
        diagnose=True,
        format="{message} {extra}\n{exception}",
    )
    loguru.logger.bind(answer=HELD).info("got {}", ENTRY)
    try:
        entry = dataclasses.replace(ENTRY, name="db")
        raise ValueError(entry)
    except ValueError:
        loguru.logger.exception("oops")
    assert not shown(told.getvalue())


def by_rich(show: Any) -> str:
    console = Console(file=io.StringIO(), width=200)
    show(console)
    stream: Any = console.file
    return str(stream.getvalue())


def raises_with_locals(console: Console) -> None:
    entry = ENTRY
    try:
        raise ValueError(entry)
    except ValueError:
        console.print_exception(show_locals=True)


def test_rich() -> None:
    assert not shown(by_rich(lambda console: console.print(HELD)))
    assert not shown(by_rich(raises_with_locals))


@pytest.mark.parametrize("value", [ENTRY, HOLDER, EMAIL, NEW])
@pytest.mark.parametrize("whole", [True, False])
def test_rich_inspect(value: Any, whole: bool) -> None:
    told = by_rich(lambda console: rich.inspect(value, console=console, all=whole))
    assert type(value).__name__ in told
    assert SECRET not in told


def test_devtools() -> None:
    assert not shown(devtools.pformat(HELD))
    assert not shown(devtools.debug.format(HELD))
    assert devtools.pformat(HOLDER).splitlines()[2:6] == [
        "        SecretValueEntry(",
        "            name='db',",
        "            secret_string=***,",
        "        ),",
    ]


def test_icecream(capsys: pytest.CaptureFixture[str]) -> None:
    held = HELD
    icecream.ic(held, ENTRY)
    assert not shown(capsys.readouterr().err)


def test_sentry_sdk() -> None:
    sent: list[Any] = []
    sentry_sdk.init(
        dsn="https://key@example.invalid/1",
        before_send=lambda event, hint: sent.append(event),
        auto_enabling_integrations=False,
        send_default_pii=True,
    )
    held = HELD
    try:
        raise ValueError(held)
    except ValueError:
        sentry_sdk.set_context("answer", held)
        sentry_sdk.add_breadcrumb(message="got", data=held)
        sentry_sdk.capture_exception()
    (event,) = sent
    assert event["contexts"]["answer"]
    assert "held" in str(event["exception"])
    assert not shown(event)


@pytest.mark.parametrize("value", [ENTRY, HOLDER, EMAIL, HELD, redacted(HELD)])
def test_logfire(value: Any) -> None:
    exporter = TestExporter()
    logfire.configure(
        send_to_logfire=False,
        console=False,
        metrics=False,
        scrubbing=False,
        additional_span_processors=[SimpleSpanProcessor(exporter)],
    )
    logfire.info("got {answer}", answer=value)
    assert not shown(exporter.exported_spans_as_dict())


def by_powertools(**options: Any) -> str:
    stream = io.StringIO()
    logger = Logger(service=f"service-{id(stream)}", stream=stream, **options)
    logger.append_keys(key=EMAIL)
    logger.info(HELD)
    logger.info("got", extra=HELD)
    return stream.getvalue()


def test_aws_lambda_powertools() -> None:
    assert not shown(by_powertools())
    told = by_powertools(json_default=redacted)
    assert not shown(told)
    assert json.loads(told.splitlines()[1])["answer"] == redacted(ENTRY)


def test_aws_lambda_powertools_with_a_serializer() -> None:
    def dumps(event: Any) -> str:
        return str(orjson.dumps(event), "utf-8")

    assert shown(by_powertools(json_serializer=dumps))
    assert not shown(
        by_powertools(json_serializer=lambda event: dumps(redacted(event)))
    )
    assert shown(jsonable_encoder(HELD))
    assert not shown(jsonable_encoder(redacted(HELD)))


def by_structlog(*processors: Any) -> str:
    stream = io.StringIO()
    logger = structlog.wrap_logger(
        structlog.PrintLogger(stream), processors=[*processors]
    )
    logger.info("got", **HELD)
    return stream.getvalue()


@pytest.mark.parametrize(
    "renderer",
    [
        structlog.processors.JSONRenderer(),
        structlog.processors.KeyValueRenderer(),
        structlog.processors.LogfmtRenderer(),
        structlog.dev.ConsoleRenderer(colors=False),
    ],
)
def test_structlog(renderer: Any) -> None:
    assert not shown(by_structlog(renderer))


@pytest.mark.parametrize("encode", [orjson.dumps, msgspec.json.encode])
def test_structlog_with_orjson_or_msgspec(encode: Any) -> None:
    renderer = structlog.processors.JSONRenderer(
        serializer=lambda event, **_: encode(event).decode()
    )
    redacting, _ = defined("structlog")["processors"]
    assert shown(by_structlog(renderer))
    assert not shown(by_structlog(redacting, renderer))


def test_structlog_with_orjson_or_msgspec_as_on_the_page() -> None:
    told = json.loads(by_structlog(*defined("structlog")["processors"]))
    assert told == {"event": "got", **redacted(HELD)}


def test_python_json_logger() -> None:
    formatter = defined("python-json-logger")["handler"].formatter
    assert shown(logged(JsonFormatter(), "got", extra=HELD))
    assert json.loads(logged(formatter, "got", extra=HELD)) == {
        "message": "got",
        **redacted(HELD),
    }
    assert not shown(logged(formatter, HELD))


@pytest.mark.parametrize(
    "formatter", [OrjsonFormatter, MsgspecFormatter, JsonFormatter]
)
def test_python_json_logger_with_orjson_or_msgspec(formatter: Any) -> None:
    redacting = defined("Any formatter")["Redacting"]()
    assert shown(logged(formatter(), "got", extra=HELD))
    for args in (("got",), (HELD,), ("got %s %s", "db", 1)):
        told = logged(formatter(), *args, redacting=redacting, extra=HELD)
        assert not shown(told)
        assert json.loads(told)["answer"] == redacted(ENTRY)


def test_dataclasses_asdict() -> None:
    assert shown(dataclasses.asdict(HOLDER))
    assert not shown(redacted(HOLDER))


def test_json() -> None:
    with pytest.raises(TypeError):
        json.dumps(HELD)
    assert json.loads(json.dumps(HELD, default=redacted)) == redacted(HELD)


def test_orjson() -> None:
    assert shown(orjson.dumps(HELD))
    option = orjson.OPT_PASSTHROUGH_DATACLASS
    told = orjson.dumps(HELD, default=redacted, option=option)
    assert orjson.loads(told) == redacted(HELD)


def test_msgspec() -> None:
    assert shown(msgspec.json.encode(HELD))
    assert not shown(msgspec.json.encode(redacted(HELD)))


def test_deepdiff() -> None:
    assert SECRET in DeepDiff(ENTRY, OTHER).pretty()
    assert DeepDiff(redacted(ENTRY), redacted(OTHER)) == {}
    named = dataclasses.replace(OTHER, name="db2")
    assert not shown(DeepDiff(redacted(ENTRY), redacted(named)).pretty())


def test_pandas() -> None:
    assert shown(pandas.DataFrame([ENTRY]).to_string())
    assert not shown(pandas.DataFrame(redacted([ENTRY])).to_string())
    assert not shown(pandas.Series([ENTRY]).to_string())


def test_polars() -> None:
    assert shown(polars.DataFrame([ENTRY]).to_dicts())
    assert shown(polars.Series([ENTRY]).to_list())
    assert not shown(polars.DataFrame(redacted([ENTRY])).to_dicts())
