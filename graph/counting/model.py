"""The nouns of counting: a number that a document gives, what the depositary printed, and what came of comparing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from graph.dates import PartialDate
from graph.law.acts import PartyAct

SIGNATURE, RATIFICATION, ATTENDANCE = "signature", "ratification", "attendance"
# What can be recounted from acts; who attended or spoke is told by numbers alone.
COUNTED = (SIGNATURE, RATIFICATION)


class Cause(StrEnum):
    """Why a number differs, as tg:ConflictCauses names it."""

    LATE = "LateNews"
    UNIT = "UnitSlip"
    STAGE = "StageSlip"
    ARITHMETIC = "Arithmetic"
    DATE = "DateSlip"
    FALSE = "FalseClaim"
    OPEN = "OpenConflict"


class Verdict(StrEnum):
    """What is known of a number: it agrees, it differs, or nothing decides."""

    AGREE = "agree"
    DIFFER = "differ"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CountClaim:
    """A number that a document gives of those who did something by a day; words as the record has them.

    `as_of` is the day of which it speaks, `day_is_stated` whether the text says so; without it the number speaks of
    `published`. `part` marks a number that counts some of them alone, such as those of one region. `subject` is what
    is counted at, where that is an occasion.
    """

    iri: str
    value: int
    action: str
    unit: str | None = None
    bound: str | None = None
    as_of: PartialDate | None = None
    published: PartialDate | None = None
    document: str = ""
    source_kind: str | None = None
    day_is_stated: bool = True
    part: bool = False
    subject: str = ""

    @property
    def day(self) -> date | None:
        """The last day of which it may speak: that of the text, else of the document; None where neither is known."""
        when = self.as_of or self.published
        return None if when is None else when.last

    @property
    def day_is_inferred(self) -> bool:
        """Whether the day is that of the document, and not one that the text gives."""
        return self.as_of is None or not self.day_is_stated


@dataclass(frozen=True, slots=True)
class Printed:
    """A number that the depositary printed on a day, in signatories or parties; `listed` is how many rows it shows."""

    action: str
    number: int
    day: date
    listed: int
    claim: str


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the acts: printed numbers, numbers of other documents, and approvals at home.

    `approvals` are acts that sources call ratifications and that no depositary has; `kind` of each is as they call it.
    """

    printed: tuple[Printed, ...] = ()
    others: tuple[CountClaim, ...] = ()
    approvals: tuple[PartyAct, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What became of a number: the verdict, and where it differs the cause, the parties behind it and what shows it.

    `recounted` is the number that holds in the unit and on the day of the claim, None where it is known by its limits
    alone or not at all. `differs_by` are the parties that one side counts and the other does not; `because` are the
    IRIs of claims that show it, beside those of the acts. `why` names the sentence, `values` what stands in its places.
    """

    claim: CountClaim
    verdict: Verdict
    why: str
    cause: Cause | None = None
    recounted: int | None = None
    differs_by: tuple[PartyAct, ...] = ()
    because: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether the number holds."""
        return self.verdict is Verdict.AGREE
