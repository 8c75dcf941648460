"""Which occasion is meant: a known one of that noun, treaty and time, one told before, or a new one."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from graph.dates import PartialDate
from graph.model import EntityType, EventType, Span
from ingest.linking.table import Place, Referent, Table, fold
from ingest.linking.treaties import Treaties
from ingest.mentions.nouns import WHOLE
from ingest.model import Found
from ontology.authority import Known, load_authority

# Occasions that are no part of another one, by their type or the noun of a meeting.
_MEETINGS = ("Round table", "Seminar", "Conference", "Summit")
_BY_THEMSELVES = frozenset({EventType.CEREMONY, EventType.CONFERENCE, EventType.SIDE_EVENT, EventType.EXHIBITION})
# Within about ten weeks of an occasion a text speaks of it simply by its noun.
_NEARBY = timedelta(days=70)


class Occasions:
    """The occasions of a document as they are met; `published` is the document's date."""

    def __init__(self, table: Table, treaties: Treaties, published: str | None) -> None:
        self._table = table
        self._treaties = treaties
        self._published = published
        self._last: str | None = None
        self._settled: dict[Span, str | None] = {}

    def refer(self, found: Found, place: Place) -> str | None:
        """The occasion that a mention means."""
        if found.label == WHOLE:
            return self._settled.setdefault(found.span, self._whole(found, place))
        # A generic word with a noun of its own (slot `word`: `the session`) may also name an occasion not told before.
        if not found.anaphor or (self._last is None and found.label):
            self._last = self._named(found, place)
        # What the word stands for is settled when it is first met: an occasion named behind it does not count.
        if found.anaphor and found.span not in self._settled:
            self._settled[found.span] = self._of_noun(found.label) or self._last
        return self._settled[found.span] if found.anaphor else self._last

    def _of_noun(self, noun: str | None) -> str | None:
        """The last occasion whose name holds the noun by which it is called now (`the session`)."""
        events = self._table.of_type(EntityType.EVENT) if noun else []
        return next((ref for ref in reversed(events) if fold(noun or "") in fold(self._table[ref].label).split()), None)

    def _whole(self, found: Found, place: Place) -> str:
        """The occasion that `the event` means: the last one told if it is one by itself, or what it is a part of; else
        the ceremony."""
        last = load_authority().entities.get(self._last or "")
        whole = last.attributes.get("parent") or last.key if last is not None else self._last
        kind = self._table[whole].event_type if whole is not None and whole in self._table else None
        by_itself = _BY_THEMSELVES | {EventType.OTHER} if last is not None else _BY_THEMSELVES
        if whole is not None and (kind in by_itself or (whole.startswith("new:") and whole.endswith(_MEETINGS))):
            return self._table.known(whole) if whole in load_authority().entities else whole
        return self._named(found._replace(label="Signing ceremony", event_type="ceremony"), place)

    def _named(self, found: Found, place: Place) -> str:
        if found.key is not None:
            return self._table.known(found.key)
        inner = (self._treaties.refer(one, place) for one in found.inner if one.kind == "T")
        treaty = next(inner, None) or self._treaties.main
        label = found.label or "event"
        known = self._known(found, label, treaty)
        if known is not None:
            return self._table.known(known.key)
        ref = f"new:event:{label}"
        if ref not in self._table:
            noun = found.event_type or (label if label in {type.value for type in EventType} else None)
            event_type = EventType(noun) if noun else EventType.OTHER
            self._table[ref] = Referent(ref, EntityType.EVENT, self._label(label, treaty), event_type=event_type)
        return ref

    def _label(self, label: str, treaty: str | None) -> str:
        label = label[:1].upper() + label[1:]
        about = self._table[treaty].label if treaty is not None and treaty in self._table else None
        return f"{label} of the {about}" if about else label

    def _known(self, found: Found, label: str, treaty: str | None) -> Known | None:
        """The one known occasion of that noun, treaty and time, if there is just one."""
        words = set(fold(label).split())
        fitting = [
            known
            for known in load_authority().of_type("event")
            if known.attributes.get("event_type") == found.event_type
            and (treaty is None or known.attributes.get("treaty") == treaty)
            and words <= _label_words(known.key)
            and (known.key in self._table or _is_near(known, self._published))
        ]
        return fitting[0] if len(fitting) == 1 else None


@cache
def _label_words(key: str) -> frozenset[str]:
    """The folded words of a known entity's label."""
    return frozenset(fold(load_authority().entities[key].label).split())


def _is_near(known: Known, published: str | None) -> bool:
    """Whether a document of that date would speak of the occasion without naming it."""
    start, end = known.attributes.get("start", ""), known.attributes.get("end", "")
    if published is None or not start:
        return True
    held, told = PartialDate.parse(start).first, PartialDate.parse(published)
    over = PartialDate.parse(end or start).last
    return told.last >= held - _NEARBY and told.first <= over + _NEARBY
