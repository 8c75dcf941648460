"""The names of a document's people: full ones and short ones, other spellings, and forms in another case."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.languages.language import Language
from ingest.linking.table import fold
from ingest.mentions.declension import name_key
from ingest.mentions.names import short_forms
from ingest.mentions.unspaced import names_in
from ingest.model import Found, Title
from ingest.namesakes import holds, known_person, one_person
from ingest.text import Text
from ontology.authority import load_authority


class PersonNames:
    """Which ref each name has; learnt from the whole text before it is linked."""

    def __init__(self, language: Language, home: str | None) -> None:
        self.language = language
        self.home = home
        self.refs: dict[str, str] = {}
        self.shorts: dict[str, set[str]] = {}
        self.first_words: set[str] = set()
        self.full: dict[str, str] = {}
        self._plain_forms: dict[str, set[str]] = {}
        self._spellings: dict[str, dict[str, Sequence[Title]]] = {}
        self._near: list[str] | None = None

    def learn(self, found: Found, titles: Sequence[Title] = ()) -> None:
        """Note a full name, so that its short forms are known before the text is linked; `titles` stand beside it."""
        label = found.label or ""
        if found.key is not None and label in self._spellings.get(found.key, ()):
            return
        key = self.key_of(label)
        ref = found.key or self.refs.get(key) or self._by_sound(label, titles) or f"new:person:{key}"
        self._spellings.setdefault(ref, {}).setdefault(label, titles)
        known = load_authority().entities.get(found.key) if found.key else None
        forms = [(n.text, n.register) for n in known.names if n.register != "mt-error"] if known else []
        for name, register in [(label, found.register), *forms]:
            self._note(self.key_of(name), ref)
            if register != "case":
                self._plain_forms.setdefault(ref, set()).add(fold(name).rpartition(" ")[2])
        # Of the case forms of a name, the shortest is most often the plain one; another spelling changes nothing.
        full = self.full.setdefault(ref, label)
        if self.key_of(full) == key and len(label) < len(full):
            self.full[ref] = label

    def learn_other(self, found: Found, other: Found) -> None:
        """Note that two names are one person's (`古特瑞斯（António Guterres）`); a known one gives the key."""
        ref = found.key or other.key or self.refs.get(self.key_of(found.label or ""))
        for name in (found, other):
            if ref is not None and name.label:
                key = self.key_of(name.label)
                self.refs[key] = ref
                self._note(key, ref)

    def in_text(self, text: Text) -> list[str]:
        """The names and short forms that the text may hold, for languages that set no blanks; looked for once."""
        if self._near is None:
            self._near = names_in(text, self.refs.keys() | self.shorts.keys())
        return self._near

    def key_of(self, name: str) -> str:
        """The form in which names are compared: folded, and without case endings where the language has them."""
        return name_key(name, self.language.names.endings)

    def in_case(self, name: str) -> bool:
        """Whether a name stands in another case than a subject's, as far as the document shows the plain form."""
        key = self.key_of(name)
        refs = {self.refs[key]} if key in self.refs else self.shorts.get(key, set())
        plain = set().union(*(self._plain_forms.get(ref, set()) for ref in refs))
        return bool(self.language.names.endings) and bool(plain) and fold(name).rpartition(" ")[2] not in plain

    def _note(self, name: str, ref: str) -> None:
        self.refs.setdefault(name, ref)
        self.first_words.add(name.partition(" ")[0])
        for short in short_forms(name.split(), self.language):
            self.shorts.setdefault(short, set()).add(ref)
            self.first_words.add(short.partition(" ")[0])

    def _by_sound(self, label: str, titles: Sequence[Title]) -> str | None:
        """The person whose name a new one spells in another way: a known one, else the one of this text."""
        known = known_person(label, titles, self.home)
        if known is not None:
            return known
        refs = [
            ref
            for ref, names in self._spellings.items()
            if any(one_person(label, name, titles, others) for name, others in names.items())
            and (ref.startswith("new:") or not titles or holds(ref, titles, self.home))
        ]
        return refs[0] if len(refs) == 1 else None
