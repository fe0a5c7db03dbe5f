"""What holds for all services of the installed botocore, in five numbers.

`python tests/census.py sagemaker` measures patterns and documentation of the services
that are named; documentation by `docs_measure`, which needs two packages more.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from docs_measure import measure
from shapewright.diagnostics import Diagnostics
from shapewright.ir.service import Service
from shapewright.ir.shapes import Pattern, SimpleShape, edges
from shapewright.load.catalogue import services
from shapewright.pipeline import load, understand
from shapewright.plan.clashes import check_names
from shapewright.runtime.patterns import matcher
from shapewright.settings import ServiceSettings
from shapewright.text.regex import Untranslatable, translate


def main(names: list[str]) -> int:
    """Print the numbers; 1 if anything falls short."""
    diagnostics = Diagnostics()
    versions = [(name, version) for name, v in services().items() for version in v]
    shapes = 0
    for name, version in versions:
        settings = ServiceSettings(service=name, api_version=version)
        service = understand(load(settings, diagnostics), settings, diagnostics)
        check_names(service, service.shapes.values(), service.operations, diagnostics)
        shapes += len(service.shapes)
    said = Counter(diagnostic.code for diagnostic in diagnostics)
    print(f"{len(services())} services, {len(versions)} versions, {shapes} shapes load")
    print(f"{said['M120']} keys that the ledger does not know")
    print(f"{said['M140'] + said['M141']} clashes of names")
    for name in names:
        settings = ServiceSettings(service=name)
        service = understand(load(settings, diagnostics), settings, diagnostics)
        print(_patterns(service))
        print(f"{name}: documentation: {measure(_documentation(service))}")
    for diagnostic in diagnostics:
        print(diagnostic)
    return 1 if diagnostics.errors or said["M120"] else 0


def _patterns(service: Service) -> str:
    sources = {
        constraint.source
        for shape in service.shapes.values()
        if isinstance(shape, SimpleShape)
        for constraint in shape.constraints
        if isinstance(constraint, Pattern)
    }
    compiled = refused = 0
    for source in sources:
        try:
            matcher(translate(source).text)
            compiled += 1
        except Untranslatable as error:
            refused += 1
            print(f"{service.id}: {source!r}: {error}")
    return (
        f"{service.id}: {len(sources)} distinct patterns:"
        f" {compiled} compile, {refused} carry a reason"
    )


def _documentation(service: Service) -> Iterator[str]:
    yield service.documentation
    for operation in service.operations.values():
        yield operation.documentation
    for shape in service.shapes.values():
        yield shape.documentation
        for member in edges(shape):
            yield member.documentation


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
