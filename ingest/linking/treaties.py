"""Which treaty is meant: within the paragraph, then the document's main one.

Never whichever treaty happened to stand last in another paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from graph.model import Span
from ingest.languages.language import Language
from ingest.linking.table import Place, Table, fold
from ingest.mentions.nouns import MAIN
from ingest.model import Found
from ontology.authority import load_authority


class Treaties:
    """The treaties of a document as they are met; `sure` are those that it names in full."""

    def __init__(self, language: Language, table: Table, main: str | None, sure: frozenset[str]) -> None:
        self.main = main
        # What a clause between commas names in passing does not become the paragraph's matter.
        self.asides: Sequence[Span] = ()
        self._language = language
        self._table = table
        self._sure = sure
        self._of_block: dict[int, str] = {}
        self._settled: dict[Span, str | None] = {}

    def near(self, block: int) -> str | None:
        """The treaty of a paragraph, else the main one."""
        return self._of_block.get(block, self.main)

    def refer(self, found: Found, place: Place) -> str | None:
        """The treaty that a name or a generic word means."""
        if not found.anaphor and found.key is not None:
            key = self.main if self._is_loose(found) else found.key
            if key is not None:
                if not any(aside.start <= found.span.start < aside.end for aside in self.asides):
                    self._of_block[place.block] = key
                return self._table.known(key)
        # What a word stands for is settled when it is first met: a treaty named behind it does not count.
        if found.span not in self._settled:
            self._settled[found.span] = self._meant(found, place)
        key = self._settled[found.span]
        return None if key is None else self._table.known(key)

    def _meant(self, found: Found, place: Place) -> str | None:
        """The paragraph's treaty, else the main one; where a language has the classes `protocol_word` and
        `convention_word`, `the Protocol` beside its convention is the last protocol named, and the other way round; a
        convention that only its protocol's name holds is the one that the protocol supplements. `The new treaty`
        (pattern `new_treaty`) is the main one, whatever stands near."""
        if any(body.kind == "O" for body in found.inner):
            return self._of_body(found)
        if found.label == MAIN and self.main is not None:
            self._of_block[place.block] = self.main
            return self.main
        near = self.near(place.block)
        for name, wanted in (("protocol_word", True), ("convention_word", False)):
            words = self._language.classes.get(name)
            if near is None or words is None or found.label not in words.firsts or _is_protocol(near) is wanted:
                continue
            named = [ref for ref in self._named() if _is_protocol(ref) is wanted]
            if named:
                near = self._of_block[place.block] = named[-1]
            elif not wanted:
                near = load_authority().entities[near].attributes.get("supplements") or near
                self._of_block[place.block] = near
        return near

    def _of_body(self, found: Found) -> str | None:
        """The treaty named in the text that lies with the body of `the UN convention`; None where there are two."""
        keys = {body.key for body in found.inner}
        entities = load_authority().entities
        of_body = [ref for ref in self._named() if entities[ref].attributes.get("depositary") in keys]
        if self.main in of_body:
            return self.main
        return of_body[0] if len(of_body) == 1 else None

    def _named(self) -> list[str]:
        return [ref for ref in self._table if ref.startswith("treaty/")]

    def _is_loose(self, found: Found) -> bool:
        """Whether an ambiguous name is the main treaty's shortened (`Công ước về tội phạm mạng`), since the text never
        names its own treaty otherwise."""
        if found.register != "ambiguous" or found.key in self._sure or self.main is None:
            return False
        return _may_shorten(found.key or "", self.main, self._language.code)


@cache
def _may_shorten(treaty: str, main: str, code: str) -> bool:
    """Whether an ambiguous name of a treaty in that language may be another's shortened."""
    entities = load_authority().entities
    loose = [n for n in entities[treaty].names if n.register == "ambiguous" and n.language == code]
    whole = [set(fold(name.text).split()) for name in entities[main].names]
    return any(set(fold(name.text).split()) <= words for name in loose for words in whole)


def _is_protocol(treaty: str) -> bool:
    return "Protocol" in load_authority().entities[treaty].label
