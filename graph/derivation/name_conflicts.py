"""Names and words that give a slip away: a part taken for the whole, a body for another, a meaning turned around."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from rdflib import ORG

from graph.dates import PartialDate
from graph.derivation.conflicts import Finding, conflict
from graph.derivation.count_words import place_of, text_of
from graph.derivation.families import CONSENT, SIGNATURE, topic_of
from graph.derivation.sources import LABEL, POST_IN, Claimed, Node, Triple, local, tg
from graph.derivation.window_conflicts import window_conflicts
from graph.folding import fold
from graph.ntriples import iri, term, value

_MEMBER, _PART_OF = term(ORG.member), term(ORG.subOrganizationOf)
_HOLDS, _POST, _TITLE, _START, _END = map(tg, ("holdsPosition", "post", "postTitle", "startDate", "endDate"))
_WRITTEN, _WRONG = map(tg, ("nameAsWritten", "mistranslatedName"))
_NAMES = (LABEL, tg("officialName"), tg("pressName"), tg("popularName"), tg("acronym"))
_ABOUT = tg("about")  # a statement, which is the object of its claim, names its treaty so
_SENTENCE = re.compile(r"[.!?\n。！？؟]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_TREATIES = "/id/treaty/"
Authority = Mapping[str, Node]


def name_conflicts(
    claims: Sequence[Claimed], authority: Authority, base: str, posts: Sequence[KnownPost] | None = None
) -> Iterator[Triple]:
    """The conflicts that posts, bodies, windows and wordings show; in any order, each document by itself.

    `posts` are those of the authority files, for who asks again and again.
    """
    known = known_posts(authority) if posts is None else posts
    for claim in claims:
        if claim.rank == 0:
            continue  # the depositary's record is what others are held against
        for finding in (
            *_of_post(claim, known, authority, base),
            *_of_body(claim, authority, base),
            *_of_name(claim, authority, base),
        ):
            yield from conflict(finding, authority, base)
    yield from window_conflicts(claims, authority, base)
    for finding in _inversions(claims, base):
        yield from conflict(finding, authority, base)


@dataclass(frozen=True, slots=True)
class KnownPost:
    """One post that the authority files know somebody to hold."""

    person: str
    body: str
    title: str
    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether the post was surely held on a day; an open end goes on, an open start tells nothing."""
        return self.first is not None and self.first <= day and (self.last is None or day <= self.last)


def known_posts(authority: Authority) -> tuple[KnownPost, ...]:
    """The posts that the authority files give, by who holds them."""
    found = []
    for _, node in sorted(authority.items()):
        if _MEMBER not in node:
            continue
        first, last = _days(node, _START), _days(node, _END)
        for person in node.get(_MEMBER, ()):
            for post in node.get(_POST, ()):
                for body in authority.get(post, {}).get(POST_IN, ()):
                    titles = sorted(authority.get(post, {}).get(_TITLE, ()))
                    since = None if first is None else first.first
                    until = None if last is None else last.last
                    found += [KnownPost(person, body, value(title), since, until) for title in titles]
    return tuple(found)


def _days(node: Node, property: str) -> PartialDate | None:
    return next((PartialDate.parse(value(day)) for day in sorted(node.get(property, ()))), None)


def _of_post(claim: Claimed, known: Iterable[KnownPost], authority: Authority, base: str) -> Iterator[Finding]:
    """Who leads a part of a body and is said to lead it, and whose post another is known to have held."""
    if claim.predicate != _HOLDS:
        return
    post = claim.source.nodes.get(claim.object, {})
    titles = {value(title) for title in post.get(_TITLE, ())}
    key = f"{local(claim.subject, base)}/{local(claim.iri, base)}"
    when = claim.when or claim.status_day
    for body in sorted(post.get(POST_IN, ())):
        if not titles & _heads():
            continue
        own = [one for one in known if one.person == claim.subject]
        if any(one.body == body for one in own):
            continue  # the person is known there, if perhaps by another title
        values = {"person": claim.subject, "body": body}
        parts = [one for one in own if one.title in _heads() and body in _wholes(one.body, authority)]
        if parts:
            values["other"] = parts[0].body
            yield Finding(f"{key}/post", claim.subject, "IdentitySlip", (claim,), "other-body", values)
        elif when is not None and own:
            holders = [one for one in known if one.body == body and one.title in titles and one.holds(when.last)]
            if holders:
                values |= {"other": holders[0].person, "day": when.last.isoformat()}
                yield Finding(f"{key}/post", claim.subject, "IdentitySlip", (claim,), "other-holder", values)


