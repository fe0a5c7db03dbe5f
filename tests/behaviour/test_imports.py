"""What importing the package costs, and what its names are."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import aws_shapes
from aws_shapes import sagemaker

ROOT = Path(aws_shapes.__file__).parents[1]


def fresh(code: str) -> list[str]:
    """The lines that code prints in a new, isolated interpreter."""
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}"
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.split()


HEAVY = frozenset(
    """annotated_types ast asyncio base64 boto3 botocore copy dataclasses datetime
    decimal dis email inspect json linecache logging pathlib pickle shapewright
    tempfile threading tokenize unicodedata urllib zoneinfo""".split()
)
BEFORE = "before = set(sys.modules)\n"
SHOW = "\nprint(*sorted(set(sys.modules) - before), sep='\\n')"


def test_a_shape_needs_nothing_but_small_parts_of_the_standard_library() -> None:
    loaded = fresh(
        f"{BEFORE}from aws_shapes.sagemaker import AlgorithmSpecification{SHOW}"
    )
    tops = {name.partition(".")[0] for name in loaded} - {"aws_shapes"}
    assert tops <= sys.stdlib_module_names
    assert tops.isdisjoint(HEAVY)


def test_building_and_converting_loads_no_more() -> None:
    loaded = fresh(
        "from aws_shapes.sagemaker import AlgorithmSpecification as A\n"
        f"{BEFORE}a = A(training_image='i', training_input_mode='File')\n"
        f"assert A.from_wire(a.to_wire()) == A.from_boto(a.to_boto()) == a{SHOW}"
    )
    assert loaded == []


USED = {
    "timestamps": (
        "Holder",
        "iso=datetime.now(timezone.utc)",
    ),
    "blob_places": ("Blobs", "plain=b'a', sized=b'ab', several=[b'ab']"),
    "wire_names": ("Renamed", "first_name='a'"),
    "scalars_and_bounds": ("Scalars", "precise=1.5, doubles={'a': 2.0}"),
}


@pytest.mark.parametrize("case", USED)
def test_values_that_are_right_import_nothing_when_they_are_used(
    case: str, compiled: Callable[[str], ModuleType]
) -> None:
    """An import at the first use breaks a fork, a faked clock and a shutdown."""
    module = compiled(case)
    name, arguments = USED[case]
    folder = Path(str(module.__file__)).parents[1]
    loaded = fresh(
        f"sys.path.insert(0, {str(folder.parent)!r})\n"
        f"from {folder.name}.example import {name} as A\n"
        f"from datetime import datetime, timezone\n{BEFORE}a = A({arguments})\n"
        f"assert A.from_wire(a.to_wire()) == A.from_boto(a.to_boto()) == a{SHOW}"
    )
    assert [one for one in loaded if folder.name in one] == []


def test_importing_one_shape_does_not_import_the_others() -> None:
    loaded = fresh(f"{BEFORE}from aws_shapes.sagemaker import MetricDefinition{SHOW}")
    shapes = [name for name in loaded if ".shapes." in name or ".enums." in name]
    assert shapes == ["aws_shapes.sagemaker.shapes.metric_definition"]


def test_importing_a_service_imports_no_shape() -> None:
    loaded = fresh(f"{BEFORE}import aws_shapes.sagemaker{SHOW}")
    assert not [name for name in loaded if "shapes." in name.replace("aws_shapes.", "")]


def test_importing_the_top_imports_no_service() -> None:
    loaded = fresh(f"{BEFORE}import aws_shapes{SHOW}")
    assert not [name for name in loaded if name.startswith("aws_shapes.sagemaker")]


def test_the_top_exports_the_error_and_its_violations() -> None:
    assert aws_shapes.__all__ == [
        "ResponseMetadata",
        "ShapeValidationError",
        "Violation",
        "async_body",
        "metadata_of",
        "redacted",
    ]


def test_dir_lists_every_export_before_it_is_imported() -> None:
    listed = fresh(
        "import aws_shapes.sagemaker as s\nprint(*sorted(set(s.__all__) - set(dir(s))))"
    )
    assert listed == []


def test_a_wrong_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="AlgorithmSpecifikation"):
        _ = sagemaker.AlgorithmSpecifikation  # type: ignore[attr-defined]
    with pytest.raises(ImportError, match="AlgorithmSpecifikation"):
        exec("from aws_shapes.sagemaker import AlgorithmSpecifikation")
    assert not hasattr(sagemaker, "__wrapped__")


def test_a_star_import_gives_every_export() -> None:
    names: dict[str, object] = {}
    exec("from aws_shapes.sagemaker import *", names)
    assert set(sagemaker.__all__) <= set(names)


def test_an_export_is_looked_up_once() -> None:
    first = sagemaker.MetricDefinition
    assert vars(sagemaker)["MetricDefinition"] is first


def test_the_package_is_typed() -> None:
    assert (ROOT / "aws_shapes" / "py.typed").is_file()


def test_nothing_of_the_package_imports_the_compiler_or_botocore() -> None:
    for file in ROOT.rglob("*.py"):
        text = file.read_text()
        assert "import shapewright" not in text
        assert "from shapewright" not in text
        assert "botocore" not in "".join(
            line for line in text.splitlines() if line.startswith(("import", "from"))
        )
