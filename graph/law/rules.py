"""Treaty rules as data: the final clauses of one treaty, each with its article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.dates import PartialDate
from graph.law.days import Delay
from ontology.authority import KnownMember, load_authority

# Vienna Convention on the Law of Treaties, article 24(3): where a treaty says nothing, its parties of later consent are
# bound from the day of that consent.
GENERAL_PARTY_ARTICLE = "Vienna Convention on the Law of Treaties, article 24(3)"


@dataclass(frozen=True, slots=True)
class Member:
    """A state (`state/alb`) that is a member of a body, both days included; `end` is None while it is."""

    party: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """How many of the instruments must come from members of one body, by its key."""

    body: str
    minimum: int
    members: tuple[Member, ...]

    def has(self, party: str, day: date) -> bool:
        """Whether the party is a member on that day."""
        return any(
            member.party == party and member.start <= day and (member.end is None or day <= member.end)
            for member in self.members
        )


@dataclass(frozen=True, slots=True)
class Articles:
    """Where the treaty says each rule, as it is usually cited; None where no source showed it."""

    signature: str | None = None
    force: str | None = None
    party: str | None = None
    counting: str | None = None
    accession: str | None = None
    denunciation: str | None = None


@dataclass(frozen=True, slots=True)
class TreatyRules:
    """The final clauses of a treaty; None is what no source showed, never a no.

    `opens` and `closes` bound signature, `signers` and `acceders` are words of tg:Admissions. `threshold` instruments
    bring the treaty into force after `force_delay`; those of regional organizations count if `counts_regional`.
    `party_delay` follows each later deposit, `denunciation_delay` a notice of denunciation. `in_force` is the
    depositary's date.
    """

    treaty: str
    adopted: PartialDate | None = None
    opens: PartialDate | None = None
    closes: PartialDate | None = None
    signers: str | None = None
    acceders: str | None = None
    threshold: int | None = None
    group: Group | None = None
    force_delay: Delay | None = None
    party_delay: Delay | None = None
    denunciation_delay: Delay | None = None
    counts_regional: bool | None = None
    in_force: PartialDate | None = None
    articles: Articles = Articles()
    source: str | None = None

    @property
    def begins(self) -> date:
        """The first day on which a party can act on the treaty, as far as that is known."""
        when = self.opens or self.adopted
        return date.min if when is None else when.first


def rules_of(key: str) -> TreatyRules:
    """The rules of a known treaty (`treaty/un-xviii-16`); KeyError where it is not known."""
    authority = load_authority()
    return read_rules(key, authority.entities[key].attributes, authority.members)


def read_rules(key: str, cells: Mapping[str, str], members: Iterable[KnownMember]) -> TreatyRules:
    """The rules that the cells of a treaty's rows in the authority tables write."""
    return TreatyRules(
        treaty=key,
        adopted=_date(cells.get("adopted")),
        opens=_date(cells.get("opened")),
        closes=_date(cells.get("closes")),
        signers=cells.get("signature_open_to"),
        acceders=cells.get("accession_open_to"),
        threshold=_number(cells.get("threshold")),
        group=_group(cells, members),
        force_delay=_delay(cells, "delay_days", "delay_months"),
        party_delay=_delay(cells, "party_delay_days", "party_delay_months"),
        denunciation_delay=_delay(cells, "", "denunciation_months"),
        counts_regional={"yes": True, "no": False}.get(cells.get("regional_organization_counts", "")),
        in_force=_date(cells.get("in_force")),
        articles=_articles(cells),
        source=cells.get("rules_source"),
    )


def _articles(cells: Mapping[str, str]) -> Articles:
    return Articles(
        signature=cells.get("signature_article"),
        force=cells.get("force_article") or cells.get("rules_article"),
        party=cells.get("party_article"),
        counting=cells.get("counting_article"),
        accession=cells.get("accession_article"),
        denunciation=cells.get("denunciation_article"),
    )


def _group(cells: Mapping[str, str], members: Iterable[KnownMember]) -> Group | None:
    minimum, body = _number(cells.get("group_threshold")), cells.get("group_body")
    if minimum is None or body is None:
        return None
    found = (
        Member(member.state, PartialDate.parse(member.start).first, _last_day(member.end))
        for member in members
        if member.body == body
    )
    return Group(body, minimum, tuple(sorted(found, key=lambda member: (member.party, member.start))))


def _last_day(text: str | None) -> date | None:
    return None if text is None else PartialDate.parse(text).last


def _delay(cells: Mapping[str, str], days: str, months: str) -> Delay | None:
    count, moons = _number(cells.get(days)), _number(cells.get(months))
    if count is None and moons is None:
        return None
    return Delay(count or 0, moons or 0, moons is not None and cells.get("month_start") == "yes")


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
