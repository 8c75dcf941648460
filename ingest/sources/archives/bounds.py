"""How much an archive may hold and how far it may grow, and what is said where it does not keep to that."""

from __future__ import annotations

from dataclasses import dataclass

# Text packs ten to one, a page of one word a hundred to one; a bomb packs a thousand to one.
_RATIO = 100
_FLOOR = 1 << 20


class Broken(Exception):
    """One record or member that cannot be read; the argument is a lower-case phrase with the mend."""


class TooMuch(Exception):
    """An archive over its bounds, of which nothing more is read; the argument is a lower-case phrase with the mend."""


@dataclass(slots=True)
class Budget:
    """What is left for one archive: its gzip members, and the bytes that come out of them."""

    members: int = 500_000
    total: int = 16 << 30

    def member(self) -> None:
        """Takes one member; TooMuch where none is left."""
        self.members -= 1
        if self.members < 0:
            raise TooMuch("has more gzip members than an archive may; split it")

    def out(self, number: int) -> None:
        """Takes bytes that came out; TooMuch where none are left."""
        self.total -= number
        if self.total < 0:
            raise TooMuch("unpacks to more bytes than an archive may; split it")


def check_growth(packed: int, unpacked: int) -> None:
    """Broken where so much comes out of so little that no text could be behind it."""
    if unpacked > _RATIO * packed + _FLOOR:
        raise Broken(f"unpacks to more than {_RATIO} times its size, as a bomb does; unpack it first if you trust it")
