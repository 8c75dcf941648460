"""The United Nations Treaty Collection: a treaty's XML, and its page of status."""

from __future__ import annotations

import re

from lxml import etree

from graph.folding import fold
from graph.model import Span
from ingest.official.dates import first_day
from ingest.official.facts import counts_line, force_line, note_line
from ingest.official.markup import Page
from ingest.official.model import Grid, Line, Sheet
from ingest.official.printed import FOOTNOTES, all_text, local
from ingest.official.sheets import grid_of, grids_in, table_rows
from ingest.official.words import family

_CHAPTER = re.compile(r"\b(?:CHAPTER|CHAPITRE)\s+([IVXL]+)\b", re.IGNORECASE)
_TREATY_NO = re.compile(r"\s*(\d{1,3})(?:\s*[.-]?\s*([a-z])(?![a-z]))?\s*\.?\s*(.*)", re.DOTALL)
_IN_ADDRESS = re.compile(r"mtdsg_no=([IVXL]+-\d+(?:-[a-z])?)", re.IGNORECASE)
_NOTIFICATION = re.compile(r"TREATIES-([IVXL]+)\.(\d+)(?:\.([a-z]))?")
_IN_NAME = re.compile(r"(?<![A-Z])([IVXL]+-\d+(?:-[a-z])?)(?=[._]|$)")
_STATUS = re.compile(r"(?:STATUS AS AT|ETAT AU|ÉTAT AU|Status as at)\s*:?\s*([^\n]{8,60})", re.IGNORECASE)
_PAGE = "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no={number}&clang=_{language}"
_NUMBERED = re.compile(r"\s*\d{1,3}\s*[.-]?\s*(?:[a-z]\b\.?)?\s*\S{2,}")
_PARTS = {"declarations": "declarations and reservations", "endnotes": "end notes", "objections": "objections"}
_HEADED = {
    "declarations": "declarations",
    "declarations and reservations": "declarations",
    "declarations et reserves": "declarations",
    "reservations": "declarations",
    "objections": "objections",
    "end note": "endnotes",
    "end notes": "endnotes",
    "notes de fin": "endnotes",
}
_KNOWN = frozenset({"titlesect", "conclusion", "labeltext", "signatories", "parties"})


def read_xml(root: etree._Element, location: str, url: str | None) -> Sheet | None:
    """One treaty's XML; None where the root holds no table of participants."""
    root, others = _first_treaty(root)
    names = {local(element) for element in root.iter()}
    if "row" not in names or not names & {"participants", "tgroup", "titlesect"}:
        return None
    kind = family("untc")
    grids, left = _xml_grids(root)
    if not grids and not names & _KNOWN:
        return None
    rows, problems = table_rows(grids, kind)
    number = _xml_number(root, location)
    language = "fr" if ".fr." in location.lower() or _first(root, "chapter").upper().startswith("CHAPITRE") else "en"
    title, counts = _first(root, "titlesect", "title", "treatytitle"), _xml_counts(root)
    notes = [all_text(element) for element in root.iter() if local(element) in {"note", "notes"}]
    return Sheet(
        "untc",
        "xml",
        language,
        "application/xml",
        _lines(
            _first(root, "chapter"), title, _first(root, "conclusion"), None,
            _first(root, "eif"), counts, _first(root, "treatytext"), notes, language,
        ),
        rows,
        title or None,
        number and f"UNTC {number}",
        url=url or (number and _PAGE.format(number=number, language=language)),
        problems=(*others, *left, *problems, *_unread(root)),
    )  # fmt: skip


def read_page(page: Page, location: str, url: str | None) -> Sheet | None:
    """The page of one treaty's status; None where it is no such page."""
    known = "mtdsg_no=" in page.addresses or "United Nations Treaty Collection" in page.title
    if not known and not page.by_id(r"_tblgrid$"):
        return None
    kind = family("untc")
    grids = grids_in(page.tables, kind)
    if not grids:
        return None
    rows, problems = table_rows(grids, kind)
    status = _STATUS.search(page.text)
    as_of = first_day(status[1]) if status else None
    number = _page_number(page, location)
    language = "fr" if "clang=_fr" in page.addresses and "clang=_en" not in page.addresses else "en"
    title = _title(_heading(page))
    lines = _lines(
        page.by_id(r"rptHead\w*_tcText$") or _line_with(page.text, _CHAPTER), title,
        page.by_id(r"rptTreaty\w*_tcText$") or "", " ".join(status.group().split()) if status else None,
        page.by_id(r"rptEIF\w*_tcText$") or page.labelled.get("entry into force", ""),
        page.by_id(r"rptStatus\w*_tcText$") or page.labelled.get("status", ""),
        page.by_id(r"rptText\w*_tcText$") or page.labelled.get("text", ""),
        [page.labelled[name] for name in ("note", "notes") if name in page.labelled], language, as_of,
    )  # fmt: skip
    missing = () if as_of else ("no status date is printed that could be read",)
    own = page.canonical or (number and _PAGE.format(number=number, language=language))
    return Sheet(
        "untc", "html", language, "text/html", lines, rows, title or None, number and f"UNTC {number}",
        None, as_of, url or own, (*missing, *problems, *_unread_parts(page)),
    )  # fmt: skip


