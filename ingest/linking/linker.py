"""From mentions to the entities of one document: who is who, and what `the Convention` or `the Minister` stands for.

Known entities keep their authority key. People are joined within a document by full name, short form, or the post
they hold in it; a pronoun or bare post that is not clear stays unlinked.
"""

from __future__ import annotations

from graph.model import EntityType
from ingest.languages.language import Language
from ingest.linking.bodies import Bodies, Foremost
from ingest.linking.names import PersonNames
from ingest.linking.occasions import Occasions
from ingest.linking.people import People
from ingest.linking.posts import Posts
from ingest.linking.table import Place, Table
from ingest.linking.treaties import Treaties
from ingest.model import Found
from ontology.authority import load_authority

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


class Linker:
    """The entities of one document, met in reading order; `refer` answers for one mention.

    `main_treaty` is what the text is about, `sure_treaties` are those that it names in full, `home` is the state where
    it is at home.
    """

    def __init__(
        self,
        language: Language,
        published: str | None,
        main_treaty: str | None,
        sure_treaties: frozenset[str] = frozenset(),
        home: str | None = None,
    ) -> None:
        body = Foremost()
        self.table = Table()
        self.names = PersonNames(language, home)
        self.posts = Posts(self.table, self._owner)
        self.people = People(language, self.table, self.names, self.posts, body)
        self.bodies = Bodies(language, self.table, self.posts, (body, Foremost()), home)
        self.treaties = Treaties(language, self.table, main_treaty, sure_treaties)
        self._occasions = Occasions(self.table, self.treaties, published)

    def refer(self, found: Found, place: Place, *, as_state: bool = False) -> str | None:
        """The ref that a mention stands for, or None where it is not clear; a capital may stand for its state."""
        kind = "S" if as_state and found.kind == "C" else found.kind
        if kind == "P":
            return self.people.refer(found, place)
        if kind == "T":
            return self.treaties.refer(found, place)
        if kind == "E":
            return self._occasions.refer(found, place)
        if kind == "J":
            return self.posts.meant(found, self.people.last, self.names.full)
        if kind == "O" and found.anaphor:
            return self.bodies.meant(found, place)
        if kind == "S" and found.anaphor:
            return self.bodies.state_meant(found, place, self.treaties.main)
        if kind == "O" and found.register == "ambiguous":
            ministry = self.bodies.ministry_at_home(found)
            if ministry is not None:
                return ministry or None
        return self._named(found, kind, place)

    def _named(self, found: Found, kind: str, place: Place) -> str | None:
        """A state, body or place by its name."""
        if found.key is not None:
            ref = self.table.known(_state_of_capital(found) if kind == "S" and found.kind == "C" else found.key)
            if kind == "S":
                self.bodies.state.meet(ref, found.span.start, place)
            return self.bodies.meet(ref, found, place) if kind in "OU" else ref
        if kind not in _TYPE_OF_KIND or not found.label:
            return None
        ref = self.table.new(_TYPE_OF_KIND[kind], found.label)
        return self.bodies.meet(ref, found, place) if kind == "O" else ref

    def _owner(self, found: Found) -> str | None:
        """The body or state that a title names, wherever the title stands."""
        return self.refer(found, Place(0, 0), as_state=True)


def _state_of_capital(found: Found) -> str:
    state = load_authority().entities[found.key or ""].attributes["capital_of"]
    return "organization/european-union" if state == "eu" else f"state/{state}"
