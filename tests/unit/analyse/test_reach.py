"""Which structures a caller sends, and which a service answers with."""

from __future__ import annotations

from models import list_of, member, service, structure, union
from shapewright.analyse.reach import reach
from shapewright.ir.facts import Reach
from shapewright.ir.service import Operation


def test_what_operations_lead_to() -> None:
    found = reach(
        service(
            structure("In", member("Both", "Items")),
            list_of("Items", "Both"),
            structure("Out", member("Both", "Both"), member("Node", "Node")),
            structure("Both"),
            union("Node", member("Next", "Node")),
            structure("Failed"),
            structure("Alone"),
            operations=[
                Operation(name="Get", input="In", output="Out", errors=("Failed",)),
                Operation(name="Ping"),
            ],
        )
    )
    assert found == {
        "In": Reach(inputs=True, operation_input=True),
        "Out": Reach(outputs=True),
        "Both": Reach(inputs=True, outputs=True),
        "Node": Reach(outputs=True),
        "Failed": Reach(outputs=True),
        "Alone": Reach(),
    }
