"""A report for eyes, for programs, and for the papers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from ingest.evaluation.bootstrap import Interval
from ingest.evaluation.measures import ALL, PUBLISHED, groups
from ingest.evaluation.report import Bin, Figure, Report, Section

_HEAD = ("measure", "P", "R", "F1", "95 % of F1", "right", "false", "missed", "target", "met")


def to_table(report: Report, *, misses: bool = False) -> str:
    """Aligned columns, one block a language; entities and overlapping mentions by type are in JSON alone."""
    lines = list(_summary(report))
    for section in report.sections:
        rows = [_cells(f) for f in section.figures if not f.name.startswith(("entities:", "mentions, overlapping:"))]
        lines += ["", _title(section), *_aligned([_HEAD, *rows])]
    lines += ["", "claims by confidence", *_aligned([_BIN_HEAD, *(_bin_cells(bin) for bin in report.bins)])]
    if misses:
        lines += ["", *_miss_lines(report)]
    return "\n".join(lines) + "\n"


def to_markdown(report: Report, *, misses: bool = False) -> str:
    """The groups and all claims over languages, then every claim type of each; mentions are left to the others."""
    lines = [f"- {line}" for line in _summary(report)]
    lines += ["", "### F1 by language", "", *_piped(_matrix(report))]
    for section in report.sections:
        rows = [_cells(figure) for figure in section.figures if _is_told(figure)]
        lines += ["", f"### {_title(section)}", "", *_piped([_HEAD, *rows])]
    lines += ["", "### Claims by confidence", "", *_piped([_BIN_HEAD, *(_bin_cells(bin) for bin in report.bins)])]
    if misses:
        lines += ["", "### Missed and false", "", *(f"- {line}" for line in _miss_lines(report))]
    return "\n".join(lines) + "\n"


def to_json(report: Report, *, misses: bool = False) -> str:
    """Everything, figures rounded to four places."""
    value = {
        "mean_f1": report.mean,
        "mean_f1_interval": _pair(report.mean_interval),
        "states": {"compared": report.states, "wrong": list(report.wrong_states)},
        "spans": {"checked": report.spans, "wrong": report.wrong_spans},
        "distractors": {"documents": report.distractors, "claims": list(report.distractor_claims)},
        "languages": {section.language: _section(section) for section in report.sections},
        "confidence": [
            {"from": bin.start, "to": bin.end, "mean": bin.mean, "precision": bin.counts.precision, **_counts(bin)}
            for bin in report.bins
        ],
    }
    if misses:
        value["misses"] = [asdict(miss) for miss in report.misses]
    return json.dumps(_rounded(value), ensure_ascii=False, indent=1) + "\n"


RENDERINGS: dict[str, Callable[..., str]] = {"table": to_table, "json": to_json, "markdown": to_markdown}


def _summary(report: Report) -> Iterator[str]:
    documents = sum(section.documents for section in report.sections if section.language != "all")
    yield (
        f"documents: {documents}; F1 of all claims, mean over languages: "
        f"{_share(report.mean)} {_range(report.mean_interval)}".rstrip()
    )
    right = report.states - len(report.wrong_states)
    yield f"state codes right: {right} of {report.states}{_listed(report.wrong_states)}"
    yield f"offsets exact: {report.spans - report.wrong_spans} of {report.spans}"
    yield (
        f"claims on {report.distractors} texts without a treaty event: "
        f"{len(report.distractor_claims)}{_listed(report.distractor_claims)}"
    )


def _listed(items: Iterable[str]) -> str:
    found = "; ".join(items)
    return f" ({found})" if found else ""


def _title(section: Section) -> str:
    return f"{section.language}, {section.documents} document{'s' if section.documents != 1 else ''}"


def _cells(figure: Figure) -> tuple[str, ...]:
    counts = figure.counts
    of = " (P)" if figure.name == PUBLISHED else ""
    return (
        figure.name,
        f"{counts.precision:.3f}",
        f"{counts.recall:.3f}",
        f"{counts.f1:.3f}",
        _range(figure.f1),
        *(str(count) for count in (counts.right, counts.false, counts.missed)),
        "" if figure.target is None else f"{_share(figure.target)}{of}",
        {None: "", True: "yes", False: "no"}[figure.met],
    )


def _matrix(report: Report) -> list[tuple[str, ...]]:
    """The measures that matter down, the languages across: F1, its interval, and how many were to be found."""
    rows = [("measure", *(section.language for section in report.sections))]
    for name in (*(group.name for group in groups()), ALL, PUBLISHED):
        found = [next((f for f in section.figures if f.name == name), None) for section in report.sections]
        rows.append((name, *("" if figure is None else _cell(figure) for figure in found)))
    return rows


def _cell(figure: Figure) -> str:
    """A figure in one cell, bold where it is as high as asked for; of what is published the precision."""
    counts, published = figure.counts, figure.name == PUBLISHED
    share = _share(counts.precision if published else counts.f1)
    share = f"**{share}**" if figure.met else share
    span = _range(figure.precision if published else figure.f1)
    of = counts.right + (counts.false if published else counts.missed)
    return f"{'P ' if published else ''}{share}{f' ({span})' if span else ''}, n={of}"


_BIN_HEAD = ("confidence", "mean", "precision", "right", "false")


def _bin_cells(bin: Bin) -> tuple[str, ...]:
    return (
        f"{_share(bin.start)} to {_share(bin.end)}",
        _share(bin.mean),
        _share(bin.counts.precision),
        str(bin.counts.right),
        str(bin.counts.false),
    )


def _is_told(figure: Figure) -> bool:
    return not figure.name.startswith(("mentions", "entities"))


def _miss_lines(report: Report) -> Iterator[str]:
    for miss in report.misses:
        read = "" if miss.confidence is None else f" [{miss.rule}, {miss.confidence:.2f}]"
        yield f"{miss.kind:<6} {miss.document}: {miss.claim}{read}: {miss.quote}"


def _share(figure: float) -> str:
    return f"{figure:.2f}"


def _range(found: Interval | None) -> str:
    return "" if found is None else f"{_share(found.low)} to {_share(found.high)}"


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _piped(rows: list[tuple[str, ...]]) -> list[str]:
    head, *rest = [f"| {' | '.join(row)} |" for row in rows]
    rule = f"| --- |{' ---: |' * (len(rows[0]) - 1)}"
    return [head, rule, *rest]


def _section(section: Section) -> dict[str, Any]:
    return {"documents": section.documents, "measures": {figure.name: _figure(figure) for figure in section.figures}}


def _figure(figure: Figure) -> dict[str, Any]:
    counts = figure.counts
    found: dict[str, Any] = {"p": counts.precision, "r": counts.recall, "f1": counts.f1, **_counts(figure)}
    found["intervals"] = {"p": _pair(figure.precision), "r": _pair(figure.recall), "f1": _pair(figure.f1)}
    if figure.target is not None:
        found |= {"target": figure.target, "met": figure.met}
    return found


def _counts(holder: Figure | Bin) -> dict[str, int]:
    return {"right": holder.counts.right, "false": holder.counts.false, "missed": holder.counts.missed}


def _pair(found: Interval | None) -> list[float] | None:
    return None if found is None else [found.low, found.high]


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {name: _rounded(item) for name, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list) else value
