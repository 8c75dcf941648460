"""Which entities are worth comparing: those that share a name, its sound, or an office, few enough to look at each.

Near linear: in a small block everybody meets everybody, in a large one only those who stand near each other by
office and name, so that a name borne by thousands costs no more for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from graph.likeness import name_keys
from graph.resolution.subjects import Subject

Key = tuple[str, ...]
SMALL = 8
NEAR = 2


def candidate_pairs(subjects: Iterable[Subject]) -> Iterator[tuple[Subject, Subject]]:
    """Each pair worth comparing once, in no order that means anything; two known entities are never one."""
    seen: set[tuple[str, str]] = set()
    for block in _blocks(subjects):
        for left, right in _pairs(block):
            pair = (left.iri, right.iri) if left.iri < right.iri else (right.iri, left.iri)
            if pair not in seen and not (left.known and right.known):
                seen.add(pair)
                yield left, right


def block_keys(subject: Subject) -> set[Key]:
    """What a subject is looked for by: its names as folded, the sounds or words in them, its offices.

    The sound of one word alone is shared by thousands, so it counts within a state; first and last word together
    count everywhere.
    """
    keys: set[Key] = {("name", name) for name in subject.folded}
    keys |= {("office", office.title, office.state or office.body) for office in subject.offices}
    if subject.type != "person":
        return keys | {("words", *sorted(name.split())) for name in subject.folded}
    for sound in {key for name in subject.names for key in name_keys(name)}:
        keys |= {("sound", sound)} if "+" in sound else {("sound", sound, state) for state in subject.states}
    return keys


def _blocks(subjects: Iterable[Subject]) -> Iterator[list[Subject]]:
    blocks: dict[Key, list[Subject]] = {}
    for subject in subjects:
        for key in block_keys(subject):
            blocks.setdefault((subject.type, *key), []).append(subject)
    # A block without anybody new is of no use: known entities are not compared with each other.
    return (block for block in blocks.values() if len(block) > 1 and not all(one.known for one in block))


def _pairs(block: list[Subject]) -> Iterator[tuple[Subject, Subject]]:
    if len(block) <= SMALL:
        yield from combinations(block, 2)
        return
    # Beside whom one stands by office says nothing of those who have none.
    for ordered in (sorted(block, key=_by_name), sorted((one for one in block if one.offices), key=_by_office)):
        for at, subject in enumerate(ordered):
            for other in ordered[at + 1 : at + 1 + NEAR]:
                yield subject, other


def _by_name(subject: Subject) -> tuple[object, ...]:
    return subject.folded, sorted(subject.offices), subject.iri


def _by_office(subject: Subject) -> tuple[object, ...]:
    return [(office.state or "", office.title) for office in sorted(subject.offices)], subject.folded, subject.iri
