"""A reviewer's day: five papers name one minister, two posts make a question, a doubtful claim waits for a person."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from graph.stores import open_store
from tests.journeys.roads import House, Said

# Nguyễn Văn Thắng was Minister of Transport from October 2022, and is Minister of Finance from November 2024: the
# National Assembly of Viet Nam. Viet Nam signed on 25 October 2025: treaties.un.org, XVIII-16.
FINANCE = {
    "vi.txt": "Bộ trưởng Bộ Tài chính Nguyễn Văn Thắng đương nhiệm khi Việt Nam ký Công ước Hà Nội. "
    "Việt Nam đã ký Công ước Hà Nội ngày 25/10/2025.",
    "en.txt": "Nguyen Van Thang, Minister of Finance of Viet Nam, was in office then. "
    "Viet Nam signed the Hanoi Convention on 25 October 2025.",
    "ru.txt": "Министр финансов Вьетнама Нгуен Ван Тханг был тогда в должности. "
    "Вьетнам подписал Ханойскую конвенцию 25 октября 2025 года.",
    "zh.txt": "越南财政部部长阮文胜当时在任。越南于2025年10月25日签署了《联合国打击网络犯罪公约》。",
    "fr.txt": "Le ministre vietnamien des Finances, Nguyen Van Thang, était alors en fonction. "
    "Le Viet Nam a signé la Convention de Hanoï le 25 octobre 2025.",
}
TRANSPORT = (
    "Nguyen Van Thang, Minister of Transport of Viet Nam, held that post before. "
    "Viet Nam signed the Hanoi Convention on 25 October 2025."
)
HOLDERS = """PREFIX org: <http://www.w3.org/ns/org#> PREFIX tg: <https://w3id.org/treatygraph/ontology#>
SELECT DISTINCT ?who WHERE { ?held org:member ?who ; tg:post ?post . ?who tg:provisional true } ORDER BY ?who"""


@pytest.fixture
def read(house: House) -> House:
    """A house in which all six papers are read."""
    names = [house.write(name, text) for name, text in [*FINANCE.items(), ("transport.txt", TRANSPORT)]]
    said = house.run("ingest", *names)
    assert said.code == 0, said.err
    return house


def holders(house: House) -> list[str]:
    return house.run("query", HOLDERS, "--format", "csv").out.split()[1:]


def strictly(house: House, *arguments: str) -> Said:
    """Run a command that publishes next to nothing without a person."""
    return house.run(*arguments, TREATYGRAPH_PUBLISH_THRESHOLD="0.995")


def waiting(house: House, kind: str, run: Callable[..., Said] = House.run) -> list[dict[str, object]]:
    said = run(house, "review", "list", "--kind", kind, "--format", "jsonl")
    assert said.code == 0, said.err
    return [json.loads(line) for line in said.out.splitlines()]


def accepted(house: House) -> list[str]:
    store = open_store(str(house.folder / "store"), read_only=True)
    try:
        return store.triples("")
    finally:
        store.close()


def test_five_papers_in_four_scripts_tell_of_one_minister_and_another_post_is_a_question(read: House) -> None:
    minister, other = holders(read)
    (pair,) = waiting(read, "entities")

    sides = pair["sides"]
    assert isinstance(sides, list)
    assert other != minister
    assert "minister of transport (state/vnm)" in [post for side in sides for post in side["posts"]]
    parts = pair["parts"]
    assert isinstance(parts, dict)
    assert parts["office"] == 0.5


def test_a_reviewer_joins_two_posts_to_one_person_and_takes_it_back(read: House) -> None:
    before, (pair,) = accepted(read), waiting(read, "entities")

    said = read.run("review", "same", str(pair["id"]), "--by", "The reviewer on duty", "--why", "One career.")
    assert said.code == 0, said.err
    assert len(holders(read)) == 1
    assert waiting(read, "entities") == []
    assert read.run("verify").code == 0

    judgement = said.err.partition(":")[0]
    assert read.run("review", "undo", judgement, "--by", "The reviewer of tomorrow").code == 0
    assert accepted(read) == before
    history = read.run("review", "history").out
    assert "same (retracted) by The reviewer on duty" in history
    assert "retracted by The reviewer of tomorrow" in history


def test_two_that_were_told_apart_stay_apart_when_all_is_read_again(read: House) -> None:
    (pair,) = waiting(read, "entities")
    read.run("review", "different", str(pair["id"]), "--by", "The reviewer on duty")

    again = read.run("ingest", *FINANCE, "transport.txt")

    assert "6 unchanged" in again.err
    assert len(holders(read)) == 2
    assert waiting(read, "entities") == []


def test_a_claim_below_the_threshold_waits_counts_when_accepted_and_stays_so(house: House) -> None:
    name = house.write("en.txt", FINANCE["en.txt"])

    said = strictly(house, "ingest", name)
    assert "claims wait in review" in said.err
    assert holders(house) == []
    waits = waiting(house, "claims", strictly)
    (post,) = (str(claim["id"]) for claim in waits if claim["predicate"] == "holdsPosition")

    assert strictly(house, "review", "accept", post, "--by", "The reviewer on duty").code == 0
    assert len(holders(house)) == 1
    assert len(waiting(house, "claims", strictly)) == len(waits) - 1

    assert "1 unchanged" in strictly(house, "ingest", name).err
    assert len(holders(house)) == 1
    assert strictly(house, "verify").code == 0
    rejected = strictly(house, "review", "reject", post, "--by", "Another")
    assert rejected.code == 1
    assert "retract that first with `treatygraph review undo" in rejected.err


def test_extract_leaves_doubtful_claims_and_says_how_many(house: House) -> None:
    name = house.write("en.txt", FINANCE["en.txt"])

    left, whole = (strictly(house, "extract", name, *more) for more in ((), ("--all",)))
    table = strictly(house, "extract", name, "--all", "--format", "table")

    claims = [len(json.loads(said.out)["claims"]) for said in (left, whole)]
    assert left.err == f"note: {name}: {claims[1] - claims[0]} doubtful claims left for review; --all prints them\n"
    assert claims[0] < claims[1]
    assert whole.err == ""
    assert "Nguyen Van Thang (provisional)" in table.out


def test_a_store_that_is_being_written_to_is_said_to_be_busy(read: House) -> None:
    (pair,) = waiting(read, "entities")
    holding = open_store(str(read.folder / "store"))
    try:
        said = read.run("review", "same", str(pair["id"]), "--by", "The reviewer on duty")
    finally:
        holding.close()

    assert (said.code, said.out) == (1, "")
    assert "is open in another process" in said.err
