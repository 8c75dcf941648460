"""Acts and records for tests of counting: a convention signed by 73, among them an organization and an observer."""

from __future__ import annotations

from datetime import date

from graph.counting import Context, CountClaim, Printed
from graph.dates import PartialDate
from graph.law.acts import PartyAct

# treaties.un.org XVIII-16 and verdragen.nl 013891: 69 on 25 October 2025, 72 on the next day, 73 on 19 November.
FIRST, SECOND, LATER = "2025-10-25", "2025-10-26", "2025-11-19"
UNION, PALESTINE = "organization/european-union", "state/pse"


def act(party: str, day: str | None, kind: str = "signature", since: str | None = "1945-10-24") -> PartyAct:
    """An act of a member of the United Nations, unless it is told since when it is none."""
    return PartyAct(
        kind=kind,
        party=party,
        label=party.rpartition("/")[2],
        date=None if day is None else PartialDate.parse(day),
        is_state=party.startswith("state/"),
        un_member_since=None if since is None else PartialDate.parse(since),
        claims=(f"claim:{party}/{kind}",),
    )


def signatures() -> list[PartyAct]:
    """The signatures; members of the United Nations are told apart by numbers alone."""
    members = [act(f"state/{number:03}", FIRST) for number in range(67)]
    outsiders = [act(UNION, FIRST, since=None), act(PALESTINE, FIRST, since=None)]
    late = [act("state/mli", SECOND), act("state/rwa", SECOND), act("state/sau", SECOND)]
    return [*members, *outsiders, *late, act("state/mus", LATER)]


def printed(number: int = 73, day: str = "2026-05-20", listed: int | None = None, action: str = "signature") -> Printed:
    """A number in the depositary's record, of which all rows are listed unless it is told how many."""
    return Printed(
        action, number, date.fromisoformat(day), number if listed is None else listed, f"claim:{day}/{action}"
    )


WHOLE = Context((printed(), printed(0, action="ratification")))


def said(value: int, unit: str | None = "state", day: str | None = SECOND, **more: object) -> CountClaim:
    """A number of signatures that a document of its own gives for a day."""
    as_of = None if day is None else PartialDate.parse(day)
    given: dict[str, object] = {"action": "signature", "as_of": as_of, "published": as_of, "document": f"doc:{value}"}
    return CountClaim(f"claim:said/{value}/{unit}/{day}", value, unit=unit, **{**given, **more})  # type: ignore[arg-type]  # fields of the claim
