"""The base of generated unions, and the variants that they do not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .exact import is_a


class Union:
    """A structure with exactly one member set."""

    __slots__ = ()

    if TYPE_CHECKING:
        _members: ClassVar[dict[str, str]]
        _unknown: tuple[str | None, Any] | None

    @property
    def set_member(self) -> str:
        """The Python name of the member that is set.

        For a variant that the model does not know, which only a tolerant read gives,
        its name on the wire; empty where boto3 does not tell it either, as of CBOR.
        """
        for member in self._members:
            if getattr(self, member) is not None:
                return member
        assert self._unknown is not None
        name, value = self._unknown
        # of a variant that it does not know, botocore keeps the name alone
        if name == "SDK_UNKNOWN_MEMBER" and is_a(value, dict):
            return str(value.get("name", name))
        return name or ""


def unknown_variant(self: Any) -> dict[str, Any]:
    """What a union holds that the model does not know, as it came."""
    from .documents import write_document

    name, value = self._unknown
    return {} if name is None else {name: write_document(value)}
