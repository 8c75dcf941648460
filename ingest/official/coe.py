"""The Council of Europe: the chart of signatures and ratifications as a page, as CSV and as JSON of its service."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence

from graph.model import Span
from ingest.official.columns import columns_of, is_table_of_parties, role_of
from ingest.official.dates import first_day
from ingest.official.facts import counts_line, force_line, opening_line
from ingest.official.markup import Page
from ingest.official.model import Grid, Line, Sheet
from ingest.official.printed import plain
from ingest.official.sheets import grid_of, grids_in, heads_at, table_rows
from ingest.official.treaties import council_number, council_reference, number_in_name, treaty_of
from ingest.official.words import family

_STATUS = re.compile(r"(?:Status as of|Status as at|Situation au|Etat au|État au)\s*:?\s*([^\n]{8,30})", re.IGNORECASE)
_CHART = re.compile(r"(?:Chart of signatures and ratifications|(?:É|E|é|e)tat des signatures et ratifications)", re.I)
_TOTALS = re.compile(r"(?:Total number|Nombre total)[^\n]*", re.IGNORECASE)
_OWN = re.compile(r"council of europe|conseil de l['’]europe|coe\.int", re.IGNORECASE)
_SITE = re.compile(r"coe\.int", re.IGNORECASE)
_PAGE = "https://www.coe.int/en/web/conventions/full-list?module=signatures-by-treaty&treatynum={number}"
_DELIMITERS = ",;\t|"


def read_page(page: Page, location: str, url: str | None) -> Sheet | None:
    """The chart of one treaty; None where the page is none of the Council's."""
    words = f"{page.title}\n{page.text}"
    titled = _CHART.search(words) or (council_number(words) and _SITE.search(f"{page.addresses} {url or ''}"))
    if not titled or not _OWN.search(f"{words} {page.addresses}"):
        return None
    grids = grids_in(page.tables, family("coe"))
    if not grids:
        return None
    totals = _totals(grids)
    rows, problems = table_rows([_without(grid, totals) for grid in grids], family("coe"))
    number = _number(page, location, url)
    status = _STATUS.search(page.text)
    as_of = first_day(status[1]) if status else None
    title = _title(page)
    lines = _lines(page, title, number, as_of, " ".join(status.group().split()) if status else None)
    lines += tuple(counts_line(" ".join(filter(None, row)), as_of) for row in totals)
    missing = () if as_of else ("no status date is printed that could be read",)
    language = page.language if page.language in {"en", "fr"} else "en"
    return Sheet(
        "coe", "html", language, "text/html", lines, rows, title, number and council_reference(number), None, as_of,
        url or page.canonical or (number and _PAGE.format(number=number)), (*missing, *problems),
    )  # fmt: skip


