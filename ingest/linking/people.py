"""Who is meant by a name, a short name or a pronoun."""

from __future__ import annotations

import re

from graph.model import EntityType
from ingest.languages.language import Language
from ingest.linking.bodies import Foremost
from ingest.linking.names import PersonNames
from ingest.linking.posts import Posts
from ingest.linking.table import Place, Referent, Table
from ingest.mentions.nouns import PERSON
from ingest.model import Found, Title
from ingest.text import Text

# How many sentences back a pronoun finds the last man or woman.
_SEX_REACH = 6


def sexes_in(text: Text, language: Language) -> dict[int, str]:
    """Where the words of the classes `he_word` and `she_word` begin, and the names behind them (`ông`, `bà`)."""
    found = {}
    for name in ("he_word", "she_word"):
        words = language.classes[name].firsts if name in language.classes else ()
        for match in re.finditer(rf"\b(?:{'|'.join(sorted(words))}) ", text.folded) if words else ():
            found[match.start()] = found[match.end()] = name
    return found


class People:
    """The people of a document as they are met, in reading order.

    `sexes` are the places of words that tell men and women apart; who is which, and who of either was named last, is
    noted on the way. `body` is the body met last.
    """

    def __init__(self, language: Language, table: Table, names: PersonNames, posts: Posts, body: Foremost) -> None:
        self.language = language
        self.names = names
        self.sexes: dict[int, str] = {}
        self.last: str | None = None
        self._table = table
        self._posts = posts
        self._body = body
        self._subject: str | None = None
        self._last_at = -1
        self._last_in = -1
        self._voice: tuple[str, int] | None = None
        self._sex_of: dict[str, str] = {}
        self._last_of: dict[str, tuple[str, int]] = {}
        self._settled: dict[tuple[int, int], str | None] = {}

    def refer(self, found: Found, place: Place) -> str | None:
        """Whom a name or a pronoun means."""
        if not found.anaphor or found.key is not None:
            return self._person(found, place)
        # A pronoun stands for one met before it, also when a rule asks again after the sentence has been read.
        if found.span not in self._settled:
            meant = self._subject if found.label == PERSON else self.pronoun(place)
            self._settled[found.span] = self._of_its_sex(meant, found, place)
        return self._settled[found.span]

    def hear(self, ref: str, place: Place, *, spoke: bool) -> None:
        """Note who acted or spoke, for pronouns of the paragraph that stand for bodies as well as for people; where
        a person acts for a state, a pronoun means the person."""
        if spoke or self._last_in != place.sentence:
            self._voice = (ref, place.block)
        if spoke and self.language.names.endings and self._table[ref].type is EntityType.PERSON:
            self._subject = ref

    def pronoun(self, place: Place) -> str | None:
        """The first person of the last sentence with people; in a language with a class `body_pronoun`, the body heard
        since then in the paragraph, or named before in a sentence without people."""
        if "body_pronoun" not in self.language.classes:
            return self._subject
        if self._voice is not None and self._voice[1] == place.block:
            return self._voice[0]
        here = self._body.sentence == place.sentence != self._last_in
        return self._body.ref if here else self._subject

    def _of_its_sex(self, meant: str | None, pronoun: Found, place: Place) -> str | None:
        """Whom a pronoun means: where it is known to be no word for that person, the last one for whom it is."""
        sex = self.sexes.get(pronoun.span.start)
        if sex is None or meant is None or self._sex_of.get(meant, sex) == sex:
            return meant
        ref, sentence = self._last_of.get(sex, (None, 0))
        return ref if place.sentence - sentence <= _SEX_REACH else None

    def _person(self, found: Found, place: Place) -> str | None:
        if found.key is not None:
            ref: str | None = self._table.known(found.key)
        elif found.label is not None:
            ref = self._named(found.label, found.title)
        else:
            ref = None
        # Rules ask again about people already met: only one that stands farther on is the last.
        if ref is not None and found.span.start > self._last_at:
            self._meet(ref, found, place)
        return ref

    def _meet(self, ref: str, found: Found, place: Place) -> None:
        self.last, self._last_at = ref, found.span.start
        if found.span.start in self.sexes:
            self._sex_of[ref] = self.sexes[found.span.start]
        if ref in self._sex_of:
            self._last_of[self._sex_of[ref]] = (ref, place.sentence)
        if found.register == "case" and self._subject is not None:
            return
        # The first person of a sentence is most often its subject, which a pronoun goes on with.
        self._subject = ref if self._last_in != place.sentence else self._subject
        self._voice, self._last_in = None, place.sentence

    def _named(self, label: str, post: Title | None) -> str | None:
        """The person of a name; of two who share it, the one whose post stands beside it, else the last one named."""
        folded = self.names.key_of(label)
        ref = self.names.refs.get(folded)
        if ref is None:
            refs = self.names.shorts.get(folded, set())
            ref = next(iter(refs)) if len(refs) == 1 else None
            holders = self._posts.fitting(post) & refs if post else set()
            if len(refs) > 1 and len(holders) == 1:
                ref = next(iter(holders))
            elif len(refs) > 1 and self.last in refs:
                ref = self.last
        if ref is None:
            return None
        if ref.startswith("new:"):
            self._table.setdefault(ref, Referent(ref, EntityType.PERSON, self.names.full.get(ref, label)))
            return ref
        return self._table.known(ref)
