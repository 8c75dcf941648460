"""Accepted acts as treaty law counts them, taken from the facts that were derived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.dates import Interval, PartialDate, When
from graph.derivation.sources import DERIVED, LABEL, TYPE, Node, Triple, local, tg
from graph.law.acts import PartyAct
from graph.ntriples import value

_ACT, _STATE, _PLACE = tg("Act"), tg("State"), "/id/state/"
_TREATY, _ACTOR, _DATE, _FORCE, _EFFECT, _SINCE = map(
    tg, ("treaty", "actor", "actDate", "effectiveDate", "inEffect", "unMemberSince")
)


def party_acts(facts: Iterable[Triple], authority: Mapping[str, Node], base: str) -> dict[str, tuple[PartyAct, ...]]:
    """The acts of parties by treaty, each group by the act's own name."""
    prefix = f"<{base}id/act/"
    nodes: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, object in facts:
        if subject.startswith(prefix):
            nodes.setdefault(subject, {}).setdefault(predicate, []).append(object)
    found: dict[str, list[PartyAct]] = {}
    for act, node in sorted(nodes.items()):
        treaty, actor = _first(node, _TREATY), _first(node, _ACTOR)
        if _ACT in node.get(TYPE, ()) and treaty is not None and actor is not None:
            found.setdefault(treaty, []).append(_act(act, node, treaty, actor, authority, base))
    return {treaty: tuple(group) for treaty, group in found.items()}


def act_of(
    actor: str,
    kind: str,
    when: When | None,
    claims: Sequence[str],
    authority: Mapping[str, Node],
    base: str,
    effective: PartialDate | None = None,
    *,
    in_effect: bool = True,
) -> PartyAct:
    """An act of a party; `actor` and `claims` are terms. An interval stands for its end, by which the act was done."""
    node = authority.get(actor, {})
    since = _first(node, _SINCE)
    return PartyAct(
        kind=kind,
        party=actor.removeprefix(f"<{base}id/").removesuffix(">"),
        label=next((value(name) for name in sorted(node.get(LABEL, ())) if name.endswith('"@en')), local(actor, base)),
        date=when.end if isinstance(when, Interval) else when,
        is_state=_STATE in node.get(TYPE, ()) or _PLACE in actor,
        un_member_since=None if since is None else PartialDate.parse(value(since)),
        claims=tuple(claims),
        effective=effective,
        in_effect=in_effect,
    )


def _act(act: str, node: Node, treaty: str, actor: str, authority: Mapping[str, Node], base: str) -> PartyAct:
    kind = local(act, base).removeprefix(f"{local(treaty, base)}/").removeprefix(f"{local(actor, base)}/")
    day, force = _first(node, _DATE), _first(node, _FORCE)
    return act_of(
        actor,
        kind,
        None if day is None else PartialDate.parse(value(day)),
        sorted(node.get(DERIVED, ())),
        authority,
        base,
        None if force is None else PartialDate.parse(value(force)),
        in_effect=all(value(said) != "false" for said in node.get(_EFFECT, ())),
    )


def _first(node: Node, predicate: str) -> str | None:
    return min(node.get(predicate, ()), default=None)
