"""A status report as lines for eyes: the answer first, then the parties, then the words behind them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.cli.tables import aligned
from graph.law.acts import PartyAct
from graph.law.days import Between
from graph.law.status import TreatyStatus
from graph.law.tallies import Range, Tally
from graph.status.formats import basis
from graph.status.report import Printed, StatusReport

_WIDE = 22
_QUOTE = 100


def standing(report: StatusReport) -> str:
    """The report; lines end with a line feed."""
    lines = [f"{report.label} ({report.treaty.removeprefix('treaty/')})", *_head(report), *_apart(report.status)]
    body = "".join(f"{line.rstrip()}\n" for line in lines)
    tables = [_parties(report.status), _sources(report)]
    return "\n".join([body, *(table for table in tables if table)])


def _head(report: StatusReport) -> Iterator[str]:
    status = report.status
    yield _line("as of", report.as_of.isoformat())
    if report.known_at is not None:
        yield _line("as known at", report.known_at)
    for party, day in report.deposits:
        yield _line("supposed", f"{party.label} deposits on {day}")
    if status.day != report.as_of:
        yield _line("then, on", status.day.isoformat())
    yield _line("open for signature", _window(status))
    yield _line("signatories", _numbers(status.signatures))
    yield _line("instruments", f"{_numbers(status.instruments)}; counted {status.counted.total}")
    yield _line("threshold", _threshold(report))
    yield _line("in force", _force(report))
    for printed in report.printed:
        yield _line("printed", _printed(printed))


def _line(name: str, value: str) -> str:
    return f"{name:<{_WIDE}}{value}"


def _window(status: TreatyStatus) -> str:
    rules = status.rules
    word = {True: "yes", False: "no", None: "not known"}[status.window_open]
    if rules.opens is None:
        return f"{word}{_cited(rules.articles.signature)}"
    until = f" to {rules.closes}" if rules.closes is not None else ", without end"
    return f"{word}: {rules.opens}{until}{_cited(rules.articles.signature)}"


def _numbers(tally: Tally) -> str:
    return f"{tally.total} (states {tally.states}, UN members {tally.un_members})"


def _threshold(report: StatusReport) -> str:
    status, rules = report.status, report.status.rules
    if rules.threshold is None or status.missing is None:
        return f"not known{_cited(rules.articles.force)}"
    text = f"{rules.threshold} instruments, missing {status.missing}"
    if rules.group is not None and status.group_missing is not None:
        body = rules.group.body.partition("/")[2].replace("-", " ")
        text += f"; {rules.group.minimum} from members of the {body}, missing {status.group_missing}"
    if report.lacks_instruments:
        text += "; not all instruments are listed here"
    return text + _cited(rules.articles.force)


def _force(report: StatusReport) -> str:
    status = report.status
    cited = _cited(status.rules.articles.force)
    if report.in_force is None and status.since is None:
        why = "the depositary printed more instruments than are listed here"
        return f"cannot be told: {why if report.lacks_instruments else 'no source showed the rule'}{cited}"
    if status.since is None:
        if status.earliest_possible is None:
            return f"no{cited}"
        lacks = (lack for lack in (status.missing, status.group_missing) if lack is not None)
        number = max(lacks, key=lambda lack: (lack.high, lack.low), default=Range(0, 0))
        return f"no; if the missing {number} came on {status.day}: {status.earliest_possible}{cited}"
    word = {True: "yes, since", False: "not yet; from", None: "perhaps; from"}[status.in_force]
    by = "as the depositary states" if basis(status) == "depositary" else _decided(status)
    return f"{word} {_day(status.since)}, {by}{cited}"


def _decided(status: TreatyStatus) -> str:
    if status.force is None:
        return "by its acts"
    names = ", ".join(f"{act.label} on {act.date}" for act in status.force.decided_by)
    return f"decided by the deposit of {names}"


def _printed(printed: Printed) -> str:
    what = {"signature": "signatories", "consent": "parties"}[printed.counts]
    day = printed.day.isoformat() if printed.is_stated else f"{printed.day} (the day of its latest act)"
    text = f"{printed.number} {what} by the depositary for {day}; listed here {printed.listed}"
    return f"{text}: the list is not the whole" if printed.is_partial else text


def _apart(status: TreatyStatus) -> Iterator[str]:
    """What is in no number above, or not surely, each act once, with its reason."""
    for one in status.uncounted:
        yield _line("not counted", f"{_named(one.act)}: {one.reason.value}{_cited(one.article)}")
    told = {one.act for one in status.uncounted}
    apart = [
        ("no longer in effect", status.ended),
        ("perhaps later", (*status.signatures.possible, *status.instruments.possible)),
        ("without a date", status.undated),
    ]
    for name, acts in apart:
        for act in acts:
            if act not in told:
                yield _line(name, _named(act))
        told.update(acts)
    for left in status.denounced:
        effect = "no date" if left.when is None else f"takes effect {_day(left.when)}"
        yield _line("denounced", f"{_named(left.act)}, {effect}{_cited(left.article)}")


def _parties(status: TreatyStatus) -> str:
    force = {party.act.party: party for party in status.parties}
    bound = {act.party: act for act in (*status.instruments.acts, *status.instruments.possible)}
    signed = {act.party: act for act in (*status.signatures.acts, *status.signatures.possible)}
    labels = {act.party: act.label for act in (*bound.values(), *signed.values())}
    rows = [
        [
            label,
            _date(signed.get(party)),
            bound[party].kind if party in bound else "",
            _date(bound.get(party)),
            _day(force[party].when) if party in force else "",
        ]
        for party, label in sorted(labels.items(), key=lambda one: (one[1], one[0]))
    ]
    return aligned(["party", "signed", "instrument", "deposited", "in force for it"], rows) if rows else ""


def _sources(report: StatusReport) -> str:
    shown = {source.claim: source for source in (*report.sources.values(), *(one.source for one in report.printed))}
    rows = [
        [source.kind or "", source.title or source.document, _short(source.quote), claim]
        for claim, source in sorted(shown.items(), key=lambda one: (one[1].document, one[0]))
    ]
    return aligned(["kind", "source", "words", "claim"], rows) if rows else ""


def _named(act: PartyAct) -> str:
    if act.date is not None:
        return f"{act.label}, {act.kind} of {act.date}"
    return f"{act.label}, {act.kind}{'' if act.told_by is None else f' told by {act.told_by}'}"


def _date(act: PartyAct | None) -> str:
    if act is None or act.date is not None:
        return "" if act is None else str(act.date)
    return "no date" if act.told_by is None else f"by {act.told_by}"


def _day(between: Between) -> str:
    if between.is_exact:
        return between.earliest.isoformat()
    if between.earliest == date.min:
        return f"by {between.latest}"
    return f"between {between.earliest} and {between.latest or 'a day not known'}"


def _cited(article: str | None) -> str:
    return "" if article is None else f" [{article}]"


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _QUOTE else f"{words[: _QUOTE - 1]}…"
