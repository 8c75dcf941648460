"""Status lists of the African Union: signature, ratification at home and deposit are three dates."""

from __future__ import annotations

import re

from graph.model import ClaimType, Span
from ingest.official.columns import columns_of, role_of
from ingest.official.dates import first_day
from ingest.official.facts import force_line, note_line
from ingest.official.markup import Page
from ingest.official.model import Fact, Grid, Line, Sheet
from ingest.official.sheets import grids_in, table_rows
from ingest.official.words import family

_REPUBLISHED = re.compile(r"africanlii|laws\.africa|akn/aa-au", re.IGNORECASE)
_OWN = re.compile(r"\bau\.int\b|african union|union africaine", re.IGNORECASE)
_STATUS = re.compile(
    r"(?:Last updated|Dernière mise à jour|Situation au|Status as (?:at|of)|As (?:at|of)|Updated on|Date)\s*:?\s*"
    r"(\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}(?:st|nd|rd|th)? \w+,? \d{4}|\w+ \d{1,2},? \d{4})",
    re.IGNORECASE,
)
_LONGEST_LINE = 200
_COUNTED = re.compile(r"(.+?)\s+(\d{1,3})")
_ACTIONS = {"signature": ("signature", "signatory"), "deposit": ("ratification", "party")}


def read_page(page: Page, location: str, url: str | None) -> Sheet | None:
    """A list of who signed, ratified and deposited; None where the page is none of the African Union's treaties."""
    places = f"{page.addresses} {url or ''} {location} {page.title}"
    republished = bool(_REPUBLISHED.search(places))
    if not republished and not _OWN.search(f"{places} {' '.join(page.headings)}"):
        return None
    kind = family("africanlii" if republished else "african")
    grids = [grid for grid in grids_in(page.tables, kind) if _is_list(grid)]
    if not grids:
        return None
    rows, problems = table_rows(grids, kind)
    status = _STATUS.search(page.text)
    as_of = first_day(status[1]) if status else None
    title = _title(page)
    lines = [Line(title, treaty=Span(0, len(title)))] if title else []
    if status:
        lines.append(Line(_line_of(page.text, status.start())))
    lines += _labelled(page, as_of)
    head = next((n for n, row in enumerate(rows) if row.cells == grids[0].heads), None)
    if head is not None and (counted := _counts(grids[0], as_of)).facts:
        rows = (*rows[:head], *rows[head + 1 :])
        lines.append(counted)
    missing = () if as_of else ("no status date is printed that could be read",)
    language = page.language if page.language in {"en", "fr"} else "en"
    return Sheet(
        kind.name, "html", language, "text/html", tuple(lines), rows, title, None, None, as_of,
        url or page.canonical, (*missing, *problems, *_undeposited(grids)),
    )  # fmt: skip


def _line_of(text: str, at: int) -> str:
    """The line of the page in which something stands."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : len(text) if end < 0 else end][:_LONGEST_LINE]


def _is_list(grid: Grid) -> bool:
    roles = {role_of(head) for head in grid.heads}
    return "signature" in roles and bool(roles & {"consent", "deposit"})


def _title(page: Page) -> str | None:
    of_treaty = re.compile(r"convention|protocol|charter|treaty|agreement|charte|traité|accord", re.IGNORECASE)
    found = next((h for h in page.headings if of_treaty.search(h)), None)
    return found or next((part.strip() for part in re.split(r"\s[|–—-]\s", page.title) if of_treaty.search(part)), None)


def _labelled(page: Page, as_of: str | None) -> list[Line]:
    lines = []
    for label, words in page.labelled.items():
        if role_of(label) == "force":
            lines.append(force_line(words, label.capitalize(), "en", as_of))
        elif "adopt" in label:
            lines.append(note_line(f"{label.capitalize()}: {words}", as_of))
    return lines


def _counts(grid: Grid, as_of: str | None) -> Line:
    """The heads where each prints how many dates stand below (`Signature Date 40`)."""
    facts, at = [], 0
    for column in columns_of(grid.heads, family("african")):
        found = _COUNTED.fullmatch(column.head)
        if found and column.role in _ACTIONS:
            action, unit = _ACTIONS[column.role]
            span = Span(at, at + len(column.head))
            facts.append(Fact(ClaimType.TALLY, span, int(found[2]), action, unit, as_of, rule="tally"))
        at += len(column.head) + 1
    return Line("\t".join(grid.heads), tuple(facts))


def _undeposited(grids: list[Grid]) -> tuple[str, ...]:
    if any(role_of(head) == "deposit" for grid in grids for head in grid.heads):
        return ()
    return ("no column tells of deposits: the dates of ratification may be those of the instruments",)
