"""From mentions to the entities of one document: who is who, and what `the Convention` or `the Minister` stands for.

Known entities keep their authority key. People are joined within a document by full name, short form, or the post
they hold in it; a pronoun or bare post that is not clear stays unlinked. Treaty words resolve within the paragraph,
then to the document's main treaty: never to whichever treaty happened to stand last in another paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from graph.dates import PartialDate
from graph.folding import fold as fold_name
from graph.model import EntityType, EventType, Span
from ingest.languages.language import Language
from ingest.mentions.declension import name_key
from ingest.mentions.ministries import known_ministry
from ingest.mentions.names import short_forms
from ingest.mentions.nouns import BEFORE, HOST, LAST, MAIN, PERSON, WHOLE
from ingest.mentions.outlets import PUBLISHER
from ingest.mentions.unspaced import names_in
from ingest.model import Found, Title
from ingest.namesakes import holds, known_person, one_person
from ingest.text import Text
from ontology.authority import Known, load_authority

fold = lru_cache(maxsize=65536)(fold_name)  # the same names come again in every document
# The article that Arabic writes onto the noun: `المكتب` shortens `مكتب الأمم المتحدة`.
_ARTICLE = "ال"
_TYPE_OF_KIND = {
    "P": EntityType.PERSON,
    "S": EntityType.STATE,
    "A": EntityType.STATE,
    "O": EntityType.ORGANIZATION,
    "U": EntityType.ORGANIZATION,
    "T": EntityType.TREATY,
    "E": EntityType.EVENT,
    "L": EntityType.PLACE,
    "C": EntityType.PLACE,
}


# How many sentences a state or a body stays in mind for `this country`, `this organization`.
_STATE_REACH = 2


class Referent(NamedTuple):
    """One entity of the document: `ref` is its authority key, or `new:type:name`."""

    ref: str
    type: EntityType
    label: str
    key: str | None = None
    iso3: str | None = None
    same_as: tuple[str, ...] = ()
    event_type: EventType | None = None


class Place(NamedTuple):
    """Where a mention stands: the index of its sentence and of its block."""

    sentence: int
    block: int


@dataclass(slots=True)
class _Foremost:
    """The first mention of a kind in the last sentence that has one: most often its subject."""

    ref: str | None = None
    sentence: int = -1
    at: int = -1
    earlier: tuple[int, str | None] = (-1, None)

    def meet(self, ref: str, start: int, place: Place) -> None:
        """Note a mention; one met before, or behind another of its sentence, changes nothing."""
        if start > self.at:
            if self.sentence != place.sentence:
                self.earlier, self.ref = (self.sentence, self.ref), ref
            self.at, self.sentence = start, place.sentence

    def before(self, sentence: int) -> tuple[int, str | None]:
        """The foremost one of the last sentence before `sentence`, with the index of that sentence."""
        return self.earlier if self.sentence == sentence else (self.sentence, self.ref)


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds a post in this document."""

    person: str
    portfolio: str | None
    body: str | None

    def fits(self, title: Title) -> bool:
        """Whether a bare post may mean this one: no other portfolio, no other state (`the Qatari minister`)."""
        if title.portfolio is not None and self.portfolio is not None and title.portfolio != self.portfolio:
            return False
        state = title.state.key if title.state is not None else None
        return state is None or state == self.body or not (self.body or "").startswith("state/")


@cache
def _may_shorten(treaty: str, main: str, code: str) -> bool:
    """Whether an ambiguous name of a treaty in that language may be another's shortened."""
    entities = load_authority().entities
    loose = [n for n in entities[treaty].names if n.register == "ambiguous" and n.language == code]
    whole = [set(fold(name.text).split()) for name in entities[main].names]
    return any(set(fold(name.text).split()) <= words for name in loose for words in whole)


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


