"""Acts as treaty law counts them: who did what by which day, and what kind of party it is."""

from __future__ import annotations

from dataclasses import dataclass

from graph.dates import PartialDate

SIGNATURE = "signature"
# Vienna Convention on the Law of Treaties, article 11: the forms of consent to be bound; `consent` where none is told.
CONSENTS = frozenset({"ratification", "acceptance", "approval", "accession", "succession", "consent"})


@dataclass(frozen=True, slots=True)
class PartyAct:
    """One accepted act of one party on one treaty; `kind` is the last part of its IRI (`signature`, `accession`).

    `party` is the key in authority style (`state/vnm`, `organization/european-union`) and `label` its English name.
    `date` is None where no claim dates the act, and coarser than a day where none is exact. `effective` is the day of
    entry into force for the party where a source tells it. `is_state` is False for a regional organization;
    `un_member_since` is None for what is no member of the United Nations. `claims` are the IRIs that show the act.
    """

    kind: str
    party: str
    label: str
    date: PartialDate | None
    is_state: bool
    un_member_since: PartialDate | None
    claims: tuple[str, ...]
    effective: PartialDate | None = None

    @property
    def is_consent(self) -> bool:
        """Whether the act makes its party bound once the treaty is in force."""
        return self.kind in CONSENTS
