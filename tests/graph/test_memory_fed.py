"""A memory gives what none gives, whatever comes, goes and is replaced in a store, and whoever else derives from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.derivation import Memory, rederive
from graph.derivation.policy import derive
from graph.holdings import current_contents
from graph.identifiers import named_graph
from graph.model import Claim, ClaimType, DateBasis, Document, Entity, EntityType, Reading, SourceKind, Span
from graph.publish import publish, remove
from graph.queries import load
from graph.settings import Settings
from graph.store import DEFAULT_GRAPH, Store
from graph.stores import open_store
from tests.graph.test_feeding import _Open
from tests.journeys.disagreeing import record
from tests.strategies import readings

_NOON = datetime(2025, 11, 26, 12, tzinfo=UTC)
_SETTINGS = Settings(quarantine="/nonexistent")
_TREATIES = ("treaty/un-xviii-16", "treaty/cets-185")
_PARTIES = ("state/vnm", "state/qat", "organization/european-union")
_DAYS = ("2025-10-25", "2025-10-26", "2025-10", "2025-11-19")
# Texts of which some are copies of others, so that what one document says bears on how many sources another has.
_WORDS = tuple(f"word{number}" for number in range(24))
_TEXTS = (_WORDS, (*_WORDS[:20], "an", "end", "of", "its", "own"), tuple(reversed(_WORDS)), _WORDS[:12])
_TYPES = {"treaty": EntityType.TREATY, "state": EntityType.STATE, "organization": EntityType.ORGANIZATION}
_ENTITIES = tuple(
    Entity(f"e{place}", _TYPES[key.partition("/")[0]], key, (), key)
    for place, key in enumerate((*_TREATIES, *_PARTIES), 1)
)
_IDS = {entity.key: entity.id for entity in _ENTITIES}


@st.composite
def _claims(draw: st.DrawFn, text: str) -> Claim:
    type = draw(st.sampled_from((ClaimType.SIGNS, ClaimType.RATIFIES, ClaimType.TALLY, ClaimType.ENTERS_INTO_FORCE)))
    treaty = _IDS[draw(st.sampled_from(_TREATIES))]
    party = _IDS[draw(st.sampled_from(_PARTIES))]
    date = draw(st.none() | st.sampled_from(_DAYS))
    basis = None if date is None else draw(st.sampled_from((DateBasis.STATED, DateBasis.INFERRED_FROM_METADATA)))
    span = Span(draw(st.integers(0, 8)), draw(st.integers(12, len(text))))
    if type in (ClaimType.SIGNS, ClaimType.RATIFIES):
        return Claim(type, party, span, treaty, date=date, date_basis=basis)
    if type is ClaimType.TALLY:
        action = draw(st.sampled_from(("signature", "ratification")))
        value = draw(st.integers(0, 3))
        return Claim(type, treaty, span, None, value, action, date=date, date_basis=basis)
    return Claim(type, treaty, span, draw(st.none() | st.just(party)), date=date, date_basis=basis)


@st.composite
def _told(draw: st.DrawFn) -> Reading:
    """A record or an article on two treaties and three parties, of which many can be told to differ."""
    text = " ".join(draw(st.sampled_from(_TEXTS))) + draw(st.sampled_from((".", "!")))
    kind = draw(st.none() | st.sampled_from(SourceKind))
    document = Document(
        text,
        "en",
        publisher=draw(st.none() | st.sampled_from(("One", "Two"))),
        url=draw(st.none() | st.sampled_from(("https://one.example/a", "https://two.example/a"))),
        original=draw(st.none() | st.just("https://one.example/a")),
        published=draw(st.none() | st.just("2025-11-20")),
        source_kind=kind,
        status_date=None if kind is None else draw(st.sampled_from(("2025-11-01", "2025-11-20"))),
    )
    claims = draw(st.lists(_claims(text), min_size=1, max_size=5))
    return Reading(document, _ENTITIES, (), tuple(claims))


@st.composite
def _recorded(draw: st.DrawFn) -> Reading:
    """A record of the depositary's that lists all that it counts, or not all: it refutes, and it decides."""
    rows = [(party, draw(st.sampled_from(_DAYS[:2]))) for party in _PARTIES if draw(st.booleans())]
    deposits = [(party, day) for party, day in rows if draw(st.booleans())]
    more = draw(st.sampled_from((0, 0, 2)))
    return record(
        rows, draw(st.sampled_from(("2025-11-01", "2025-11-20"))), printed=len(rows) + more, deposits=deposits
    )


@dataclass(frozen=True)
class _Step:
    """A reading that comes to a place, or what stands there going."""

    place: str
    reading: Reading | None


_STEPS = st.lists(
    st.builds(_Step, st.sampled_from(("a", "b", "c")), st.one_of(st.none(), _told(), _told(), _recorded(), readings())),
    min_size=2,
    max_size=8,
)


def _take(step: _Step, store: Store, held: dict[str, Reading]) -> None:
    if step.reading is not None:
        publish(step.reading, step.place, store, _Open(), _SETTINGS, _NOON)
        held[step.place] = step.reading
    elif step.place in held:
        gone = held.pop(step.place)
        if str(named_graph(_SETTINGS.base_iri, f"document/{gone.document.key}")) in current_contents(store):
            remove(gone.document.key, store, _SETTINGS)


def _from_nothing(store: Store) -> list[str]:
    """The default graph as one derivation gives it from what is current, and nothing else."""
    base = _SETTINGS.base_iri
    current = [store.triples(name) for name in current_contents(store)]
    earlier = [store.triples(str(row["contents"])) for row in store.select(load("records-superseded"))]
    authority = store.triples(named_graph(base, "authority"))
    return derive(current, authority, base, _SETTINGS.publish_threshold, (), earlier)


@given(_STEPS)
@settings(deadline=None, max_examples=60)
def test_a_memory_gives_what_none_gives_after_every_step(steps: list[_Step]) -> None:
    store, memory = open_store("memory:"), Memory()
    held: dict[str, Reading] = {}
    for step in steps:
        _take(step, store, held)
        rederive(store, _SETTINGS, memory)

        assert store.triples(DEFAULT_GRAPH) == _from_nothing(store)
