"""Acts as treaty law counts them: who did what by which day, and what kind of party it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as day_type

from graph.dates import PartialDate

SIGNATURE = "signature"
# Vienna Convention on the Law of Treaties, article 11: the forms of consent to be bound; `consent` where none is told.
DENUNCIATION = "denunciation"
CONSENTS = frozenset({"ratification", "acceptance", "approval", "accession", "succession", "consent"})


@dataclass(frozen=True, slots=True)
class Party:
    """What can sign and be bound: its key (`state/vnm`), English name, and whether it is a state and a UN member."""

    key: str
    label: str
    is_state: bool = True
    un_member_since: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class PartyAct:
    """One accepted act of one party on one treaty; `kind` is the last part of its IRI (`signature`, `accession`).

    `party` is the key in authority style (`state/vnm`, `organization/european-union`) and `label` its English name.
    `date` is None where no claim dates the act, and coarser than a day where none is exact. `effective` is the day of
    effect for the party (of a consent, its entry into force) where a source tells it. `is_state` is False for a
    regional organization; `un_member_since` is None for what is no member of the United Nations. `claims` are the
    IRIs that show the act. `in_effect` is False where the record marks the act as no longer in effect. `told_by` is the
    day of the first source that tells of an act without a date: by then it had happened.
    """

    kind: str
    party: str
    label: str
    date: PartialDate | None
    is_state: bool
    un_member_since: PartialDate | None
    claims: tuple[str, ...]
    effective: PartialDate | None = None
    in_effect: bool = True
    told_by: PartialDate | None = None

    @property
    def is_consent(self) -> bool:
        """Whether the act makes its party bound once the treaty is in force."""
        return self.kind in CONSENTS

    @property
    def first(self) -> day_type:
        """The first day on which it may have happened; the first of all days where nothing bounds it."""
        return day_type.min if self.date is None else self.date.first

    @property
    def last(self) -> day_type | None:
        """The last day on which it may have happened; None where nothing bounds it."""
        when = self.date or self.told_by
        return None if when is None else when.last

    @property
    def is_hypothetical(self) -> bool:
        """Whether nothing shows the act: it is a supposition."""
        return not self.claims


def deposit(party: Party, day: PartialDate) -> PartyAct:
    """The supposed deposit of an instrument of consent."""
    return PartyAct("consent", party.key, party.label, day, party.is_state, party.un_member_since, ())
