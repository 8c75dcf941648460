"""Posts: head, portfolio and the body or state that they name, composed into English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.model import Span
from ingest.authority import longest
from ingest.languages.language import Language, TitleShape
from ingest.mentions.line import Hit, Line
from ingest.model import Found, Title

# The most tokens of one phrase of a portfolio.
_LONGEST_WORD = 6
_ACTING = "Acting "


def find_titles(line: Line, language: Language) -> list[Found]:
    """The posts of a line, the longest where they overlap, each with the mentions inside it."""
    titles = [
        title
        for shape in language.title_index.candidates(line.held(language.phrases))
        for hit in line.matches(shape.pattern)
        for title in _title(hit, shape, language)
    ]
    return longest(titles)


def _title(hit: Hit, shape: TitleShape, language: Language) -> Iterator[Found]:
    head = shape.value or _english(hit, "head", language.heads, language.attached)
    if head is None:
        return
    head = _acting(hit, language, head)
    portfolio = english_portfolio(hit, language)
    body = next(iter(hit.found("body")), None)
    state = next(iter(hit.found("state")), None)
    inner = tuple(hit.line.found_between(hit.match.start(), hit.match.end()))
    seat = next(iter(hit.found("seat")), None)
    span = hit.span
    if hit.has("head") and not shape.value and tuple(hit.words("head")) not in language.heads:
        span = Span(span.start + 1, span.end)  # the letter written onto the head is no part of it
    vague = not inner and portfolio is None and _goes_on(hit, language)
    register = _register(hit, language)
    yield Found(span, "J", register=register, title=Title(head, portfolio, body, state, seat, vague), inner=inner)


def _acting(hit: Hit, language: Language, head: str) -> str:
    """The English of a head behind a word of the class `acting`, which says that its holder only stands in."""
    pattern = language.class_patterns.get("acting")
    if pattern is None or not hit.has("head") or head.startswith(_ACTING):
        return head
    before = hit.line.string[hit.match.start() : hit.match.start("head")]
    return _ACTING + head if pattern.regex.search(before) else head


def _register(hit: Hit, language: Language) -> str | None:
    """`case` for a head in another case than a subject's, `its` for one that is of what was named before it (class
    `its_head`: `its ambassador`; class `its_tail` behind it: `the minister of the country`), `tail` for the ending
    that makes a ministry's name its minister (`公安部长`)."""
    if not hit.has("head"):
        return None
    if tuple(hit.words("head")) in language.case_heads:
        return "case"
    tail = language.class_patterns.get("tail")
    if tail is not None and tail.regex.fullmatch(hit.match["head"]) is not None:
        return "tail"
    own = language.class_patterns.get("its_head")
    if own is not None and own.regex.match(hit.match["head"]) is not None:
        return "its"
    end = language.class_patterns.get("its_tail")
    return "its" if end is not None and end.regex.search(hit.match[0], hit.match.start("head")) is not None else None


def _goes_on(hit: Hit, language: Language) -> bool:
    """Whether a word of the class `of_word` follows: then the post is of something that no shape knows."""
    pattern = language.class_patterns.get("of_word")
    return pattern is not None and pattern.regex.match(hit.line.string, hit.match.end()) is not None


def _english(hit: Hit, group: str, table: Mapping[tuple[str, ...], str], attached: str) -> str | None:
    if not hit.has(group):
        return None
    words = hit.words(group)
    return table.get(tuple(words)) or table.get(tuple(_bare(words, attached)))


def english_portfolio(hit: Hit, language: Language) -> str | None:
    """The English of the slot `portfolio`, from the table or of its words; None where the slot took no part."""
    return _english(hit, "portfolio", language.portfolios, language.attached) or _composed(hit, language)


def _composed(hit: Hit, language: Language) -> str | None:
    """A portfolio that no table lists, of its words: `postal and courier services`."""
    if not hit.has("portfolio"):
        return None
    words, parts, at = hit.words("portfolio"), [], 0
    while at < len(words):
        sizes = range(min(_LONGEST_WORD, len(words) - at), 0, -1)
        size = next((n for n in sizes if tuple(words[at : at + n]) in language.portfolio_words), 1)
        joint = language.portfolio_joints.get((words[at],), words[at])
        parts.append(language.portfolio_words.get(tuple(words[at : at + size]), joint))
        at += size
    return " ".join(part for part in parts if part).replace(" , ", ", ")


def _bare(words: Sequence[str], attached: str) -> list[str]:
    """The words without the letter written onto the first of them."""
    first, *rest = words
    return [first[1:], *rest] if attached and first[0] in attached else list(words)