def _lines(
    chapter: str,
    title: str,
    conclusion: str,
    status: str | None,
    force: str,
    counts: str,
    text: str,
    notes: list[str],
    language: str,
    as_of: str | None = None,
) -> tuple[Line, ...]:
    """The lines before the table, those that the record prints."""
    lines = [Line(chapter)] if chapter else []
    if title:
        lines.append(Line(title, treaty=Span(0, len(title))))
    lines += [Line(words) for words in (conclusion, status) if words]
    if force:
        lines.append(
            force_line(force, "Entrée en vigueur" if language == "fr" else "Entry into force", language, as_of)
        )
    if counts:
        lines.append(counts_line(counts, as_of))
    if text:
        lines.append(Line(text))
    return (*lines, *(note_line(note, as_of) for note in notes if note))


def _first_treaty(root: etree._Element) -> tuple[etree._Element, list[str]]:
    """The first of several treaties in one file, and the titles of those that are left out."""
    treaties = [part for part in root.iter() if local(part) == "treaty" and any(local(e) == "row" for e in part.iter())]
    if len(treaties) < 2:
        return root, []
    titles = [_first(other, "titlesect", "title", "treatytitle") or "without a title" for other in treaties[1:]]
    return treaties[0], [f'a further treaty, "{title}", is not read; save it as a file of its own' for title in titles]


def _xml_grids(root: etree._Element) -> tuple[list[Grid], list[str]]:
    grids, left = [], []
    for part in [element for element in root.iter() if local(element) == "participants"] or [root]:
        tables = [element for element in part.iter() if local(element) == "table"] or [part]
        for number, table in enumerate(tables, 1):
            rows = [
                [all_text(cell) for cell in row if local(cell) in {"entry", "cell"}]
                for row in table.iter()
                if local(row) == "row"
            ]
            grid = grid_of(rows, family("untc"))
            if grid is not None:
                grids.append(grid)
            elif rows:
                left.append(f"participants, table {number}: no heads of a status table are found; it is not read")
    return grids, left


def _xml_counts(root: etree._Element) -> str:
    """The printed totals, under the names of their elements."""
    found = {name: _first(root, name) for name in ("signatories", "parties")}
    return ". ".join(f"{name.capitalize()}: {number}" for name, number in found.items() if number)


def _xml_number(root: etree._Element, location: str) -> str | None:
    chapter = _CHAPTER.search(_first(root, "chapter"))
    treaty = _TREATY_NO.match(_first(root, "treatyno", "treatynumber"))
    if chapter and treaty:
        return "-".join(part for part in (chapter[1].upper(), treaty[1], treaty[2]) if part)
    return _elsewhere(_first(root, "treatytext"), location)


def _page_number(page: Page, location: str) -> str | None:
    if found := _IN_ADDRESS.search(f"{page.addresses} {location}"):
        return found[1]
    chapter = _CHAPTER.search(page.text)
    treaty = _TREATY_NO.match(_heading(page))
    if chapter and treaty:
        return "-".join(part for part in (chapter[1].upper(), treaty[1], treaty[2]) if part)
    return _elsewhere(page.text, location)


def _elsewhere(text: str, location: str) -> str | None:
    """The number that a depositary notification or the name of the file gives."""
    if found := _NOTIFICATION.search(text):
        return "-".join(part for part in found.groups() if part)
    named = _IN_NAME.search(location.partition("#")[0].rpartition("/")[2])
    return named[1] if named else None


def _heading(page: Page) -> str:
    """The treaty's number and title, from its cell or the first heading that is long enough to be one."""
    headings = [heading for heading in page.headings if not _CHAPTER.search(heading)]
    numbered = next((heading for heading in headings if _NUMBERED.match(heading)), None)
    return page.by_id(r"tcTreaty$") or numbered or next((heading for heading in headings if len(heading) > 12), "")


def _title(heading: str) -> str:
    """The title behind the treaty's number."""
    found = _TREATY_NO.match(heading)
    return (found[3] if found else heading).strip(" .")


def _first(root: etree._Element, *names: str) -> str:
    """The words of the first element of one of the names, in their order, that has any."""
    for name in names:
        for element in root.iter():
            if local(element) == name and (words := all_text(element)):
                return words
    return ""


def _line_with(text: str, pattern: re.Pattern[str]) -> str:
    return next((line for line in text.splitlines() if pattern.search(line)), "")


def _unread(root: etree._Element) -> tuple[str, ...]:
    """The parts that hold words and are not kept."""
    parts = _PARTS | dict.fromkeys(FOOTNOTES, "footnotes")
    found = {local(element) for element in root.iter() if local(element) in parts and all_text(element)}
    return tuple(f"{part} stand in the record and are not read" for part in sorted({parts[name] for name in found}))


def _unread_parts(page: Page) -> tuple[str, ...]:
    """The parts of a page below the participants, by their headings; nothing of them is kept."""
    found = {_PARTS[name] for heading in page.headings if (name := _HEADED.get(fold(heading)))}
    return tuple(f"{part} stand on the page and are not read" for part in sorted(found))