def read_csv(text: str, location: str, url: str | None) -> Sheet | None:
    """The chart as separated values; None where no line holds its heads."""
    for delimiter in _DELIMITERS:
        try:
            lines = [[plain(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
        except csv.Error:
            continue
        at = heads_at(lines, family("coe"))
        if at is not None and len(lines[at]) > 2:
            beside = [" ".join(filter(None, line)) for line in lines[:at]]
            table = [line for line in lines[at:] if not _TOTALS.match(line[0] if line else "")]
            beside += [" ".join(filter(None, line)) for line in lines[at:] if line not in table]
            grid = grid_of(table, family("coe"))
            places = f"{' '.join(beside)} {url or ''} {location}"
            if grid is None:
                return None
            return _bare(grid, "csv", "text/csv", places, location, url, [line for line in beside if line])
    return None


def read_json(text: str, location: str, url: str | None) -> Sheet | None:
    """The answer of the Council's web service; None where it lists no participants."""
    try:
        data = json.loads(text)
    except ValueError:
        return None
    objects = list(_objects(data))
    if not any(is_table_of_parties(columns_of(list(record), family("coe"))) for record in objects):
        return None
    # A service may leave out what is empty, so that a row may hold the party alone.
    records = [record for record in objects if any(role_of(key) == "party" for key in record)]
    heads = tuple(dict.fromkeys(key for record in records for key in record))
    rows = tuple(tuple(_cell(record.get(head)) for head in heads) for record in records)
    numbers = [str(value) for record in objects for key, value in record.items() if "numste" in key.lower()]
    said = " ".join(f"NumSte={number}" for number in numbers[:1])
    grid = Grid(tuple(plain(head) for head in heads), rows)
    return _bare(grid, "json", "application/json", f"{said} {url or ''} {location}", location, url)


def _bare(
    grid: Grid,
    form: str,
    media_type: str,
    places: str,
    location: str,
    url: str | None,
    beside: Sequence[str] = (),
) -> Sheet:
    """A table that says little of its treaty: the number comes from the lines beside it, or from where it was found."""
    number = council_number(places) or number_in_name(url or location) or number_in_name(location)
    rows, problems = table_rows([grid], family("coe"))
    reference = council_reference(number) if number else None
    status = _STATUS.search("\n".join(beside))
    as_of = first_day(status[1]) if status else None
    lines: tuple[Line, ...] = (Line(reference, treaty=Span(0, len(reference))),) if reference else ()
    lines += tuple(counts_line(line, as_of) for line in beside)
    french = any(role_of(head) == "party" and head.lower().startswith(("etat", "état", "pays")) for head in grid.heads)
    language = "fr" if french and form == "csv" else "en"
    own = _PAGE.format(number=number) if number else None
    return Sheet(
        "coe", form, language, media_type, lines, rows, reference, reference, None, as_of, url or own, problems
    )


def _objects(data: object) -> Iterator[dict[str, object]]:
    """All objects of the answer, in order, however deep they stand."""
    if isinstance(data, str) and data.lstrip().startswith(("[", "{")):
        data = _inner(data)
    if isinstance(data, dict):
        yield data
    if isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _objects(part)


def _inner(text: str) -> object:
    """What a service wraps once more, as a text of JSON within its JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _cell(value: object) -> str:
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _number(page: Page, location: str, url: str | None) -> str | None:
    reference = page.labelled.get("reference") or page.labelled.get("référence") or ""
    heading = next((h for h in page.headings if _CHART.search(h)), "")
    return (
        council_number(reference)
        or council_number(heading)
        or council_number(f"{url or ''} {location}")
        or council_number(page.text)
        or (None if treaty_of(None, _title(page)) else number_in_name(location))
    )


def _title(page: Page) -> str | None:
    labelled = page.labelled.get("title") or page.labelled.get("titre")
    other = (h for h in page.headings if not _CHART.search(h) and len(h) > 12 and role_of(h) != "party")
    return labelled or next(other, None)


def _totals(grids: Sequence[Grid]) -> list[tuple[str, ...]]:
    """The rows of tables that print totals and name no party."""
    return [row for grid in grids for row in grid.rows if _TOTALS.match(row[0])]


def _without(grid: Grid, totals: Sequence[tuple[str, ...]]) -> Grid:
    return Grid(grid.heads, tuple(row for row in grid.rows if row not in totals))


def _lines(
    page: Page, title: str | None, number: str | None, as_of: str | None, status: str | None
) -> tuple[Line, ...]:
    labelled, lines = page.labelled, []
    if title:
        lines.append(Line(title, treaty=Span(0, len(title))))
    reference = labelled.get("reference") or labelled.get("référence") or (number and council_reference(number))
    if reference:
        lines.append(Line(reference, treaty=Span(0, len(reference))))
    if status:
        lines.append(Line(status))
    for name, read in (("opening of the treaty", opening_line), ("ouverture du traité", opening_line)):
        if name in labelled:
            lines.append(read(labelled[name], name.capitalize(), as_of))
    for name in ("entry into force", "entrée en vigueur"):
        if name in labelled and first_day(name) is None:
            lines.append(force_line(labelled[name], name.capitalize(), "fr" if "é" in name else "en", as_of))
    # Of a row of a table the text holds each cell as a line of its own; such rows are read from the table.
    said = (found.group().strip() for found in _TOTALS.finditer(page.text))
    return (*lines, *(counts_line(words, as_of) for words in said if words[-1:].isdecimal()))
