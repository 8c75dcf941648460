"""Which post a title names: its English wording and the body or state that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import EntityType
from ingest.extraction.drafts import Context
from ingest.linking import Place
from ingest.mentions.line import Line
from ingest.model import Found, Title
from ontology.authority import load_authority

_HEADS_OF_GOVERNMENT = frozenset({"President", "Prime Minister", "Deputy Prime Minister", "Vice President"})
# What a person is called by, and no post where neither body nor state is named.
RANKS = frozenset({"Ambassador"})


@dataclass(frozen=True, slots=True)
class Post:
    """A post: the ref of its body or state, and its title in English."""

    body: str
    title: str


def post_of(found: Found, person: str, place: Place, context: Context) -> Post | None:
    """The post that a title names for a person; None where no body or state can be told.

    The body is the outermost that the title names, else the state; where the title names neither, a known person's
    own body or state.
    """
    title = found.title
    if title is None or title.vague:
        return None
    named = [f for f in found.inner if f.kind in "OU" and f is not title.seat]
    if named:
        refs = list(dict.fromkeys(ref for f in named if (ref := context.linker.refer(f, place)) is not None))
        if len(refs) > 1:
            unit = context.linker.table[refs[0]].label.split(",")[0]
            return Post(refs[-1], f"{title.head}, {unit}")
        if refs:
            return _of_state(found, refs[0], context) or Post(refs[0], _of_body(title, refs[0], context))
    state = title.state or title.body
    if state is not None:
        ref = context.linker.refer(state, place, as_state=True)
        if ref is not None:
            return Post(ref, _by_office(title, person, ref) + _at_seat(title, place, context))
    body = _known_body(person, title) or home_of(title, context)
    if body is None:
        return None
    in_body = title.head in _OF_BODIES and body.startswith("organization/")
    return Post(context.linker.table.known(body), title.head if in_body else _english(title))


def post_of_owner(found: Found, line: Line, place: Place, context: Context) -> Post | None:
    """The post of `its ambassador`: it belongs to the body or state named last before it in the sentence."""
    if found.title is None or not (found.register == "its" or _is_owned(found, line, context)):
        return None
    owners = [f.title.state or f.title.body if f.title is not None else f for f in line.all_founds()]
    before = [f for f in owners if f is not None and f.kind in "OUSA" and f.span.end <= found.span.start]
    ref = context.linker.refer(before[-1], place) if before else None
    return None if ref is None else Post(ref, _english(found.title) + _at_seat(found.title, place, context))


def _is_owned(found: Found, line: Line, context: Context) -> bool:
    """Whether a word of the class `its_word` stands before a post that names no owner itself."""
    at = next((index for index, other in enumerate(line.founds) if other is found), 0)
    pattern = context.language.class_patterns.get("its_word")
    named = found.title is not None and (found.title.body is not None or found.title.state is not None)
    if pattern is None or at == 0 or named or (found.inner and (found.title is None or found.title.seat is None)):
        return False
    return pattern.regex.match(line.string, line.starts[at - 1]) is not None


def _of_state(found: Found, body: str, context: Context) -> Post | None:
    """The state's post where a minister is named by the ministry, or the head of a government by the government."""
    known, title = load_authority().entities.get(body), found.title
    noun = context.linker.table[body].label
    state = f"state/{known.attributes.get('state')}" if known is not None else None
    if title is None or state not in load_authority().entities or state is None:
        return None
    if noun.startswith("Government of ") and title.head in _HEADS_OF_GOVERNMENT:
        return Post(context.linker.table.known(state), _english(title))
    if found.register != "tail" or not noun.startswith("Ministry of "):
        return None
    portfolio, ours = noun.removeprefix("Ministry of "), f" of {load_authority().entities[state].label}"
    portfolio = portfolio.removesuffix(ours) if portfolio.endswith(ours) else portfolio.rpartition(" of ")[0]
    return Post(context.linker.table.known(state), f"Minister of {portfolio}" if portfolio else "Minister")


