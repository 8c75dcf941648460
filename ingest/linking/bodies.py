"""Which body or state is meant by a generic word, a pronoun, or a name that several ministries bear."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import EntityType, Span
from ingest.languages.language import Language
from ingest.linking.posts import Posts
from ingest.linking.table import Place, Table, fold
from ingest.mentions.ministries import known_ministry
from ingest.mentions.nouns import BEFORE, HOST, LAST
from ingest.mentions.outlets import PUBLISHER
from ingest.model import Found
from ontology.authority import load_authority

# The article that Arabic writes onto the noun: `المكتب` shortens `مكتب الأمم المتحدة`.
_ARTICLE = "ال"
# How many sentences a state or a body stays in mind for `this country`, `this organization`.
_REACH = 2


@dataclass(slots=True)
class Foremost:
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


class Bodies:
    """The bodies and states of a document as they are met; `home` is the state where the text is at home."""

    def __init__(
        self, language: Language, table: Table, posts: Posts, met: tuple[Foremost, Foremost], home: str | None
    ) -> None:
        self.body, self.state = met
        self._language = language
        self._table = table
        self._posts = posts
        self._home = home
        self._settled: dict[Span, str | None] = {}

    def meet(self, ref: str, found: Found, place: Place) -> str:
        """Note a body that is named, unless it is what prints the text: `the organization` hardly means that."""
        if not _is_paper(found):
            self.body.meet(ref, found.span.start, place)
        return ref

    def near(self, place: Place) -> str | None:
        """The foremost body of this sentence or the one before."""
        return self.body.ref if 0 <= place.sentence - self.body.sentence <= 1 else None

    def state_near(self, place: Place) -> str | None:
        """The foremost state of this sentence or the one before."""
        return self.state.ref if 0 <= place.sentence - self.state.sentence <= 1 else None

    def state_meant(self, found: Found, place: Place, main_treaty: str | None) -> str | None:
        """The state of `this country`, if one was named in this sentence or within the last two; the host of the main
        treaty's ceremony for `the host country`."""
        if found.span not in self._settled:
            near = place.sentence - self.state.sentence <= _REACH
            meant = _host(main_treaty) if found.label == HOST else self.state.ref if near else None
            self._settled[found.span] = meant
        ref = self._settled[found.span]
        return None if ref is None else self._table.known(ref)

    def meant(self, found: Found, place: Place) -> str | None:
        """The body of a generic word; for a pronoun (class `it`) the foremost body or state of this sentence or the
        last one, whichever was named later; for `this organization` the foremost body."""
        pronouns = self._language.classes.get("it")
        if found.label == LAST:
            near = place.sentence - self.body.sentence <= _REACH
            return self._settled.setdefault(found.span, self.body.ref if near else None)
        if pronouns is None or found.label not in pronouns.firsts:
            return self._shortened(found)
        if found.span not in self._settled:
            self._settled[found.span] = ref = self._of_pronoun(found, place)
            if ref is not None and self._table[ref].type is EntityType.ORGANIZATION:
                self.body.meet(ref, found.span.start, place)
        return self._settled[found.span]

    def _of_pronoun(self, found: Found, place: Place) -> str | None:
        body = self.body.before(place.sentence) if found.register == BEFORE else (self.body.sentence, self.body.ref)
        state = (self.state.sentence, self.state.ref) if self.state.ref else (-1, None)
        if found.register == BEFORE and state[0] == place.sentence:
            state = (-1, None)
        sentence, ref = max(body, state, key=lambda met: met[0])
        return ref if place.sentence - sentence <= 1 else None

    def ministry_at_home(self, found: Found) -> str | None:
        """The ministry meant by a name that those of several states bear (`МВД`): the last one of its noun that was
        named with its state, else that of its minister's state or the text's own. An empty ref where none is clear,
        None where the body is no ministry."""
        known = load_authority().entities.get(found.key or "")
        if known is None or known.attributes.get("kind") != "ministry" or not known.attributes.get("state"):
            return None
        noun, _, _ = known.label.rpartition(" of ")
        named = [r.ref for r in self._table.values() if r.label.startswith(f"{noun} of ") and r.ref != known.key]
        home = self._posts.state_of_minister(noun.removeprefix("Ministry of ")) or self._home
        if named or home is None:
            return named[-1] if named else ""
        ours = known if home == f"state/{known.attributes['state']}" else known_ministry(noun, home)
        if ours is not None:
            return self._table.known(ours.key)
        return self._table.new(EntityType.ORGANIZATION, f"{noun} of {load_authority().entities[home].label}")

    def _shortened(self, found: Found) -> str | None:
        """The one body named so far whose name begins with the word (`the Commission`), else the one that holds it
        (`the Accord`); None where two do, or none."""
        word = fold(found.label or "").removeprefix(_ARTICLE)
        names = {ref: self._names_of(ref) for ref in self._table.of_type(EntityType.ORGANIZATION)}
        first = [ref for ref, known in names.items() if any(name.startswith(f"{word} ") for name in known)]
        bodies = first or [ref for ref, known in names.items() if any(word in name.split() for name in known)]
        return bodies[0] if len(bodies) == 1 else None

    def _names_of(self, ref: str) -> list[str]:
        known = load_authority().entities.get(ref)
        names = [n.text for n in known.names if n.language == self._language.code] if known else []
        return [fold(name) for name in names or [self._table[ref].label]]


def _host(treaty: str | None) -> str | None:
    """The one state known to have hosted a ceremony of a treaty."""
    ceremonies = [known for known in load_authority().of_type("event") if known.attributes.get("host")]
    ours = [known for known in ceremonies if known.attributes.get("treaty") == treaty]
    hosts = {k.attributes["host"] for k in ours if k.attributes.get("event_type") == "ceremony"}
    return next(iter(hosts)) if len(hosts) == 1 and treaty is not None else None


def _is_paper(found: Found) -> bool:
    """Whether a body is the page's own publisher, an outlet or an agency."""
    known = load_authority().entities.get(found.key or "")
    kind = known.attributes.get("kind") if known is not None else None
    return found.register == PUBLISHER or kind in {"outlet", "agency"}
