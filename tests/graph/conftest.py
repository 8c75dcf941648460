"""A small published store: two documents of our own on the signing in Hanoi, checked and derived for real."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.derivation import rederive
from graph.founding import ensure_base
from graph.model import (
    Claim,
    ClaimType,
    DateBasis,
    Document,
    Entity,
    EntityType,
    EventType,
    Mention,
    Modality,
    Reading,
    Span,
)
from graph.publish import Outcome, publish
from graph.settings import Settings
from graph.store import Store
from graph.stores import open_store
from graph.validation import open_gate

NOON = datetime(2025, 11, 20, 12, tzinfo=UTC)

# Facts: treaties.un.org XVIII-16, and news.un.org of 25 October 2025 on the Secretary-General's words in Hanoi.
ENGLISH = (
    "Viet Nam signed the Convention in Hanoi on 25 October 2025. "
    "António Guterres, Secretary-General of the United Nations, spoke at the signing ceremony: "
    "“a powerful, legally binding instrument”. "
    "Viet Nam promised to ratify it soon. "
    "By 26 October 2025, 72 states had signed. "
    "It will enter into force 90 days after the 40th ratification. "
    "The Venezuelan News Agency wrote so."
)
VIETNAMESE = (
    "Việt Nam và Liên minh châu Âu đã ký Công ước. Lễ mở ký diễn ra tại Hà Nội ngày 25/10/2025. Khoảng 65 nước đã ký."
)
VIET_NAM = Entity("e1", EntityType.STATE, "Viet Nam", (("en", "Viet Nam"),), "state/vnm", "VNM")
TREATY = Entity("e2", EntityType.TREATY, "Hanoi Convention", (("en", "Convention"),), "treaty/un-xviii-16")
CEREMONY = Entity(
    "e3",
    EntityType.EVENT,
    "Signing ceremony",
    (("en", "signing ceremony"),),
    "event/hanoi-signing-2025",
    event_type=EventType.CEREMONY,
)
GUTERRES = Entity("e4", EntityType.PERSON, "António Guterres", (("en", "António Guterres"),), "person/antonio-guterres")
UN = Entity("e5", EntityType.ORGANIZATION, "United Nations", (("en", "United Nations"),), "organization/united-nations")
AGENCY = Entity("e6", EntityType.ORGANIZATION, "Venezuelan News Agency", (("en", "Venezuelan News Agency"),))
HANOI = Entity("e7", EntityType.PLACE, "Hanoi", (("en", "Hanoi"),), "place/hanoi")


def _span(text: str, words: str) -> Span:
    found = re.search(re.escape(words), text)
    assert found is not None, words
    return Span(*found.span())


def english() -> Reading:
    """The English document and all that is read in it."""

    def claim(type: ClaimType, subject: Entity, words: str, object: Entity | None = None, **more: object) -> Claim:
        evidence = _span(ENGLISH, words)
        return Claim(type, subject.id, evidence, object and object.id, confidence=0.9, **more)  # type: ignore[arg-type]  # fields of the claim

    document = Document(
        ENGLISH,
        "en",
        title="Viet Nam signs first",
        url="https://news.example/2025/10/26/first",
        publisher="Example News",
        published="2025-10-26",
        published_basis=DateBasis.INFERRED_FROM_URL,
    )
    entities = (VIET_NAM, TREATY, CEREMONY, GUTERRES, UN, AGENCY, HANOI)
    stated = DateBasis.STATED
    return Reading(
        document,
        entities,
        tuple(Mention(entity.id, _span(ENGLISH, entity.labels[0][1])) for entity in entities),
        (
            claim(
                ClaimType.SIGNS, VIET_NAM, "Viet Nam signed the Convention in Hanoi on 25 October 2025", TREATY,
                date="2025-10-25", date_basis=stated, rule="en.sign.1",
            ),
            claim(
                ClaimType.HOLDS_POSITION, GUTERRES, "António Guterres, Secretary-General of the United Nations", UN,
                value="Secretary-General",
            ),
            claim(ClaimType.SPEAKS_AT, GUTERRES, "spoke at the signing ceremony", CEREMONY),
            claim(
                ClaimType.STATES, GUTERRES, "a powerful, legally binding instrument", TREATY, quoted=True
            ),
            claim(ClaimType.COMMITS, VIET_NAM, "to ratify it soon", TREATY),
            claim(
                ClaimType.TALLY, TREATY, "By 26 October 2025, 72 states had signed", value=72, action="signature",
                unit="state", date="2025-10-26", date_basis=stated,
            ),
            claim(
                ClaimType.ENTERS_INTO_FORCE, TREATY, "It will enter into force 90 days after", delay_days=90,
                modality=Modality.PLANNED,
            ),
            claim(ClaimType.REQUIRES, TREATY, "the 40th ratification", value=40),
            claim(ClaimType.TAKES_PLACE_IN, CEREMONY, "in Hanoi", HANOI),
            claim(ClaimType.SUPPORTS, GUTERRES, "legally binding instrument", TREATY),
            claim(
                ClaimType.REPORTS, AGENCY, "The Venezuelan News Agency wrote so", flags=("doubtful-expansion",)
            ),
        ),
    )  # fmt: skip


def vietnamese() -> Reading:
    """The Vietnamese document, whose number differs and whose signatures are not dated."""
    viet_nam = replace(VIET_NAM, labels=(("vi", "Việt Nam"),))
    union = Entity(
        "e8", EntityType.ORGANIZATION, "European Union", (("vi", "Liên minh châu Âu"),), "organization/european-union"
    )
    treaty = replace(TREATY, labels=(("vi", "Công ước"),))
    ceremony = replace(CEREMONY, labels=(("vi", "Lễ mở ký"),))
    entities = (viet_nam, union, treaty, ceremony)
    signed = _span(VIETNAMESE, "Việt Nam và Liên minh châu Âu đã ký Công ước")
    return Reading(
        Document(VIETNAMESE, "vi", publisher="Báo Ví dụ", published="2025-10-25"),
        entities,
        tuple(Mention(entity.id, _span(VIETNAMESE, entity.labels[0][1])) for entity in entities),
        (
            Claim(ClaimType.SIGNS, "e1", signed, "e2"),
            Claim(ClaimType.SIGNS, "e8", signed, "e2"),
            Claim(
                ClaimType.TAKES_PLACE_ON,
                "e3",
                _span(VIETNAMESE, "Lễ mở ký diễn ra tại Hà Nội ngày 25/10/2025"),
                date="2025-10-25",
                date_basis=DateBasis.STATED,
            ),
            Claim(
                ClaimType.TALLY,
                "e2",
                _span(VIETNAMESE, "Khoảng 65 nước đã ký"),
                value=65,
                action="signature",
                bound="about",
            ),
        ),
    )


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("published")
    return Settings(store=str(folder / "store"), quarantine=str(folder / "quarantine"))


@pytest.fixture(scope="session")
def base(settings: Settings) -> str:
    return settings.base_iri


@pytest.fixture(scope="session")
def fill(settings: Settings) -> Callable[[Store], None]:
    """A function that publishes both documents into a store."""
    gate = open_gate()

    def into(store: Store) -> None:
        ensure_base(store, settings, gate)
        for reading, location in ((english(), "/news/first.txt"), (vietnamese(), "/news/vi.txt")):
            receipt = publish(reading, location, store, gate, settings, NOON)
            assert receipt.outcome == Outcome.INGESTED, receipt.report
        rederive(store, settings)

    return into


@pytest.fixture(scope="session")
def published_lines(fill: Callable[[Store], None]) -> dict[str, list[str]]:
    """What a store of the two documents holds, by graph."""
    store = open_store("memory:")
    fill(store)
    return {name: store.triples(name) for name in ["", *store.graphs()]}


@pytest.fixture(scope="session")
def published(published_lines: dict[str, list[str]]) -> Iterator[Store]:
    """A store of the two documents, to read from; whoever changes it takes `changeable`."""
    store = open_store("memory:")
    store.replace(published_lines)
    yield store
    store.close()


@pytest.fixture
def changeable(published_lines: dict[str, list[str]]) -> Iterator[Store]:
    """A store of the two documents for one test alone."""
    store = open_store("memory:")
    store.replace(published_lines)
    yield store
    store.close()


@pytest.fixture
def published_folder(published_lines: dict[str, list[str]], tmp_path: Path) -> str:
    """A folder with a store of the two documents, closed."""
    folder = str(tmp_path / "store")
    store = open_store(folder)
    store.replace(published_lines)
    store.close()
    return folder


@pytest.fixture(scope="session")
def english_key() -> str:
    return english().document.key


@pytest.fixture(scope="session")
def vietnamese_key() -> str:
    return vietnamese().document.key


@pytest.fixture(scope="session")
def readings() -> tuple[Reading, Reading]:
    return english(), vietnamese()


@pytest.fixture(scope="session")
def noon() -> datetime:
    """When both documents came in."""
    return NOON
