"""A JSON value that knows its place, so that what is wrong can be said where it is wrong."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import NoReturn

from graph.errors import InvalidRecord


@dataclass(frozen=True, slots=True)
class Place:
    """A value at a JSON path (`$.claims[3].evidence.end`); its methods raise InvalidRecord with that path."""

    path: str
    value: object

    def fail(self, reason: str) -> NoReturn:
        """Say what is wrong here."""
        raise InvalidRecord(self.path, reason)

    def member(self, name: str) -> Place:
        """A required member of this object."""
        found = self.optional(name)
        return found if found is not None else self.fail(f"{name!r} is missing")

    def optional(self, name: str) -> Place | None:
        """A member of this object, or None where it is absent or null."""
        members = self.object()
        found = members.get(name)
        return None if found is None else Place(f"{self.path}.{name}", found)

    def object(self) -> dict[str, object]:
        """This value as an object."""
        if not isinstance(self.value, dict):
            self.fail(f"an object stands here in the contract, not {_kind(self.value)}")
        return self.value

    def members(self) -> Iterator[tuple[str, Place]]:
        """The members of this object, in order."""
        for name, value in self.object().items():
            yield name, Place(f"{self.path}.{name}", value)

    def items(self) -> Iterator[Place]:
        """The items of this array, in order."""
        if not isinstance(self.value, list):
            self.fail(f"an array stands here in the contract, not {_kind(self.value)}")
        for number, value in enumerate(self.value):
            yield Place(f"{self.path}[{number}]", value)

    def string(self, pattern: str = "", *, empty: bool = True) -> str:
        """This value as a string that can be encoded and fits the whole of `pattern`."""
        if not isinstance(self.value, str):
            self.fail(f"a string stands here in the contract, not {_kind(self.value)}")
        if not self.value and not empty:
            self.fail("the string is empty")
        if any("\ud800" <= char <= "\udfff" for char in self.value):
            self.fail("half a surrogate pair cannot be stored; write the whole character")
        if pattern and re.fullmatch(pattern, self.value) is None:
            self.fail(f"{self.value!r} does not fit {pattern}")
        return self.value

    def choice(self, allowed: Container[str], names: str) -> str:
        """This value as one of the allowed words."""
        word = self.string()
        return word if word in allowed else self.fail(f"{word!r} is not one of {names}")

    def integer(self, least: int | None = None) -> int:
        """This value as a whole number; JSON Schema counts 5.0 as one."""
        found = self.value
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        if isinstance(found, bool) or not isinstance(found, int):
            self.fail(f"a whole number stands here in the contract, not {_kind(self.value)}")
        if least is not None and found < least:
            self.fail(f"{found} is less than {least}")
        return found

    def number(self) -> float:
        """This value as a number from 0 to 1."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.fail(f"a number stands here in the contract, not {_kind(self.value)}")
        if not 0 <= self.value <= 1:
            self.fail(f"{self.value} is not from 0 to 1")
        return float(self.value)

    def boolean(self) -> bool:
        """This value as true or false."""
        return self.value if isinstance(self.value, bool) else self.fail("write true or false")


_KINDS = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", type(None): "null"}


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "a number")
