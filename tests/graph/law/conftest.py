"""Acts of states, short to write."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.dates import PartialDate
from graph.law.acts import PartyAct
from ontology.authority import load_authority

Make = Callable[..., PartyAct]


@pytest.fixture
def act() -> Make:
    """An act of a known party: `act("alb", "ratification", "2002-06-20")`; `eu` is the European Union."""
    return make


def make(party: str, kind: str, date: str | None, **more: object) -> PartyAct:
    key = "organization/european-union" if party == "eu" else f"state/{party}"
    known = load_authority().entities[key]
    since = known.attributes.get("un_member_since")
    return PartyAct(
        kind=kind,
        party=key,
        label=known.label,
        date=None if date is None else PartialDate.parse(date),
        is_state=party != "eu",
        un_member_since=None if since is None else PartialDate.parse(since),
        claims=(f"http://example.org/id/claim/{party}-{kind}",),
        **more,  # type: ignore[arg-type]  # fields of the act
    )
