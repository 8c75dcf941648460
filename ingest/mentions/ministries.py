"""Ministries that no table knows, by their portfolio and state (`ministère azerbaïdjanais des Affaires étrangères`)."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.authority import longest
from ingest.languages.language import Language
from ingest.mentions.line import Hit, Line
from ingest.mentions.titles import english_portfolio
from ingest.model import Found
from ontology.authority import Known, load_authority


def find_ministries(line: Line, language: Language) -> list[Found]:
    """The ministries of a line, by the patterns `ministry` and `ministry_of` of the language, which name their state,
    and `ministry_bare`, which does not: its portfolio is made of words of `portfolio_words`. By `ministry_abroad`, a
    name that the authority gives to one state's ministry is another's where its state stands behind it."""
    names = ("ministry", "ministry_of", "ministry_bare")
    patterns = [language.patterns[name] for name in names if name in language.patterns]
    found = [ministry for pattern in patterns for hit in line.hits(pattern) for ministry in _ministry(hit, language)]
    abroad = language.patterns.get("ministry_abroad")
    found += [ministry for hit in (line.hits(abroad) if abroad else ()) for ministry in _ministry_abroad(hit)]
    return longest(found)


def _ministry_abroad(hit: Hit) -> Iterator[Found]:
    entities = load_authority().entities
    body, state = hit.found("body")[0], hit.found("state")[0]
    known = entities.get(body.key or "")
    home = f"state/{known.attributes.get('state')}" if known is not None else None
    noun = known.label.rpartition(" of ")[0] if known is not None else ""
    if known is None or not noun.startswith("Ministry") or state.key in {None, home}:
        return
    theirs = known_ministry(noun, state.key or "")
    label = theirs.label if theirs else f"{noun} of {entities[state.key or ''].label}"
    yield Found(hit.span, "O", theirs.key if theirs else None, label)


def _ministry(hit: Hit, language: Language) -> Iterator[Found]:
    portfolio = english_portfolio(hit, language)
    state = next(iter(hit.found("state")), None)
    if portfolio is not None and state is not None and state.key is not None:
        known = known_ministry(f"Ministry of {portfolio}", state.key)
        label = known.label if known else f"Ministry of {portfolio} of {load_authority().entities[state.key].label}"
        yield Found(hit.span, "O", known.key if known else None, label)
    elif portfolio is not None and not hit.match.re.groupindex.keys() & {"state"}:
        yield Found(hit.span, "O", label=f"Ministry of {portfolio}")


def known_ministry(noun: str, state: str) -> Known | None:
    """The ministry of that noun (`Ministry of Justice`) that the authority knows of a state."""
    for known in load_authority().of_type("organization"):
        ours = f"state/{known.attributes.get('state')}" == state and known.attributes.get("kind") == "ministry"
        if ours and known.label.startswith(f"{noun} of "):
            return known
    return None
