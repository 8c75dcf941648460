"""The treaty database of the Netherlands: a treaty's table of parties, and the page of what was changed in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from graph.folding import fold
from graph.model import ClaimType, Instrument, Modality, Span
from ingest.official.columns import role_of
from ingest.official.dates import first_day
from ingest.official.markup import Page
from ingest.official.model import Act, Grid, Line, Row, Sheet
from ingest.official.rows import SEVERAL, read_rows
from ingest.official.sheets import grids_in, table_rows
from ingest.official.treaties import registered
from ingest.official.words import family, words_of

_SITE = re.compile(r"verdragenbank|verdragen\.nl|treatydatabase\.overheid|/(?:Verdrag|Treaty)/Details/", re.IGNORECASE)
_ID = re.compile(r"(?:Details/|(?<![\d-])(?=\d{6}_[a-z](?![a-z])))(\d{6})(?!\d)", re.IGNORECASE)
_ADDRESS = "https://treatydatabase.overheid.nl/{language}/{word}/Details/{id}_{page}"
_DATED = re.compile(r"\s*\d{2}-\d{2}-\d{4}\s*")
_LONGEST_NAME = 90
_KINGDOM = "state/nld"
_MODIFIED = frozenset({"date modified", "datum wijziging", "datum gewijzigd", "wijzigingsdatum", "datum"})


def read_page(page: Page, location: str, url: str | None) -> Sheet | None:
    """A table of parties or a page of changes; None where the page is none of this database."""
    if not _SITE.search(f"{page.title} {page.addresses} {url or ''} {location}"):
        return None
    return _parties(page, location, url) or _changes(page, location, url)


def _parties(page: Page, location: str, url: str | None) -> Sheet | None:
    grids = grids_in(page.tables, family("dutch"))
    if not grids:
        return None
    rows, problems = table_rows(grids, family("dutch"))
    return _sheet(page, location, url, "p", tuple(_of_kingdom(row, grids) for row in rows), problems)


def _of_kingdom(row: Row, grids: list[Grid]) -> Row:
    """A row of the table of the Kingdom's parts: the treaty is applied to them, and the Kingdom is the party."""
    heads = next((grid.heads for grid in grids if row.cells in grid.rows), ())
    if row.party is None or row.party >= len(heads) or role_of(heads[row.party]) != "territory":
        return row
    return replace(row, holder=_KINGDOM, acts=tuple(_applied(act) for act in row.acts))


def _applied(act: Act) -> Act:
    if act.type is not ClaimType.ENTERS_INTO_FORCE:
        return act
    instrument = Instrument.TERRITORIAL_APPLICATION
    return replace(act, type=ClaimType.GIVES_NOTICE, instrument=instrument, rule=instrument.value)


def _sheet(
    page: Page,
    location: str,
    url: str | None,
    kind: str,
    rows: tuple[Row, ...],
    problems: tuple[str, ...],
    as_of: str | None = None,
) -> Sheet:
    language = page.language if page.language in {"nl", "en"} else "nl"
    id = _id(page, location, url)
    title = next((h for h in page.headings if len(h) > 12), None) or page.title.partition("|")[0].strip() or None
    # The table by itself, as the database opens it, says nothing of its treaty.
    named = title or (id and f"{family('dutch').publisher} {id}")
    lines = (Line(named, treaty=Span(0, len(named))),) if named else ()
    word = "Verdrag" if language == "nl" else "Treaty"
    own = id and _ADDRESS.format(language=language, word=word, id=id, page=kind)
    return Sheet(
        "dutch", "changes" if kind == "w" else "parties", language, "text/html", lines, rows, named, None,
        registered("dutch", id) if id else None, as_of, url or page.canonical or own, problems,
    )  # fmt: skip


def _id(page: Page, location: str, url: str | None) -> str | None:
    """The treaty's number in the database: from its address, else the one that the page's own links name most."""
    for place in (url or "", location.partition("#")[0]):
        if found := _ID.search(place):
            return found[1]
    counted = Counter(_ID.findall(page.addresses))
    return min(counted, key=lambda id: (-counted[id], id)) if counted else None


@dataclass(slots=True)
class _Change:
    """One heading of a change with what stands under it: cells as printed, each with its head and value."""

    section: str
    heading: str
    items: list[tuple[str, str, str]] = field(default_factory=list)


