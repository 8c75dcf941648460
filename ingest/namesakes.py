"""Who a name may be that no table has: a known person, or one whom the text calls by another spelling.

Names are compared by sound across scripts, but a name alone joins nobody: a known person is meant only where a title
beside the name tells of a post that this person holds, and two spellings within a text are one person only where their
titles do not tell of different posts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from graph.folding import fold as fold_name
from graph.likeness import MATCH, likeness, name_keys
from ingest.mentions.line import Line
from ingest.model import Found, Title
from ontology.authority import KnownPost, load_authority

fold = lru_cache(maxsize=16384)(fold_name)  # the same titles and names come again in every document

# Registers of names that are no spelling of the name: case forms, and errors of machine translation.
_NO_SPELLINGS = frozenset({"case", "mt-error"})
_BEFORE_APPOSITION = frozenset(",،(")


def titles_beside(line: Line) -> Iterator[tuple[Found, Title]]:
    """Each new person of a line with the titles right before them, a rank between, and right behind them."""
    for at, found in enumerate(line.founds):
        if found is None or found.kind != "P" or found.anaphor:
            continue
        for before in line.founds[max(0, at - 2) : at]:
            if before is not None and before.title is not None and not before.title.vague:
                yield found, before.title
        behind = _title_behind(line, at)
        if behind is not None:
            yield found, behind


def _title_behind(line: Line, at: int) -> Title | None:
    """The title of `NAME, title` and `NAME title`; None where it is the next person's (`NAME, title NAME`)."""
    behind = line.founds[at + 1 : at + 4]
    if behind and behind[0] is None and line.string[line.starts[at + 1]] in _BEFORE_APPOSITION:
        behind = behind[1:]
    if not behind or behind[0] is None or (len(behind) > 1 and behind[1] is not None and behind[1].kind == "P"):
        return None
    return behind[0].title


def known_person(name: str, titles: Sequence[Title], home: str | None) -> str | None:
    """The key of the one known person whose name sounds like `name` and whose post one of the titles tells of.

    `home` is the text's own state, whose offices are named without it. None where nobody's name does, where two
    people's names do, and where no title agrees.
    """
    if not any(sounds_alike(name, person) for person in _holders(titles, home)):
        return None
    candidates = {person for key in name_keys(name) for person in _people_by_key().get(key, ())}
    alike = [person for person in candidates if sounds_alike(name, person)]
    return alike[0] if len(alike) == 1 and alike[0] in _holders(titles, home) else None


def sounds_alike(name: str, person: str) -> bool:
    """Whether a name sounds like any spelling of a known person's name."""
    keys, spellings = _spellings(person)
    return not keys.isdisjoint(name_keys(name)) and any(likeness(name, other) >= MATCH for other in spellings)


def holds(person: str, titles: Sequence[Title], home: str | None) -> bool:
    """Whether one of the titles tells of a post of a known person."""
    return person in _holders(titles, home)


def _holders(titles: Sequence[Title], home: str | None) -> set[str]:
    """The known people of whose post a title tells, with its body, its state or a portfolio of its own."""
    return {
        post.person
        for title in titles
        for post in _posts_by_word().get(_first_word(title.head), ())
        if _is_post(title, post, home)
    }


def _is_post(title: Title, post: KnownPost, home: str | None) -> bool:
    office = _office(title)
    if not _shortens(office, post.title):
        return False
    body = title.body.key if title.body is not None else None
    if body is not None:
        return body == post.body or _is_ministry_of(body, post)
    state = title.state.key if title.state is not None else None
    if state is not None:
        return state in {post.body, _state_of(post.body)}
    if fold(office) != fold(post.title):
        return False
    # Without body and state a title is one of the text's own state, else it tells enough only with a portfolio.
    return title.portfolio is not None if home is None else home in {post.body, _state_of(post.body)}


def _shortens(office: str, title: str) -> bool:
    """Whether an office is a known post's title, or the beginning of it (`Minister`)."""
    office, title = fold(office), fold(title)
    return title == office or title.startswith(f"{office} ")


def _is_ministry_of(body: str, post: KnownPost) -> bool:
    """Whether a body is the ministry of a minister who is known as the state's."""
    known = load_authority().entities.get(body)
    portfolio = post.title.partition(" of ")[2]
    return known is not None and bool(portfolio) and portfolio in known.label and _state_of(body) == post.body


def _state_of(body: str) -> str | None:
    known = load_authority().entities.get(body)
    state = known.attributes.get("state") if known is not None else None
    return f"state/{state}" if state else None


def one_person(left: str, right: str, titles: Sequence[Title], others: Sequence[Title]) -> bool:
    """Whether two spellings in one text are one person's, with the titles beside each.

    In one script other letters are most often another name, so there the titles must agree, unless one name only
    leaves out words of the other.
    """
    agreeing = any(_agree(a, b) for a in titles for b in others)
    if titles and others and not agreeing:
        return False
    words, rest = set(fold(left).split()), set(fold(right).split())
    may_be = agreeing or words <= rest or rest <= words or _is_latin(left) != _is_latin(right)
    return may_be and likeness(left, right) >= MATCH


def _agree(left: Title, right: Title) -> bool:
    """Whether two titles may be of one post: what both of them tell is the same."""
    mine, other = _office(left), _office(right)
    told = [(_key(left.body), _key(right.body)), (_key(left.state), _key(right.state))]
    return (_shortens(mine, other) or _shortens(other, mine)) and all(a is None or b is None or a == b for a, b in told)


def _office(title: Title) -> str:
    return f"{title.head} of {title.portfolio}" if title.portfolio else title.head


def _key(found: Found | None) -> str | None:
    return None if found is None else found.key or found.label


def _is_latin(name: str) -> bool:
    return all(char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in name if char.isalpha())


def _first_word(title: str) -> str:
    return fold(title).partition(" ")[0]


@cache
def _spellings(person: str) -> tuple[frozenset[str], Sequence[str]]:
    """The spellings of a known person, without case forms and errors, and the keys of them all."""
    known = load_authority().entities[person]
    names = [name.text for name in known.names if name.register not in _NO_SPELLINGS]
    return frozenset(key for name in names for key in name_keys(name)), names


@cache
def _people_by_key() -> Mapping[str, Sequence[str]]:
    """The known people by the keys of their names."""
    found: dict[str, list[str]] = {}
    for known in load_authority().of_type("person"):
        for key in _spellings(known.key)[0]:
            found.setdefault(key, []).append(known.key)
    return found


@cache
def _posts_by_word() -> Mapping[str, Sequence[KnownPost]]:
    """The known posts by the first word of their titles."""
    found: dict[str, list[KnownPost]] = {}
    for post in load_authority().posts:
        found.setdefault(_first_word(post.title), []).append(post)
    return found
