"""The keys under which a name is looked for: its consonants in coarse classes, so that hardly a spelling escapes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, product

from graph.likeness.classes import CLASSES
from graph.likeness.names import Reading, read_name
from graph.likeness.words import Word

# Words of so many consonants tell enough to be a key alone, and whole names of so many.
_TELLING = 3
_TELLING_NAME = 2
# So many skeletons are kept of a word, and so many of a whole name.
_MOST_FORMS = 4
_MOST_WHOLES = 4
_START = 2


@lru_cache(maxsize=65536)
def name_keys(name: str) -> frozenset[str]:
    """Keys of a name, few of them, so that two spellings of one name share at least one, in any script."""
    return frozenset(key for reading in read_name(name) for key in _keys(reading))


def _keys(reading: Reading) -> set[str]:
    """The whole name in its orders, its first and last word whatever stands between, and every telling word alone."""
    skeletons = _skeletons(reading.words)
    turns = [skeletons, skeletons[-1:] + skeletons[:-1], skeletons[1:] + skeletons[:1]]
    wholes = {whole for turn in turns for whole in _wholes(turn) if len(whole) >= _TELLING_NAME}
    alone = {form for forms in skeletons for form in forms if len(form) >= _TELLING}
    keys = wholes | alone | (_ends(skeletons) if len(skeletons) > 1 else set())
    # A name with hardly a consonant has a key all the same.
    return keys or _wholes(skeletons)


def _ends(skeletons: Sequence[Sequence[str]]) -> set[str]:
    """How the first and the last word begin, in one order for both."""
    starts = [{form[:_START] for form in forms if form} for forms in (skeletons[0], skeletons[-1])]
    return {"+".join(sorted(pair)) for pair in product(*starts)}


def _wholes(skeletons: Iterable[Sequence[str]]) -> set[str]:
    """All words as one, which names written in more or fewer words share."""
    return {_squeezed("".join(forms)) for forms in islice(product(*skeletons), _MOST_WHOLES)}


def _skeletons(words: Iterable[Word]) -> list[list[str]]:
    """The consonants of each word in classes, for the likeliest ways to hear it."""
    return [list(dict.fromkeys(_squeezed(form) for form in islice(_forms(word), _MOST_FORMS))) for word in words]


def _forms(word: Word) -> Iterable[str]:
    return dict.fromkeys("".join(c) for way in word.ways for c in product(*(sorted(CLASSES[s]) for s in way.text)))


def _squeezed(skeleton: str) -> str:
    """No class twice running, and ng like n."""
    skeleton = skeleton.replace("NK", "N")
    return "".join(c for at, c in enumerate(skeleton) if at == 0 or skeleton[at - 1] != c)
