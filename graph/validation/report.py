"""The gate's report: what is wrong with which node, in every language that the shapes speak."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a result is (SHACL 2.1.4); only a violation keeps a graph out."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One result: what is wrong with which node; messages by language, no path where it is the node itself."""

    focus: str
    path: str | None
    severity: Severity
    shape: str
    messages: tuple[tuple[str, str], ...]
    value: str | None = None

    def message(self, language: str = "en") -> str:
        """The message in that language, or in English, or the first there is."""
        found = dict(self.messages)
        return found.get(language) or found.get("en") or next(iter(found.values()), "")

    def as_json(self) -> dict[str, object]:
        """The same as plain data, for reports that are kept."""
        return {
            "focus": self.focus,
            "path": self.path,
            "severity": self.severity.value,
            "shape": self.shape,
            "messages": dict(self.messages),
            "value": self.value,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What the gate found, sorted; warnings are kept and do not block."""

    conforms: bool
    violations: tuple[Violation, ...] = ()

    @property
    def blocking(self) -> tuple[Violation, ...]:
        """The results that keep the graph out."""
        return tuple(found for found in self.violations if found.severity == Severity.VIOLATION)