@dataclass
class Linker:
    """The table of one document, filled in reading order; `refer` answers for one mention."""

    language: Language
    published: str | None
    main_treaty: str | None
    sure_treaties: frozenset[str] = frozenset()
    home: str | None = None
    referents: dict[str, Referent] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    shorts: dict[str, set[str]] = field(default_factory=dict)
    first_words: set[str] = field(default_factory=set)
    plain_forms: dict[str, set[str]] = field(default_factory=dict)
    full_names: dict[str, str] = field(default_factory=dict)
    spellings: dict[str, dict[str, Sequence[Title]]] = field(default_factory=dict)
    holders: dict[str, list[_Holder]] = field(default_factory=dict)
    treaties_of_block: dict[int, str] = field(default_factory=dict)
    settled: dict[Span, str | None] = field(default_factory=dict)
    asides: list[Span] = field(default_factory=list)
    # Where words stand that tell men and women apart, who is which, and who of either was named last, in what sentence.
    sexes: dict[int, str] = field(default_factory=dict)
    sex_of: dict[str, str] = field(default_factory=dict)
    last_of: dict[str, tuple[str, int]] = field(default_factory=dict)
    last_person: str | None = None
    subject: str | None = None
    last_person_at: int = -1
    last_person_in: int = -1
    voice: tuple[str, int] | None = None
    last_occasion: str | None = None
    near: list[str] | None = None
    state: str | None = None
    last_state_at: int = -1
    last_state_in: int = -1
    body: _Foremost = field(default_factory=_Foremost)

    def refer(self, found: Found, place: Place, *, as_state: bool = False) -> str | None:
        """The ref that a mention stands for, or None where it is not clear."""
        kind = "S" if as_state and found.kind == "C" else found.kind
        if kind == "P":
            if not found.anaphor or found.key is not None:
                return self._person(found, place)
            # A pronoun stands for one met before it, also when a rule asks again after the sentence has been read.
            if found.span not in self.settled:
                meant = self.subject if found.label == PERSON else self.pronoun(place)
                self.settled[found.span] = self._of_its_sex(meant, found, place)
            return self.settled[found.span]
        if kind == "T":
            return self._treaty(found, place)
        if kind == "E":
            return self._event(found, place)
        if kind == "J":
            return self._bare_post(found)
        if kind == "O" and found.anaphor:
            return self._body_meant(found, place)
        if kind == "S" and found.anaphor:
            return self._state_meant(found, place)
        if kind == "O" and found.register == "ambiguous" and (ministry := self._ministry_at_home(found)) is not None:
            return ministry or None
        if found.key is not None:
            ref = self.known(self._capital_of(found) if kind == "S" and found.kind == "C" else found.key)
            if kind == "S":
                self._meet_state(ref, found, place)
            elif kind in "OU" and not _is_paper(found):
                self.body.meet(ref, found.span.start, place)
            return ref
        if kind in _TYPE_OF_KIND and found.label:
            ref = self._new(_TYPE_OF_KIND[kind], found.label)
            if kind == "O" and not _is_paper(found):
                self.body.meet(ref, found.span.start, place)
            return ref
        return None

    def _meet_state(self, ref: str, found: Found, place: Place) -> None:
        """Note the first state of the last sentence that names one: most often its subject, which `this country`
        goes on with."""
        if found.span.start > self.last_state_at:
            self.state = ref if self.last_state_in != place.sentence else self.state
            self.last_state_at, self.last_state_in = found.span.start, place.sentence

    def _state_meant(self, found: Found, place: Place) -> str | None:
        """The state of `this country`, if one was named in this sentence or within the last two; the host of the main
        treaty's ceremony for `the host country`."""
        if found.span not in self.settled:
            near = place.sentence - self.last_state_in <= _STATE_REACH
            self.settled[found.span] = self._host() if found.label == HOST else self.state if near else None
        ref = self.settled[found.span]
        return None if ref is None else self.known(ref)

    def _host(self) -> str | None:
        """The one state known to have hosted a ceremony of the main treaty."""
        ceremonies = [known for known in load_authority().of_type("event") if known.attributes.get("host")]
        ours = [known for known in ceremonies if known.attributes.get("treaty") == self.main_treaty]
        hosts = {k.attributes["host"] for k in ours if k.attributes.get("event_type") == "ceremony"}
        return next(iter(hosts)) if len(hosts) == 1 and self.main_treaty is not None else None

    def _ministry_at_home(self, found: Found) -> str | None:
        """The ministry meant by a name that those of several states bear (`МВД`): the last one of its noun that was
        named with its state, else that of its minister's state or the text's own. An empty ref where none is clear,
        None where the body is no ministry."""
        known = load_authority().entities.get(found.key or "")
        if known is None or known.attributes.get("kind") != "ministry" or not known.attributes.get("state"):
            return None
        noun, _, _ = known.label.rpartition(" of ")
        named = [r.ref for r in self.referents.values() if r.label.startswith(f"{noun} of ") and r.ref != known.key]
        home = self._state_of_minister(noun.removeprefix("Ministry of ")) or self.home
        if named or home is None:
            return named[-1] if named else ""
        ours = known if home == f"state/{known.attributes['state']}" else known_ministry(noun, home)
        if ours is not None:
            return self.known(ours.key)
        return self._new(EntityType.ORGANIZATION, f"{noun} of {load_authority().entities[home].label}")

    def _state_of_minister(self, portfolio: str) -> str | None:
        """The state of the last minister of that portfolio whom the text has named."""
        ministers = [h.body for h in self.holders.get("Minister", ()) if h.portfolio == portfolio]
        states = [body for body in ministers if body is not None and body.startswith("state/")]
        return states[-1] if states else None

    def learn_person(self, found: Found, titles: Sequence[Title] = ()) -> None:
        """Note a full name, so that its short forms are known before the text is linked; `titles` stand beside it."""
        label = found.label or ""
        if found.key is not None and label in self.spellings.get(found.key, ()):
            return
        key = self.key_of(label)
        ref = found.key or self.names.get(key) or self._by_sound(label, titles) or f"new:person:{key}"
        self.spellings.setdefault(ref, {}).setdefault(label, titles)
        known = load_authority().entities.get(found.key) if found.key else None
        forms = [(n.text, n.register) for n in known.names if n.register != "mt-error"] if known else []
        for name, register in [(label, found.register), *forms]:
            self._learn_name(self.key_of(name), ref)
            if register != "case":
                self.plain_forms.setdefault(ref, set()).add(fold(name).rpartition(" ")[2])
        # Of the case forms of a name, the shortest is most often the plain one; another spelling changes nothing.
        full = self.full_names.setdefault(ref, label)
        if self.key_of(full) == key and len(label) < len(full):
            self.full_names[ref] = label

    def _by_sound(self, label: str, titles: Sequence[Title]) -> str | None:
        """The person whose name a new one spells in another way: a known one, else the one of this text."""
        known = known_person(label, titles, self.home)
        if known is not None:
            return known
        refs = [
            ref
            for ref, names in self.spellings.items()
            if any(one_person(label, name, titles, others) for name, others in names.items())
            and (ref.startswith("new:") or not titles or holds(ref, titles, self.home))
        ]
        return refs[0] if len(refs) == 1 else None

    def learn_other_name(self, found: Found, other: Found) -> None:
        """Note that two names are one person's (`古特瑞斯（António Guterres）`); a known one gives the key."""
        ref = found.key or other.key or self.names.get(self.key_of(found.label or ""))
        for name in (found, other):
            if ref is not None and name.label:
                key = self.key_of(name.label)
                self.names[key] = ref
                self._learn_name(key, ref)

    def _learn_name(self, name: str, ref: str) -> None:
        self.names.setdefault(name, ref)
        self.first_words.add(name.partition(" ")[0])
        for short in short_forms(name.split(), self.language):
            self.shorts.setdefault(short, set()).add(ref)
            self.first_words.add(short.partition(" ")[0])

    def names_in(self, text: Text) -> list[str]:
        """The names and short forms that the text may hold, for languages that set no blanks; looked for once."""
        if self.near is None:
            self.near = names_in(text, self.names.keys() | self.shorts.keys())
        return self.near

    def key_of(self, name: str) -> str:
        """The form in which names are compared: folded, and without case endings where the language has them."""
        return name_key(name, self.language.names.endings)

    def in_case(self, name: str) -> bool:
        """Whether a name stands in another case than a subject's, as far as the document shows the plain form."""
        key = self.key_of(name)
        refs = {self.names[key]} if key in self.names else self.shorts.get(key, set())
        plain = set().union(*(self.plain_forms.get(ref, set()) for ref in refs))
        return bool(self.language.names.endings) and bool(plain) and fold(name).rpartition(" ")[2] not in plain

    def learn_post(self, person: str, title: Found, body: str | None) -> None:
        """Note that a person holds a post in this document, so that the bare post can stand for the person."""
        if title.title is not None:
            holder = _Holder(person, title.title.portfolio, body)
            holders = self.holders.setdefault(title.title.head, [])
            if holder in holders:
                holders.remove(holder)
            holders.append(holder)

    def hear(self, ref: str, place: Place, *, spoke: bool) -> None:
        """Note who acted or spoke, for pronouns of the paragraph that stand for bodies as well as for people; where
        a person acts for a state, a pronoun means the person."""
        if spoke or self.last_person_in != place.sentence:
            self.voice = (ref, place.block)
        if spoke and self.language.names.endings and self.referents[ref].type is EntityType.PERSON:
            self.subject = ref

    def pronoun(self, place: Place) -> str | None:
        """The first person of the last sentence with people; in a language with a class `body_pronoun`, the body heard
        since then in the paragraph, or named before in a sentence without people."""
        if "body_pronoun" not in self.language.classes:
            return self.subject
        if self.voice is not None and self.voice[1] == place.block:
            return self.voice[0]
        here = self.body.sentence == place.sentence != self.last_person_in
        return self.body.ref if here else self.subject

    def _of_its_sex(self, meant: str | None, pronoun: Found, place: Place) -> str | None:
        """Whom a pronoun means: where it is known to be no word for that person, the last one for whom it is."""
        sex = self.sexes.get(pronoun.span.start)
        if sex is None or meant is None or self.sex_of.get(meant, sex) == sex:
            return meant
        ref, sentence = self.last_of.get(sex, (None, 0))
        return ref if place.sentence - sentence <= _SEX_REACH else None

    def holds(self, person: str, title: Title, body: str) -> bool:
        """Whether a person's post is known in full already and the title only repeats its head: with its portfolio, or
        at another body than the state that the bare title would be of."""
        if title.portfolio is not None or title.body is not None or title.state is not None:
            return False
        return any(
            h.person == person
            and (h.portfolio is not None or head != title.head or (_is_body(h.body) and h.body != body))
            for head, held in self.holders.items()
            if _is_head(title.head, head)
            for h in held
        )

    def _person(self, found: Found, place: Place) -> str | None:
        if found.key is not None:
            ref: str | None = self.known(found.key)
        elif found.label is not None:
            ref = self._named(found.label, found.title)
        else:
            ref = None
        # Rules ask again about people already met: only one that stands farther on is the last.
        if ref is not None and found.span.start > self.last_person_at:
            self.last_person, self.last_person_at = ref, found.span.start
            if found.span.start in self.sexes:
                self.sex_of[ref] = self.sexes[found.span.start]
            if ref in self.sex_of:
                self.last_of[self.sex_of[ref]] = (ref, place.sentence)
            if found.register == "case" and self.subject is not None:
                return ref
            # The first person of a sentence is most often its subject, which a pronoun goes on with.
            self.subject = ref if self.last_person_in != place.sentence else self.subject
            self.voice, self.last_person_in = None, place.sentence
        return ref

    def _named(self, label: str, post: Title | None) -> str | None:
        """The person of a name; of two who share it, the one whose post stands beside it, else the last one named."""
        folded = self.key_of(label)
        ref = self.names.get(folded)
        if ref is None:
            refs = self.shorts.get(folded, set())
            ref = next(iter(refs)) if len(refs) == 1 else None
            holders = {h.person for h in self.holders.get(post.head, ()) if h.fits(post)} & refs if post else set()
            if len(refs) > 1 and len(holders) == 1:
                ref = next(iter(holders))
            elif len(refs) > 1 and self.last_person in refs:
                ref = self.last_person
        if ref is None:
            return None
        if ref.startswith("new:"):
            self.referents.setdefault(ref, Referent(ref, EntityType.PERSON, self.full_names.get(ref, label)))
            return ref
        return self.known(ref)

    def _bare_post(self, found: Found) -> str | None:
        if found.title is None or found.title.vague:
            return None
        head = found.title.head
        named = [h for other, held in self.holders.items() if _is_head(head, other) for h in held]
        holders = [h.person for h in named if h.fits(found.title)]
        if not holders:
            return self._known_holder(found.title) or self._head_of(found.title) or self._spoken_for(found.title)
        return self.last_person if self.last_person in holders else holders[-1]

    def _head_of(self, title: Title) -> str | None:
        """The one person who holds a post at the body that `the head of the body` names."""
        body = self.refer(title.body, Place(0, 0)) if title.head == "Head" and title.body is not None else None
        people = {h.person for held in self.holders.values() for h in held if body is not None and h.body == body}
        return next(iter(people)) if len(people) == 1 else None

    def _spoken_for(self, title: Title) -> str | None:
        """The body or state whose representative is not named: it is what speaks."""
        sender = (title.body or title.state) if title.head == "Representative" else None
        return None if sender is None else self.refer(sender, Place(0, 0), as_state=True)

    def _known_holder(self, title: Title) -> str | None:
        """The one person named so far who is known to hold that very post; None where two are, or none."""
        wanted = f"{title.head} of {title.portfolio}" if title.portfolio else title.head
        people = [ref for ref, referent in self.referents.items() if referent.type is EntityType.PERSON]
        holders = [ref for ref in people if any(post.title == wanted for post in load_authority().posts_of(ref))]
        if holders or title.body is None:
            return holders[0] if len(holders) == 1 else None
        # A post told with its body may be somebody's whom the text names only farther on.
        holders = [ref for ref in self.full_names if self._holds_at(ref, wanted, title.body.key)]
        return self.known(holders[0]) if len(holders) == 1 else None

    @staticmethod
    def _holds_at(person: str, title: str, body: str | None) -> bool:
        return any(post.title == title and post.body == body for post in load_authority().posts_of(person))

    def _body_meant(self, found: Found, place: Place) -> str | None:
        """The body of a generic word; for a pronoun (class `it`) the foremost body or state of this sentence or the
        last one, whichever was named later; for `this organization` the foremost body."""
        pronouns = self.language.classes.get("it")
        if found.label == LAST:
            near = place.sentence - self.body.sentence <= _STATE_REACH
            return self.settled.setdefault(found.span, self.body.ref if near else None)
        if pronouns is None or found.label not in pronouns.firsts:
            return self._short_body(found)
        if found.span not in self.settled:
            here = (self.body.sentence, self.body.ref)
            body = self.body.before(place.sentence) if found.register == BEFORE else here
            state = (self.last_state_in, self.state) if self.state else (-1, None)
            if found.register == BEFORE and state[0] == place.sentence:
                state = (-1, None)
            sentence, ref = max(body, state, key=lambda met: met[0])
            ref = ref if place.sentence - sentence <= 1 else None
            self.settled[found.span] = ref
            if ref is not None and self.referents[ref].type is EntityType.ORGANIZATION:
                self.body.meet(ref, found.span.start, place)
        return self.settled[found.span]

    def body_near(self, place: Place) -> str | None:
        """The foremost body of this sentence or the one before."""
        return self.body.ref if 0 <= place.sentence - self.body.sentence <= 1 else None

    def _short_body(self, found: Found) -> str | None:
        """The one body named so far whose name begins with the word (`the Commission`), else the one that holds it
        (`the Accord`); None where two do, or none."""
        word = fold(found.label or "").removeprefix(_ARTICLE)
        names = {r: self._names_of(r) for r, known in self.referents.items() if known.type is EntityType.ORGANIZATION}
        first = [ref for ref, known in names.items() if any(name.startswith(f"{word} ") for name in known)]
        bodies = first or [ref for ref, known in names.items() if any(word in name.split() for name in known)]
        return bodies[0] if len(bodies) == 1 else None

    def _names_of(self, ref: str) -> list[str]:
        known = load_authority().entities.get(ref)
        names = [n.text for n in known.names if n.language == self.language.code] if known else []
        return [fold(name) for name in names or [self.referents[ref].label]]

    def _treaty(self, found: Found, place: Place) -> str | None:
        if not found.anaphor and found.key is not None:
            key = self.main_treaty if self._is_loose(found) else found.key
            if key is not None:
                # What a clause between commas names in passing does not become the paragraph's matter.
                if not any(aside.start <= found.span.start < aside.end for aside in self.asides):
                    self.treaties_of_block[place.block] = key
                return self.known(key)
        # What a word stands for is settled when it is first met: a treaty named behind it does not count.
        if found.span not in self.settled:
            self.settled[found.span] = self._treaty_meant(found, place)
        key = self.settled[found.span]
        return None if key is None else self.known(key)

    def _treaty_meant(self, found: Found, place: Place) -> str | None:
        """The paragraph's treaty, else the main one; where a language has the classes `protocol_word` and
        `convention_word`, `the Protocol` beside its convention is the last protocol named, and the other way round; a
        convention that only its protocol's name holds is the one that the protocol supplements. `The new treaty`
        (pattern `new_treaty`) is the main one, whatever stands near."""
        if any(body.kind == "O" for body in found.inner):
            return self._treaty_of_body(found)
        if found.label == MAIN and self.main_treaty is not None:
            self.treaties_of_block[place.block] = self.main_treaty
            return self.main_treaty
        near = self.treaties_of_block.get(place.block, self.main_treaty)
        for name, wanted in (("protocol_word", True), ("convention_word", False)):
            words = self.language.classes.get(name)
            if near is None or words is None or found.label not in words.firsts or _is_protocol(near) is wanted:
                continue
            named = [ref for ref in self.referents if ref.startswith("treaty/") and _is_protocol(ref) is wanted]
            if named:
                near = self.treaties_of_block[place.block] = named[-1]
            elif not wanted:
                near = load_authority().entities[near].attributes.get("supplements") or near
                self.treaties_of_block[place.block] = near
        return near

    def _treaty_of_body(self, found: Found) -> str | None:
        """The treaty named in the text that lies with the body of `the UN convention`; None where there are two."""
        keys = {body.key for body in found.inner}
        named = [ref for ref in self.referents if ref.startswith("treaty/")]
        entities = load_authority().entities
        of_body = [ref for ref in named if entities[ref].attributes.get("depositary") in keys]
        return (
            self.main_treaty
            if self.main_treaty in of_body
            else next(iter(of_body), None)
            if len(of_body) == 1
            else None
        )

    def _is_loose(self, found: Found) -> bool:
        """Whether an ambiguous name is the main treaty's shortened (`Công ước về tội phạm mạng`), since the text never
        names its own treaty otherwise."""
        if found.register != "ambiguous" or found.key in self.sure_treaties or self.main_treaty is None:
            return False
        return _may_shorten(found.key or "", self.main_treaty, self.language.code)

    def _event(self, found: Found, place: Place) -> str | None:
        if found.label == WHOLE:
            return self.settled.setdefault(found.span, self._whole_event(found, place))
        # A generic word with a noun of its own (slot `word`: `the session`) may also name an occasion not told before.
        if not found.anaphor or (self.last_occasion is None and found.label):
            self.last_occasion = self._named_event(found, place)
        # What the word stands for is settled when it is first met: an occasion named behind it does not count.
        if found.anaphor and found.span not in self.settled:
            self.settled[found.span] = self._occasion_of_noun(found.label) or self.last_occasion
        return self.settled[found.span] if found.anaphor else self.last_occasion

    def _occasion_of_noun(self, noun: str | None) -> str | None:
        """The last occasion whose name holds the noun by which it is called now (`the session`)."""
        events = [r for r, known in self.referents.items() if known.type is EntityType.EVENT] if noun else []
        return next((r for r in reversed(events) if fold(noun or "") in fold(self.referents[r].label).split()), None)

    def _whole_event(self, found: Found, place: Place) -> str:
        """The occasion that `the event` means: the last one told if it is one by itself, or what it is a part of; else
        the ceremony."""
        last = load_authority().entities.get(self.last_occasion or "")
        whole = last.attributes.get("parent") or last.key if last is not None else self.last_occasion
        kind = self.referents[whole].event_type if whole in self.referents else None
        by_itself = _BY_THEMSELVES | {EventType.OTHER} if last is not None else _BY_THEMSELVES
        if whole is not None and (kind in by_itself or (whole.startswith("new:") and whole.endswith(_MEETINGS))):
            return self.known(whole) if whole in load_authority().entities else whole
        return self._named_event(found._replace(label="Signing ceremony", event_type="ceremony"), place)

    def _named_event(self, found: Found, place: Place) -> str:
        if found.key is not None:
            return self.known(found.key)
        treaty = next((self.refer(f, place) for f in found.inner if f.kind == "T"), None) or self.main_treaty
        label = found.label or "event"
        known = self._known_event(found, label, treaty)
        ref = known.key if known is not None else f"new:event:{label}"
        if known is not None:
            self.known(ref)
        elif ref not in self.referents:
            noun = found.event_type or (label if label in {type.value for type in EventType} else None)
            event_type = EventType(noun) if noun else EventType.OTHER
            self.referents[ref] = Referent(
                ref, EntityType.EVENT, self._event_label(label, treaty), event_type=event_type
            )
        return ref

    def _event_label(self, label: str, treaty: str | None) -> str:
        label = label[:1].upper() + label[1:]
        about = self.referents[treaty].label if treaty in self.referents else None
        return f"{label} of the {about}" if about else label

    def _known_event(self, found: Found, label: str, treaty: str | None) -> Known | None:
        """The one known occasion of that noun, treaty and time, if there is just one."""
        words = set(fold(label).split())
        fitting = [
            known
            for known in load_authority().of_type("event")
            if known.attributes.get("event_type") == found.event_type
            and (treaty is None or known.attributes.get("treaty") == treaty)
            and words <= _words_of(known)
            and (known.key in self.referents or _near(known, self.published))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _capital_of(self, found: Found) -> str:
        known = load_authority().entities[found.key or ""]
        state = known.attributes["capital_of"]
        return "organization/european-union" if state == "eu" else f"state/{state}"

    def known(self, key: str) -> str:
        """The ref of a known entity, noted as one of the document."""
        if key not in self.referents:
            known = load_authority().entities[key]
            wikidata = known.attributes.get("wikidata")
            event_type = known.attributes.get("event_type")
            self.referents[key] = Referent(
                ref=key,
                type=EntityType(known.type),
                label=known.label,
                key=key,
                iso3=_iso3(known),
                same_as=(f"http://www.wikidata.org/entity/{wikidata}",) if wikidata else (),
                event_type=EventType(event_type) if event_type else None,
            )
        return key

    def _new(self, type: EntityType, label: str) -> str:
        ref = f"new:{type}:{fold(label)}"
        self.referents.setdefault(ref, Referent(ref, type, label))
        return ref


@cache
def _label_words(key: str) -> frozenset[str]:
    return frozenset(fold(load_authority().entities[key].label).split())


def _words_of(known: Known) -> frozenset[str]:
    """The folded words of a known entity's label."""
    return _label_words(known.key)


def _is_paper(found: Found) -> bool:
    """Whether a body is the page's own publisher, an outlet or an agency: `the organization` hardly means these."""
    known = load_authority().entities.get(found.key or "")
    kind = known.attributes.get("kind") if known is not None else None
    return found.register == PUBLISHER or kind in {"outlet", "agency"}


def _is_head(head: str, other: str) -> bool:
    """Whether a bare head may shorten another (`Minister` for `Minister of State`)."""
    return other == head or other.startswith(f"{head} ")


def _is_body(ref: str | None) -> bool:
    """Whether a post is held at a body and not in a state at large."""
    return ref is not None and not ref.startswith("state/")


def _is_protocol(treaty: str) -> bool:
    return "Protocol" in load_authority().entities[treaty].label


def _iso3(known: Known) -> str | None:
    iso3 = known.attributes.get("iso3", "")
    return iso3 if len(iso3) == 3 else None


# Occasions that are no part of another one, by their type or the noun of a meeting.
_MEETINGS = ("Round table", "Seminar", "Conference", "Summit")
_BY_THEMSELVES = frozenset({EventType.CEREMONY, EventType.CONFERENCE, EventType.SIDE_EVENT, EventType.EXHIBITION})
# Within about ten weeks of an occasion a text speaks of it simply by its noun.
_NEARBY = timedelta(days=70)


def _near(known: Known, published: str | None) -> bool:
    """Whether a document of that date would speak of the occasion without naming it."""
    start, end = known.attributes.get("start", ""), known.attributes.get("end", "")
    if published is None or not start:
        return True
    held, told = PartialDate.parse(start).first, PartialDate.parse(published)
    over = PartialDate.parse(end or start).last
    return told.last >= held - _NEARBY and told.first <= over + _NEARBY
