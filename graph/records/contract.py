"""What each type of claim takes: the table of the extraction record, version 1, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.model import ClaimType, EntityType

ACTIONS = ("signature", "ratification", "attendance", "statement", "negotiation")
BOUNDS = ("at-least", "at-most", "about")
UNITS = ("state", "signatory", "party", "delegation", "delegate", "member", "organization", "other")

_PERSON, _EVENT, _TREATY = (frozenset({t}) for t in (EntityType.PERSON, EntityType.EVENT, EntityType.TREATY))
_BODY = frozenset({EntityType.ORGANIZATION, EntityType.STATE})
_AGENT = _PERSON | _BODY
_WHERE = frozenset({EntityType.PLACE, EntityType.STATE})
_ANY = frozenset(EntityType)
_NONE: frozenset[EntityType] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """The entity types of subject and object, and what else a claim carries; no object types, no object."""

    subject: frozenset[EntityType]
    object: frozenset[EntityType] = _NONE
    object_required: bool = True
    value: Literal["text", "number"] | None = None
    needs: Literal["date", "action", "instrument"] | None = None


RULES: dict[ClaimType, Rule] = {
    ClaimType.HOLDS_POSITION: Rule(_PERSON, _BODY, value="text"),
    ClaimType.ATTENDS: Rule(_AGENT, _EVENT),
    ClaimType.SPEAKS_AT: Rule(_AGENT, _EVENT),
    ClaimType.CHAIRS: Rule(_AGENT, _EVENT),
    ClaimType.HOSTS: Rule(_AGENT, _EVENT),
    ClaimType.ORGANIZES: Rule(_AGENT, _EVENT),
    ClaimType.TAKES_PLACE_IN: Rule(_EVENT, _WHERE),
    ClaimType.TAKES_PLACE_ON: Rule(_EVENT, needs="date"),
    ClaimType.CONCERNS: Rule(_EVENT, _TREATY),
    ClaimType.ADOPTS: Rule(_BODY, _TREATY),
    ClaimType.SIGNS: Rule(_BODY, _TREATY),
    ClaimType.RATIFIES: Rule(_BODY, _TREATY),
    ClaimType.ACCEDES_TO: Rule(_BODY, _TREATY),
    ClaimType.DECLINES: Rule(_BODY, _TREATY),
    ClaimType.OPENS_FOR_SIGNATURE: Rule(_TREATY),
    ClaimType.ENTERS_INTO_FORCE: Rule(_TREATY, _BODY, object_required=False),
    ClaimType.TALLY: Rule(_TREATY | _EVENT, value="number", needs="action"),
    ClaimType.REQUIRES: Rule(_TREATY, value="number"),
    ClaimType.KNOWN_AS: Rule(_TREATY, value="text"),
    ClaimType.STATES: Rule(_AGENT, _ANY, object_required=False),
    ClaimType.COMMITS: Rule(_AGENT, _ANY, object_required=False),
    ClaimType.CALLS_FOR: Rule(_AGENT, _ANY, object_required=False),
    ClaimType.SUPPORTS: Rule(_AGENT, _ANY),
    ClaimType.CRITICIZES: Rule(_AGENT, _ANY),
    ClaimType.REPORTS: Rule(frozenset({EntityType.ORGANIZATION})),
    ClaimType.GIVES_NOTICE: Rule(_BODY, _TREATY, needs="instrument"),
}