def _changes(page: Page, location: str, url: str | None) -> Sheet | None:
    lines = page.text.splitlines()
    start = next((n + 1 for n, line in enumerate(lines) if _is_head(line)), None)
    if start is None:
        return None
    heads = list(takewhile(lambda line: not _DATED.fullmatch(line), lines[start - 1 :]))
    rows: list[Row] = [Row(tuple(heads))]
    problems: list[str] = []
    recorded = None
    dates = []
    for group in _grouped(lines[start:]):
        recorded = group[0].strip()
        dates.append(first_day(recorded) or "")
        for change in _headings(group[1:]):
            row, wrong = _change_row(recorded, change)
            rows.append(row)
            problems += [f"change of {recorded}, {change.heading}: {words}" for words in wrong]
    if len(rows) == 1:
        return None
    return _sheet(page, location, url, "w", tuple(rows), tuple(problems), max(dates) or None)


def _is_head(line: str) -> bool:
    return any(fold(line).startswith(words) for words in _MODIFIED) and len(line) < 60


def _grouped(lines: list[str]) -> Iterator[list[str]]:
    """The lines of each change, from the day on which it was recorded; a date under a notice is no such day."""
    group: list[str] = []
    for number, line in enumerate(lines):
        following = fold(lines[number + 1]) if number + 1 < len(lines) else ""
        if _DATED.fullmatch(line) and _is_section(following):
            if group:
                yield group
            group = [line]
        elif group:
            group.append(line)
    if group:
        yield group


def _is_section(folded: str) -> bool:
    return role_of(folded) in {"party", "territory"} and len(folded) < 60


def _headings(lines: list[str]) -> Iterator[_Change]:
    section, current = "", None
    for line in lines:
        folded = fold(line)
        last = folded.rpartition(" ")[2]
        known = words_of("changes", "added") | words_of("changes", "removed")
        if last in known and " " in folded and len(line) < _LONGEST_NAME and _notice_in(line) is None:
            if current is not None:
                yield current
            current = _Change(section, line)
        elif _is_section(folded) and ":" not in line:
            section = line
        elif current is not None:
            _add_item(current, line)
    if current is not None:
        yield current


def _add_item(change: _Change, line: str) -> None:
    head, colon, value = line.partition(":")
    under = change.items and change.items[-1][0] == "notice"
    if (notice := _notice_in(line)) is not None:
        change.items.append(("notice", line, notice))
    elif colon and role_of(head) is not None and len(head) < 60:
        change.items.append((head.strip(), line, value.strip()))
    elif under:
        _, printed, value = change.items[-1]
        change.items[-1] = ("notice", f"{printed} {line}", f"{value} {line}".strip())
    else:
        change.items.append(("", line, line))


def _notice_in(line: str) -> str | None:
    """What stands behind the words that begin a notice; None where the line begins with none."""
    folded = fold(line)
    begins = next((words for words in words_of("changes", "notice") if folded.startswith(words)), None)
    return None if begins is None else " ".join(line.split()[len(begins.split()) :])


def _change_row(recorded: str, change: _Change) -> tuple[Row, list[str]]:
    """One change as a row of cells as printed; what was taken out of the database makes no claim."""
    name, _, word = change.heading.rpartition(" ")
    printed = (recorded, change.section, change.heading, *(cell for _, cell, _ in change.items))
    if fold(word) in words_of("changes", "removed"):
        return Row(printed, 2, Span(0, len(name))), ["was taken out of the database; no act is read"]
    territory = role_of(change.section) == "territory"
    heads = ("", "", "Kingdom part" if territory else "Party", *(head for head, _, _ in change.items))
    heads = tuple("notes" if head in {"notice", ""} and n > 2 else head for n, head in enumerate(heads))
    values = ("", "", name, *(value for _, _, value in change.items))
    found, problems = read_rows(Grid(heads, (values,)), family("dutch"))
    row = found[0]
    acts = (*row.acts, *_notices(change))
    day = first_day(recorded)
    acts = tuple(_later(act, day) for act in acts)
    if territory:
        acts = tuple(_applied(act) for act in acts)
    holder = _KINGDOM if territory else None
    return Row(printed, 2, Span(0, len(name)), acts, holder, 0), [p.partition("): ")[2] or p for p in problems]


def _notices(change: _Change) -> Iterator[Act]:
    """Reservations and declarations that were added; the database lists both under one word."""
    for at, (head, printed, value) in enumerate(change.items, 3):
        if head == "notice":
            objection = "objection" in fold(printed) or "bezwaar" in fold(printed)
            instrument = Instrument.OBJECTION if objection else Instrument.DECLARATION
            flags = () if objection else (SEVERAL,)
            yield Act(ClaimType.GIVES_NOTICE, at, instrument, first_day(value), flags, instrument.value)


def _later(act: Act, recorded: str | None) -> Act:
    """An entry into force after the day on which it was recorded is planned."""
    planned = act.type is ClaimType.ENTERS_INTO_FORCE and recorded is not None and (act.date or "") > recorded
    return replace(act, modality=Modality.PLANNED) if planned else act
