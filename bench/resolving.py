"""`python -m bench.resolving [--people N]`: how long it takes to tell who is whom, and whether that grows in line.

The people are made of syllables, in two scripts, with a third of them named as in Viet Nam, where few family and
given names serve many: more names collide than in any real store. Two in five hold an office. The same each time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

import click

from graph.resolution import Office, Subject, resolve

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
_MIDDLE = ("Văn", "Thị", "Minh", "Quang", "Hữu", "Đức", "Thanh", "Ngọc", "Xuân", "Tam", "Hoài", "Quốc")
_GIVEN = (
    "Anh", "Bình", "Cường", "Dũng", "Giang", "Hà", "Hùng", "Khánh", "Lan", "Long", "Minh", "Nam", "Phúc", "Quang",
    "Sơn", "Thành", "Trung", "Tuấn", "Vinh", "Yến",
)  # fmt: skip
_CONSONANTS, _VOWELS, _ARABIC = "bcdfghjklmnprstvz", "aeiou", "بتجحدرسشصعفقكلمنهوي"
_TITLES = (
    "minister of justice", "minister of foreign affairs", "ambassador", "president", "prime minister", "director",
    "spokesperson", "permanent representative", "attorney general",
)  # fmt: skip
_STATES, _BASE = 200, "http://localhost:8000/id/"


def people(number: int, seed: int = 7) -> list[Subject]:
    """So many provisional people of as many documents."""
    random = Random(seed)
    name = _naming(random)
    return [_person(at, name(), number, random) for at in range(number)]


def _naming(random: Random) -> Callable[[], str]:
    first, last = ([_word(random) for _ in range(count)] for count in (600, 3000))
    arabic = ["".join(random.choices(_ARABIC, k=random.randint(3, 6))) for _ in range(1500)]
    kinds = ((_FAMILY, _MIDDLE, _GIVEN), (first, last), (arabic, arabic))

    def name() -> str:
        (parts,) = random.choices(kinds, weights=(3, 5, 2))
        return " ".join(random.choice(part) for part in parts)

    return name


def _word(random: Random) -> str:
    syllables = random.randint(2, 4)
    return "".join(random.choice(_CONSONANTS) + random.choice(_VOWELS) for _ in range(syllables)).capitalize()


def _person(at: int, name: str, number: int, random: Random) -> Subject:
    state = f"{_BASE}state/{random.randrange(_STATES)}"
    offices = frozenset({Office(random.choice(_TITLES), state, state)} if random.random() < 0.4 else ())
    day = 739_000 + random.randrange(400)
    return Subject(
        iri=f"{_BASE}person/{at:06d}",
        type="person",
        names=(name,),
        offices=offices,
        states=frozenset({state} if offices else ()),
        documents=frozenset({f"{_BASE}document/{random.randrange(number)}"}),
        days=(day, day + 10),
        company=frozenset({f"{_BASE}treaty/{random.randrange(50)}", f"{_BASE}organization/un"}),
        claims=(f"{_BASE}claim/{at}",) if offices else (),
    )


@click.command()
@click.option("--people", "number", type=click.IntRange(10), default=100_000, show_default=True)
def main(number: int) -> None:
    """Measure resolution over a tenth, a third and all of the people, in processor time."""
    for some in (number // 10, number // 3, number):
        subjects = people(some)
        start = time.process_time()
        found = resolve(subjects, ())
        taken = time.process_time() - start
        click.echo(
            f"{some:>7,} people: {taken:6.1f} s, {1e6 * taken / some:5.0f} us each; "
            f"{len(found.merges):,} joined, {len(found.questions):,} asked"
        )


if __name__ == "__main__":
    main()
