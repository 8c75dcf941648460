"""The document's people again, where their full or short names stand without an anchor."""

from __future__ import annotations

from functools import cache

from graph.folding import fold
from graph.model import Span
from ingest.extraction.drafts import Draft
from ingest.languages.language import Language
from ingest.linking import Linker
from ingest.mentions.names import Ends, class_ends
from ingest.mentions.unspaced import find_names_again
from ingest.model import Found
from ingest.text import Text
from ontology.authority import load_authority

_LONGEST_NAME = 7
# A surname that one known person alone bears tells who is meant, if it is no shorter.
_TELLING_SURNAME = 4
# Verbs beside which a short name stands.
_SPEAKING = ("say", "call", "commit", "support", "criticize")
_TELLING_LENGTH = 5


def learn_by_surname(draft: Draft, text: Text, language: Language, linker: Linker) -> None:
    """Note the known people whom a text only calls by an honorific and their surname (`Mr Guterres`)."""
    if not (language.names.case and language.names.blanks):
        return
    line = draft.line
    for end in sorted(class_ends(line, language, "honorific").ends):
        if end + 1 >= len(line.spans) or line.founds[end + 1] is not None:
            continue
        span = line.spans[end + 1]
        word = span.of(text.clean)
        key = _known_surnames().get(linker.names.key_of(word)) if word[0].isupper() else None
        if key is not None and linker.names.key_of(word) not in linker.names.shorts:
            linker.names.learn(Found(span, "P", key, load_authority().entities[key].label))


@cache
def _known_surnames() -> dict[str, str]:
    """The last words of the known people's names that one of them alone bears, each with the person's key."""
    bearers: dict[str, set[str]] = {}
    for known in load_authority().of_type("person"):
        for name in known.names:
            if name.text.isascii() and " " in name.text and name.register != "mt-error":
                bearers.setdefault(fold(name.text).rpartition(" ")[2], set()).add(known.key)
    return {word: min(keys) for word, keys in bearers.items() if len(keys) == 1 and len(word) >= _TELLING_SURNAME}


def find_people_again(draft: Draft, text: Text, language: Language, linker: Linker) -> list[Found]:
    """The document's people again: their full names without an anchor, and their short forms where they may stand."""
    if not linker.names.refs:
        return []
    if not language.names.blanks:
        return find_names_again(draft.line, text, linker.names.in_text(text))
    line, found = draft.line, []
    words = [
        "" if owner else linker.names.key_of(text.clean[s.start : s.end])
        for s, owner in zip(line.spans, line.founds, strict=True)
    ]
    taken = -1
    for index, word in enumerate(words):
        if index <= taken or word not in linker.names.first_words:
            continue
        for length in range(min(_LONGEST_NAME, len(words) - index), 0, -1):
            last = index + length - 1
            if not all(words[index : last + 1]):
                continue
            name = " ".join(words[index : last + 1])
            is_full = name in linker.names.refs and length > 1
            if is_full or (name in linker.names.shorts and _may_stand(draft, index, last, text, language)):
                span = Span(line.spans[index].start, line.spans[last].end)
                post = line.founds[index - 1] if index > 0 else None
                label = " ".join(text.clean[span.start : span.end].split())
                register = "case" if linker.names.in_case(label) else None
                title = post.title if post is not None else None
                found.append(Found(span, "P", label=label, register=register, title=title))
                taken = last
                break
    return found


def _may_stand(draft: Draft, first: int, last: int, text: Text, language: Language) -> bool:
    """Whether a short form is a name here: capitalized and alone, or behind a post, an honorific or a pronoun."""
    line = draft.line
    before = line.founds[first - 1] if first > 0 else None
    word = line.string[line.starts[first - 1] :].partition(" ")[0] if first > 0 else ""
    if (before is not None and before.kind == "J") or first - 1 in class_ends(line, language, "honorific").ends:
        return True
    if word in language.names.pronouns:
        return True
    if not language.names.case:
        return _may_stand_uncased(line.string.split(), first, last, language, class_ends(line, language, *_SPEAKING))
    if language.names.order == "family-first":
        return False
    clean = text.clean
    after = line.spans[last + 1].start if last + 1 < len(line.spans) else len(clean)
    capital_before = bool(word) and before is None and clean[line.spans[first - 1].start].isupper() and first > 1
    next_is_name = (
        after == line.spans[last].end + 1
        and clean[after : after + 1].isupper()
        and (last + 1 < len(line.spans) and line.founds[last + 1] is None)
    )
    return clean[line.spans[first].start].isupper() and not capital_before and not next_is_name


def _may_stand_uncased(words: list[str], first: int, last: int, language: Language, verbs: Ends) -> bool:
    """Whether a short form is a name where no capitals tell: beside a verb of saying, in quotation marks,
    or long and no common word."""
    name = words[first : last + 1]
    if words[max(0, first - 1) : first] == ['"'] and words[last + 1 : last + 2] == ['"']:
        return True
    if first - 1 in verbs.ends or last + 1 in verbs.starts:
        return True
    common = any(word in language.names.stops or word.startswith("ال") for word in name)
    return not common and len(name[-1]) >= _TELLING_LENGTH
