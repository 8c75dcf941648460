"""The review queue: pairs of entities and doubtful claims that wait for a person, the most telling first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.derivation import Inputs
from graph.errors import UnknownLocation
from graph.identifiers import content_hash, split_thing
from graph.judgements import Judgement, Verdict, read_judgements, standing
from graph.queries import load
from graph.resolution import Comparison, IdentityConflict, Question, Resolution, Subject, resolve, side_by_side
from graph.review.quoting import Quote, Quotes
from graph.settings import Settings
from graph.store import Store
from graph.views import ClaimView, claim_views

_ID = 12


@dataclass(frozen=True, slots=True)
class PairItem:
    """Two entities that may be one; `mentions` is how often current documents name either."""

    id: str
    comparison: Comparison
    mentions: int
    unsure: bool = False
    blocked: str | None = None

    @property
    def weight(self) -> float:
        """How much there is to learn from a decision: uncertainty times mentions."""
        return _weight(self.comparison.score, self.mentions)


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A claim below the publishing threshold; `verdict` is what was decided on it, None while it waits."""

    id: str
    iri: str
    confidence: float
    mentions: int
    verdict: str | None = None

    @property
    def weight(self) -> float:
        """How much there is to learn from a decision: uncertainty times mentions."""
        return _weight(self.confidence, self.mentions)


class Queue:
    """What waits in a store, worked out when it is asked for and once."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self.judgements = read_judgements(store)
        self.quotes = Quotes(store, settings.base_iri)
        self._subjects: dict[str, Subject] | None = None
        self._resolution: Resolution | None = None
        self._mentions: dict[str, int] | None = None

    @property
    def subjects(self) -> Mapping[str, Subject]:
        """Every entity of current documents, and the known ones, by IRI."""
        if self._subjects is None:
            self._subjects = {one.iri: one for one in Inputs(self.store, self.settings).subjects()}
        return self._subjects

    @property
    def resolution(self) -> Resolution:
        """Who is whom as of now."""
        if self._resolution is None:
            self._resolution = resolve(self.subjects.values(), self.judgements)
        return self._resolution

    def pairs(self) -> list[PairItem]:
        """The pairs that a person has to decide on, those with most to learn first and those nobody could tell last."""
        found = [self._item(question) for question in self.resolution.questions]
        return sorted(found, key=lambda item: (item.unsure, -item.weight, item.id))

    def conflicts(self) -> Sequence[IdentityConflict]:
        """The judgements that cannot hold together."""
        return self.resolution.conflicts

    def claims(self) -> list[ClaimItem]:
        """The claims that wait, those with most to learn first; what was decided on is left out."""
        return [item for item in self._claims() if item.verdict is None]

    def views(self, items: Iterable[ClaimItem]) -> dict[str, ClaimView]:
        """The claims of the items as pages show them, by IRI."""
        found = claim_views(self.store, self.settings.base_iri, [item.iri for item in items])
        return {view.iri: view for view in found}

    def is_claim(self, iri: str) -> bool:
        """Whether a claim of that IRI is in the store, waiting or published."""
        return bool(claim_views(self.store, self.settings.base_iri, [iri]))

    def pair(self, id: str) -> PairItem:
        """The pair of that id, waiting or decided; UnknownLocation where there is none."""
        waiting = next((item for item in self.pairs() if item.id == id), None)
        if waiting is not None:
            return waiting
        for judged in self.judgements:
            if judged.pair is not None and pair_id(*judged.pair) == id:
                return self.side_by_side(*judged.pair)
        raise UnknownLocation(id, "no such pair waits or was decided on; `treatygraph review list` names them")

    def side_by_side(self, one: str, other: str) -> PairItem:
        """Any two entities as a pair, by IRI; UnknownLocation where the current documents name no such entity."""
        for iri in (one, other):
            if iri not in self.subjects:
                raise UnknownLocation(self.key(iri), "no current document names it; give a key such as person/…")
        return self._item(Question(side_by_side(self.subjects[one], self.subjects[other])))

    def claim(self, iri: str) -> ClaimItem:
        """A claim by its IRI, waiting, decided on or published."""
        waiting = next((item for item in self._claims() if item.iri == iri), None)
        if waiting is not None:
            return waiting
        (view,) = claim_views(self.store, self.settings.base_iri, [iri])
        verdict = verdicts(self.judgements).get(iri)
        return ClaimItem(
            self._local(iri), iri, float(view.confidence), self._counts().get(view.subject.iri, 0), verdict
        )

    def key(self, iri: str) -> str:
        """What a reviewer writes for a thing: type and key."""
        found = split_thing(self.settings.base_iri, iri)
        return "/".join(found) if found else iri

    def _local(self, iri: str) -> str:
        return self.key(iri).partition("/")[2]

    def _item(self, question: Question) -> PairItem:
        found = question.comparison
        mentions = sum(self._counts().get(iri, 0) for iri in found.pair)
        return PairItem(pair_id(*found.pair), found, mentions, question.unsure, question.blocked)

    def _claims(self) -> list[ClaimItem]:
        decided = verdicts(self.judgements)
        found = []
        for row in self.store.select(load("claims-waiting")):
            iri, mentions = row["claim"] or "", self._counts().get(row["subject"] or "", 0)
            found.append(ClaimItem(self._local(iri), iri, float(row["confidence"] or 0), mentions, decided.get(iri)))
        return sorted(found, key=lambda item: (-item.weight, item.id))

    def _counts(self) -> Mapping[str, int]:
        if self._mentions is None:
            rows = self.store.select(load("mention-counts"))
            self._mentions = {row["entity"] or "": int(row["number"] or 0) for row in rows}
        return self._mentions


def pair_id(one: str, other: str) -> str:
    """What a pair of entities is called, in either order."""
    return content_hash(*sorted((one, other)), length=_ID)


def verdicts(judgements: Iterable[Judgement]) -> dict[str, str]:
    """What the standing judgements say of each claim, `disputed` where they differ."""
    found: dict[str, set[str]] = {}
    for judged in standing(judgements):
        if judged.verdict in {Verdict.ACCEPTED, Verdict.REJECTED}:
            found.setdefault(judged.on[0], set()).add(judged.verdict.value)
    return {claim: said.pop() if len(said) == 1 else "disputed" for claim, said in found.items()}


def _weight(score: float, mentions: int) -> float:
    # Four times p(1-p) is 1 where yes and no are as likely, and 0 where one is sure.
    return round(4 * score * (1 - score) * max(1, mentions), 6)


__all__ = ["ClaimItem", "PairItem", "Queue", "Quote", "pair_id", "verdicts"]
