"""A botocore model as JSON Schema, for a generator that reads nothing else."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

_TYPES = {
    "boolean": "boolean",
    "integer": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "timestamp": "number",
}
_BOUNDS = {
    "string": ("minLength", "maxLength"),
    "list": ("minItems", "maxItems"),
    "map": ("minProperties", "maxProperties"),
    "integer": ("minimum", "maximum"),
    "number": ("minimum", "maximum"),
}


def json_schema(model: dict[str, Any], *, documented: bool = False) -> Schema:
    """Structures and enums are definitions; whatever is between them stands in place.

    That suits models in which no list or map holds itself, and SageMaker's is one.

    Args:
        documented: Keep the documentation of structures, enums and members.
    """
    shapes: dict[str, Any] = model["shapes"]
    named = {name: shape for name, shape in shapes.items() if _is_named(shape)}
    definitions = {name: _definition(shape, shapes) for name, shape in named.items()}
    if documented:
        for name, shape in named.items():
            _describe(definitions[name], shape)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": definitions,
    }


def _describe(definition: Schema, shape: dict[str, Any]) -> None:
    definition["description"] = shape.get("documentation", "")
    for name, member in definition.get("properties", {}).items():
        member["description"] = shape["members"][name].get("documentation", "")


def _is_named(shape: dict[str, Any]) -> bool:
    return shape["type"] == "structure" or "enum" in shape


def _definition(shape: dict[str, Any], shapes: dict[str, Any]) -> Schema:
    if "enum" in shape:
        return {"type": "string", "enum": shape["enum"]}
    members = {
        name: _place(member["shape"], shapes)
        for name, member in shape["members"].items()
    }
    found: Schema = {"type": "object", "properties": members}
    if shape.get("required"):
        found["required"] = shape["required"]
    return found


def _place(name: str, shapes: dict[str, Any]) -> Schema:
    """What stands where a shape is used."""
    shape = shapes[name]
    if _is_named(shape):
        return {"$ref": f"#/$defs/{name}"}
    if shape["type"] == "list":
        items = _place(shape["member"]["shape"], shapes)
        return _bounded("list", shape, {"type": "array", "items": items})
    if shape["type"] == "map":
        values = _place(shape["value"]["shape"], shapes)
        found = {"type": "object", "additionalProperties": values}
        return _bounded("map", shape, found)
    kind = _TYPES.get(shape["type"], "string")
    found = _bounded(kind, shape, {"type": kind})
    return found | ({"pattern": shape["pattern"]} if "pattern" in shape else {})


def _bounded(kind: str, shape: dict[str, Any], schema: Schema) -> Schema:
    low, high = _BOUNDS.get(kind, ("", ""))
    bounds = {low: shape.get("min"), high: shape.get("max")}
    return schema | {k: v for k, v in bounds.items() if k and v is not None}
