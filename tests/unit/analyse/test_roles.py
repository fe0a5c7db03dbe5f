"""What each structure is to the protocol of its service."""

from __future__ import annotations

import pytest

from models import BLOB, list_of, member, service, structure, union
from shapewright.analyse.codecs import codecs
from shapewright.analyse.roles import roles
from shapewright.ir.facts import Role
from shapewright.ir.service import Operation, Service
from shapewright.ir.traits import WireTraits

REST = ("rest-json", "rest-xml")
RPC = ("json", "query", "ec2", "smithy-rpc-v2-cbor")
GET = Operation(name="Get", input="In", output="Out", errors=("Failed",))


def found(checked: Service) -> dict[str, Role]:
    return roles(checked, codecs(checked))


SHAPES = (
    structure("In", member("Nested", "Nested")),
    structure("Out", member("All", "All")),
    structure("Failed"),
    list_of("All", "Nested"),
    structure("Nested"),
)


@pytest.mark.parametrize("protocol", REST)
def test_a_rest_service_spreads_its_messages(protocol: str) -> None:
    checked = service(*SHAPES, operations=[GET], protocol=protocol)
    assert found(checked) == {
        "In": Role.MESSAGE,
        "Out": Role.MESSAGE,
        "Failed": Role.MESSAGE,
        "Nested": Role.DOCUMENT,
    }


@pytest.mark.parametrize("protocol", RPC)
def test_an_rpc_service_sends_documents(protocol: str) -> None:
    checked = service(*SHAPES, operations=[GET], protocol=protocol)
    assert set(found(checked).values()) == {Role.DOCUMENT}


def test_a_message_that_is_nested_too_is_a_document() -> None:
    checked = service(
        structure("In", member("Self", "In")),
        structure("Out"),
        structure("Failed"),
        operations=[GET],
        protocol="rest-json",
    )
    assert found(checked)["In"] is Role.DOCUMENT


@pytest.mark.parametrize("protocol", [*REST, *RPC])
def test_events_and_what_holds_a_stream_are_streams(protocol: str) -> None:
    checked = service(
        structure("In", member("Body", "Blob", wire=WireTraits(streaming=True))),
        structure("Out", member("Events", "Events")),
        union(
            "Events", member("Only", "Only"), member("Both", "Both"), event_stream=True
        ),
        structure("Only"),
        structure("Both"),
        structure("Holder", member("Both", "Both")),
        structure("Failed"),
        BLOB,
        operations=[GET],
        protocol=protocol,
    )
    by_role = {
        shape: role for shape, role in found(checked).items() if shape != "Failed"
    }
    assert by_role == {
        "In": Role.STREAM,
        "Out": Role.STREAM,
        "Events": Role.STREAM,
        "Only": Role.STREAM,
        "Both": Role.DOCUMENT,
        "Holder": Role.DOCUMENT,
    }


@pytest.mark.parametrize(
    ("protocol", "role"),
    [*[(p, Role.MESSAGE) for p in REST], *[(p, Role.DOCUMENT) for p in RPC]],
)
def test_an_error_of_an_operation_is_not_only_an_event(
    protocol: str, role: Role
) -> None:
    checked = service(
        structure("In"),
        structure("Out", member("Events", "Events")),
        union("Events", member("Failed", "Failed"), event_stream=True),
        structure("Failed"),
        operations=[GET],
        protocol=protocol,
    )
    assert found(checked)["Failed"] is role
