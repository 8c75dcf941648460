"""What was derived before, by what it was derived from: only what a change touches is worked out anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")


class Memory:
    """The parts of the last derivation, each by all that it follows from.

    A derivation with a memory gives what one without it gives: the parts are pure, and a part whose inputs differ in
    anything is made anew. What one derivation did not use is forgotten by the end of it. `made` counts the parts that
    were made since the last turn, by their kind.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[Hashable, ...], object] = {}
        self._used: dict[tuple[Hashable, ...], object] = {}
        self.made: Counter[str] = Counter()

    def recall(self, kind: str, inputs: Hashable, make: Callable[[], T]) -> T:
        """The part of that kind that follows from these inputs."""
        key = (kind, inputs)
        if key not in self._used:
            if key not in self._kept:
                self._kept[key] = make()
                self.made[kind] += 1
            self._used[key] = self._kept[key]
        return cast(T, self._used[key])

    def begin(self) -> None:
        """Start a derivation: count anew."""
        self.made.clear()

    def end(self) -> None:
        """Keep what this derivation used, and nothing else."""
        self._kept, self._used = self._used, {}