def _wholes(body: str, authority: Authority) -> set[str]:
    """The bodies of which a body is a part, near and far."""
    found: set[str] = set()
    waiting = list(authority.get(body, {}).get(_PART_OF, ()))
    while waiting:
        whole = waiting.pop()
        if whole not in found:
            found.add(whole)
            waiting += authority.get(whole, {}).get(_PART_OF, ())
    return found


def _of_body(claim: Claimed, authority: Authority, base: str) -> Iterator[Finding]:
    """The wrong body in the sentence that tells of a signature or a consent, without the right one."""
    topic = topic_of(claim)
    if topic is None or topic.family not in (SIGNATURE, CONSENT):
        return
    words = f" {fold(_sentence(claim))} "
    for rule in _data()["decides"]:
        party, body, confused = (iri(f"{base}id/{rule[name]}") for name in ("party", "body", "confused"))
        if topic.actor != party or not _names(confused, words, authority) or _names(body, words, authority):
            continue
        key = f"{local(topic.treaty, base)}/{local(claim.iri, base)}/body"
        values = {"party": party, "body": confused, "other": body}
        yield Finding(key, confused, "IdentitySlip", (claim,), "other-authority", values)


def _names(entity: str, words: str, authority: Authority) -> bool:
    """Whether folded words hold a name of an entity."""
    names = {fold(value(name)) for property in _NAMES for name in authority.get(entity, {}).get(property, ())}
    return any(name in words if _HAN.search(name) else _stands(name, words) for name in names if name)


def _stands(name: str, words: str) -> bool:
    # Arabic attaches one-letter words in front.
    return re.search(rf"(?<!\w)[وفبكل]?{re.escape(name)}(?!\w)", words) is not None


def _of_name(claim: Claimed, authority: Authority, base: str) -> Iterator[Finding]:
    """A name that is a known mistranslation; one that only looks like a wrong expansion has its flag."""
    for entity in sorted({claim.subject, claim.object} & claim.source.nodes.keys()):
        wrong = {fold(value(name)) for name in authority.get(entity, {}).get(_WRONG, ())}
        quote = "" if claim.quote is None else fold(value(claim.quote))
        written = sorted(value(name) for name in claim.source.nodes[entity].get(_WRITTEN, ()))
        used = next((name for name in written if fold(name) in wrong and fold(name) in quote), None)
        if used is not None:
            key = f"{local(entity, base)}/{local(claim.iri, base)}/name"
            values = {"party": entity, "words": used}
            yield Finding(key, entity, "TranslationSlip", (claim,), "mistranslated", values)
            return


def _inversions(claims: Iterable[Claimed], base: str) -> Iterator[Finding]:
    """Each document that calls a treaty on crime a non-criminal one: the claim on a treaty that stands nearest."""
    of_treaties: dict[str, list[tuple[str, Claimed]]] = {}
    for claim in claims:
        for end in (claim.subject, claim.object, *claim.source.nodes.get(claim.object, {}).get(_ABOUT, ())):
            if _TREATIES in end:
                of_treaties.setdefault(claim.document, []).append((end, claim))
    for _, group in sorted(of_treaties.items()):
        found = _inverted(text_of(group[0][1]))
        if found is not None:
            at, words = found
            treaty, claim = min(group, key=lambda one: (_far(place_of(one[1]), at), one[1].iri, one[0]))
            key = f"{local(treaty, base)}/{local(claim.iri, base)}/wording"
            values = {"words": words, "treaty": treaty}
            yield Finding(key, treaty, "TranslationSlip", (claim,), "inverted", values)


def _inverted(text: str) -> tuple[int, str] | None:
    """Where the text turns the meaning around, and in which words."""
    lowered = text.casefold()
    if len(lowered) != len(text):
        lowered = text  # rare letters that fold to more: offsets must hold
    places = [(lowered.find(phrase), phrase) for phrase in _data()["inverted"]]
    at, phrase = min((place for place in places if place[0] >= 0), default=(-1, ""))
    return None if at < 0 else (at, text[at : at + len(phrase)])


def _far(place: tuple[int, int], at: int) -> int:
    start, end = place
    return 0 if start <= at < end else min(abs(start - at), abs(end - at))


def _sentence(claim: Claimed) -> str:
    """The sentence in which a claim stands."""
    text, (start, end) = text_of(claim), place_of(claim)
    before = _SENTENCE.split(text[:start])[-1]
    return before + text[start:end] + _SENTENCE.split(text[end:])[0]


def _heads() -> frozenset[str]:
    return frozenset(_data()["heads"])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("graph.derivation").joinpath("name_conflicts.toml").read_text("utf-8"))