def _of_body(title: Title, body: str, context: Context) -> str:
    """The English title; where a language has one word for president, head and chair, the kind of body decides."""
    acting = "Acting " if title.head.startswith("Acting ") else ""
    head = head_of_body(title.head.removeprefix(acting), body, context) if title.portfolio is None else None
    return _english(title) if head is None else acting + head


def head_of_body(head: str, body: str, context: Context) -> str | None:
    """The English of a head where the kind of body decides it, by the words of the body's label."""
    words = context.linker.table[body].label.split()
    rows = context.language.heads_by_body.get(head, {})
    return next((english for ending, english in rows.items() if ending in words), None)


def _by_office(title: Title, person: str, body: str) -> str:
    """The English title; a known head of state or of government is called by the office (`President`)."""
    if title.head in _OFFICES:
        for post in load_authority().posts_of(person):
            if post.body == body and post.title in _OFFICES[title.head]:
                return post.title
    return _english(title)


# What the head of a state or of its government is called.
_OFFICES = {
    "Head of State": frozenset({"President", "King", "Queen", "Emir", "Sultan", "State President"}),
    "Head of Government": frozenset({"Prime Minister", "Chancellor", "Premier"}),
}


def _at_seat(title: Title, place: Place, context: Context) -> str:
    """` to the United Nations`: where the representative sits, if the title says so."""
    ref = None if title.seat is None else context.linker.refer(title.seat, place, as_state=True)
    if ref is None:
        return ""
    seat = context.linker.table[ref]
    return f" to {'the ' if seat.type is EntityType.ORGANIZATION else ''}{seat.label}"


def _english(title: Title) -> str:
    joint = "for" if title.head.endswith("of State") else "of"
    return f"{title.head} {joint} {title.portfolio}" if title.portfolio else title.head


# Heads of posts that are a body's and never a state's.
_OF_BODIES = frozenset({"Secretary-General", "Assistant Secretary-General", "Executive Director", "Director-General"})


# Offices of a state that need no word of it in a text of that state.
_STATE_OFFICES = (
    "Minister of", "Deputy Minister of", "Vice Minister of", "Assistant Minister of", "Prosecutor General",
    "Attorney General", "Prime Minister", "Deputy Prime Minister", "Minister for",
)  # fmt: skip


def home_of(title: Title, context: Context) -> str | None:
    """The text's own state, for an office of state that names none (`the Minister of Justice`)."""
    bare = title.state is None and title.body is None and title.seat is None
    return context.home if bare and _english(title).startswith(_STATE_OFFICES) else None


def _known_body(person: str, title: Title) -> str | None:
    """The body of the person's known post with the same head; a minister's is the state."""
    authority = load_authority()
    known = authority.entities.get(person)
    if known is None:
        return None
    state = known.attributes.get("state")
    if title.portfolio is None or title.head in _OF_BODIES:
        for post in authority.posts_of(person):
            if title.head.casefold() in post.title.casefold():
                return post.body
    if title.head in RANKS | _OF_BODIES:
        return None
    return f"state/{state}" if state and f"state/{state}" in authority.entities else None


def is_anothers(title: Found, person: Found, line: Line) -> bool:
    """Whether a post behind a person belongs to the next: `Minister A, President B`, `Minister A, the President, B`."""
    if person.span.start > title.span.start:
        return False
    founds = line.founds
    at, post = founds.index(person), founds.index(title)
    follows = founds[post + 1 : post + 3]
    if follows and follows[0] is not None and follows[0].kind == "P":
        return True
    comma = at > 1 and line.string[line.starts[at - 1]] == ","
    before = founds[at - 1 - comma] if at > 0 else None
    return len(follows) == 2 and _is(follows[1], "P") and _is(before, "J") and line.string[line.starts[post + 1]] == ","


def _is(found: Found | None, kind: str) -> bool:
    return found is not None and found.kind == kind
