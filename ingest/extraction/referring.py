"""Who and what the slots of a rule stand for, and the `@` names that ask the context."""

from __future__ import annotations

from functools import cache

from graph.model import ClaimType, EntityType
from ingest.extraction.drafts import Context
from ingest.extraction.posts import home_of
from ingest.languages.language import Emit
from ingest.linking import Place
from ingest.mentions.line import Hit, Line
from ingest.mentions.names import class_ends
from ingest.model import Found
from ontology.authority import load_authority

# Acts of states; where a minister is the subject, the act is the state's.
ACTS = frozenset({ClaimType.SIGNS, ClaimType.RATIFIES, ClaimType.ACCEDES_TO, ClaimType.DECLINES})
_SPOKEN = frozenset({ClaimType.STATES, ClaimType.COMMITS, ClaimType.CALLS_FOR})
_PERSONAL = _SPOKEN | {ClaimType.SPEAKS_AT, ClaimType.ATTENDS, ClaimType.CHAIRS}
_SPOKESPERSON = "Spokesperson"
_PARTIES = frozenset("SCU")
_SPEAKERS = frozenset("PJOSCU")
_OF_THE_WHOLE = frozenset({ClaimType.TALLY, ClaimType.ATTENDS})
_EUROPEAN_UNION = "european-union"
# How many sentences an act stays in mind for words that only point to it (`France followed`).
_ACT_REACH = 3
# How many words may stand between a post and the name that a comma sets off from it.
_APPOSITION = 10


def subjects(emit: Emit, hit: Hit, place: Place, context: Context) -> list[str]:
    """The refs of a claim's subjects; a state behind a preposition (`groups in Kenya signed`) is none."""
    if emit.subject.startswith("@"):
        return _by_context(emit.subject, emit, hit, place, context)
    founds = hit.found(emit.subject)
    free = not emit.subject.startswith(("place", "by"))
    if free:
        founds = _standing_free(founds, hit.line, context, "not_subject", _PARTIES)
    if free and emit.type in _SPOKEN:
        founds = _standing_free(founds, hit.line, context, "not_speaker", _SPEAKERS)
    founds = _without_titles_of_names(founds, hit.line)
    if emit.type in _PERSONAL:
        founds = [_named_beside(found, hit) for found in founds]
    if emit.type in ACTS:
        founds = [party for party in (_state_of(f, place, context) for f in founds) if party.kind not in "JP"]
    if emit.type is ClaimType.ADOPTS:
        founds = [body for body in founds if not (_only_approves(body) or is_outlet(body.key or ""))]
    if emit.type in _SPOKEN:
        return [ref for found in founds if (ref := _speaker(found, emit.subject, place, context)) is not None]
    return _refs(founds, emit.subject, place, context)


def _named_beside(found: Found, hit: Hit) -> Found:
    """The person whom a post in the subject's place names between commas behind it (`the representative of Australia,
    Assistant Minister NAME, told …`); any other mention as it is."""
    if found.kind != "J":
        return found
    line = hit.line
    at = line.founds.index(found) + 1
    if at >= len(line.founds) or line.string[line.starts[at]] != ",":
        return found
    for index in range(at + 1, min(at + _APPOSITION, len(line.founds))):
        beside = line.founds[index]
        if beside is not None and beside.kind == "P":
            return beside
        if line.string[line.starts[index]] in ",;:" or line.starts[index] >= hit.match.end():
            return found
    return found


def _speaker(found: Found, name: str, place: Place, context: Context) -> str | None:
    """Who speaks: for an unnamed spokesperson, also one named so again later, the body or state that sent them."""
    ref = _ref(found, name, place, context)
    if ref is not None and is_outlet(ref):
        return None  # what an outlet writes is its report, and no statement of its own
    if ref is not None or found.title is None or found.title.head != _SPOKESPERSON:
        return ref
    sender = next((inner for inner in found.inner if inner.kind in "OUSA"), None)
    if sender is not None:
        context.sender = context.linker.refer(sender, place)
    elif not found.inner and found.title.portfolio is None:
        context.sender = context.sender or context.linker.bodies.near(place)
    return context.sender


def objects(emit: Emit, hit: Hit, place: Place, context: Context) -> list[str] | list[None]:
    """The refs of a claim's objects; one None where the rule names no object."""
    if emit.object is None:
        return [None]
    if emit.object.startswith("@"):
        return _by_context(emit.object, emit, hit, place, context)
    return _refs(hit.found(emit.object), emit.object, place, context)


def _refs(founds: list[Found], name: str, place: Place, context: Context) -> list[str]:
    refs = [_ref(found, name, place, context) for found in founds]
    return [ref for ref in refs if ref is not None]


def _ref(found: Found, name: str, place: Place, context: Context) -> str | None:
    ref = context.linker.refer(found, place, as_state=found.kind == "C" and not name.startswith("place"))
    if ref is not None and found.kind == "C":
        context.mentions.append((ref, found.span))
    return ref


def _by_context(name: str, emit: Emit, hit: Hit, place: Place, context: Context) -> list[str]:
    """What an `@` name stands for: empty where the context does not say."""
    if name == "@treaty":
        ref = _treaty(hit, place, context)
    elif name == "@speaker":
        ref = _last_speaker(hit, context)
    elif name in {"@quoter", "@body"}:
        near = context.speaker_block == place.block or place.sentence - context.speaker_sentence <= 1
        ref = _last_speaker(hit, context) if near else None
    elif name == "@pronoun":
        ref = _person_speaking(place, context) or context.linker.people.pronoun(place)
        if ref == context.speaker and _last_speaker(hit, context) is None:
            ref = None  # the verb's gender says that somebody else is meant
    elif name == "@clause":
        before = [t for t in context.told if t[0] == place.sentence and t[1] < hit.span.start]
        ref = max(before, key=lambda told: told[1])[2] if before else None
    elif name == "@viewer":
        ref = context.linker.bodies.near(place) or _last_speaker(hit, context)
    elif name == "@here":
        ref = _last_speaker(hit, context) if context.speaker_sentence == place.sentence else None
    elif name == "@state":
        ref = context.linker.bodies.state_near(place)
    elif name == "@event":
        ref = _occasion(emit, hit, place, context)
    elif name == "@act":
        ref = _treaty_of_act(emit, place, context)
    elif name == "@actor":
        act = context.last_act
        return list(act.parties) if act is not None and act.sentence == place.sentence else []
    elif name == "@parties":
        return _parties_before(hit, place, context)
    elif name == "@counted":
        ref = act.treaty if (act := context.last_act) is not None and not act.parties else None
    elif name == "@same":
        ref = _treaty_of_act(emit, place, context) or _treaty(hit, place, context)
    else:
        return _about(hit, place, context)
    return [ref] if ref is not None else []


def _parties_before(hit: Hit, place: Place, context: Context) -> list[str]:
    """Who did the last act of this sentence or the one before (`… signed; none of them has ratified`); nobody where the
    sentence gives another number of them in its slot `many`."""
    act = context.last_act
    if act is None or place.sentence - act.sentence > 1:
        return []
    numbers = [found.number.value for found in hit.found("many") if found.number is not None] if hit.has("many") else []
    fits = len(act.parties) > 1 and all(number == len(act.parties) for number in numbers)
    return list(act.parties) if fits else []


def _occasion(emit: Emit, hit: Hit, place: Place, context: Context) -> str | None:
    """The occasion of the sentence, else the last one; who came, where the sentence names no part of an occasion, came
    to the whole of it."""
    last = context.last_event
    named = [found for found in hit.line.all_founds() if found.kind == "E"]
    before = [found for found in named if found.span.start < hit.span.end]
    if emit.type is ClaimType.TALLY and before and len(named) > len(before):
        return context.linker.refer(before[-1], place)  # what is counted came to what was named up to there
    if emit.type not in _OF_THE_WHOLE or last is None or named:
        return last
    known = load_authority().entities.get(last)
    whole = known.attributes.get("parent") if known is not None else None
    return whole if whole in context.linker.table else last


def _person_speaking(place: Place, context: Context) -> str | None:
    """The person who spoke in this sentence or the one before."""
    speaker = context.linker.table.get(context.speaker or "")
    near = place.sentence - context.speaker_sentence <= 1
    return speaker.ref if speaker is not None and near and speaker.type is EntityType.PERSON else None


def _last_speaker(hit: Hit, context: Context) -> str | None:
    """Who spoke last, if the verb's gender is that of the verb by which they spoke."""
    feminine = is_feminine(hit, context)
    agrees = feminine is None or context.speaker_feminine is None or feminine == context.speaker_feminine
    return context.speaker if agrees else None


def is_feminine(hit: Hit, context: Context) -> bool | None:
    """Whether a rule's verb is feminine, in languages whose verbs tell (class `feminine`); None where none does."""
    pattern = context.language.class_patterns.get("feminine")
    if pattern is None or not hit.has("trigger"):
        return None
    return pattern.regex.match(hit.match["trigger"]) is not None


def _treaty(hit: Hit, place: Place, context: Context) -> str | None:
    """The treaty of a clause that names none in the match: the sentence's last one up to there, else its first one,
    else the paragraph's or the document's."""
    treaties = [found for found in hit.line.all_founds() if found.kind == "T"]
    before = [found for found in treaties if found.span.start < hit.span.end]
    nearest = before[-1] if before else next(iter(treaties), None)
    if nearest is not None:
        return context.linker.refer(nearest, place)
    return context.linker.treaties.near(place.block)


def _treaty_of_act(emit: Emit, place: Place, context: Context) -> str | None:
    """The treaty of an act of the same kind told just before."""
    act = context.last_act
    if act is None or act.type != emit.type or place.sentence - act.sentence > _ACT_REACH:
        return None
    return act.treaty


def _about(hit: Hit, place: Place, context: Context) -> list[str]:
    """What a statement is about: the first treaty, else occasion, else state of its content; else the main treaty."""
    group = "content"
    founds = hit.found(group) if hit.has(group) else hit.line.all_founds()
    for kinds in ("T", "E", "SC", "O"):
        for found in founds:
            if found.kind in kinds:
                ref = context.linker.refer(found, place, as_state=found.kind == "C")
                if ref is not None:
                    return [ref]
    main = context.linker.treaties.main
    return [main] if main else []


def _without_titles_of_names(founds: list[Found], line: Line) -> list[Found]:
    """The mentions of a list without the posts that stand right before a person."""
    people = {line.founds.index(found) for found in founds if found.kind == "P"}
    return [found for found in founds if found.kind != "J" or line.founds.index(found) + 1 not in people]


def _standing_free(founds: list[Found], line: Line, context: Context, name: str, kinds: frozenset[str]) -> list[Found]:
    """The mentions of a list without those of `kinds` that are a place or part of another phrase, by the words before
    them: class `not_subject` for states, `not_speaker` for those spoken to (`told the Assembly`)."""
    ends = class_ends(line, context.language, name).ends
    if not ends:
        return founds
    articles = class_ends(line, context.language, "article").ends
    places = {found.span: index for index, found in enumerate(line.founds) if found is not None}
    listed = {places[found.span] for found in founds if found.span in places}
    kept, bound, last = [], False, -1
    for found in founds:
        beside = places.get(found.span, 0) - 1
        before = beside - (beside in articles)
        comma = before >= 0 and line.string[line.starts[before]] == ","
        # A single word between two of a list joins them (`Kiribati with Fiji`): it binds neither anew.
        joined = last >= 0 and beside == last + 1
        bound = bound if joined and not comma else beside in ends or before in ends or (bound and not comma)
        last = places.get(found.span, -1)
        if comma and found.kind in kinds and _lies_in(line.founds[before - 1], found) and beside - 1 not in listed:
            continue  # `in Hanoi, Vietnam` names a place
        if not (bound and found.kind in kinds):
            kept.append(found)
    return kept


def _lies_in(place: Found | None, state: Found) -> bool:
    """Whether a city lies in a state."""
    known = load_authority().entities.get(place.key or "") if place is not None and place.kind in "CL" else None
    return known is not None and f"state/{known.attributes.get('iso3', '').lower()}" == state.key


def _state_of(found: Found, place: Place, context: Context) -> Found:
    """The state for which a person, a post's holder or a ministry acts; any other mention as it is."""
    if found.kind == "P":
        state = _state_served(context.linker.refer(found, place), context)
        return found if state is None else found._replace(kind="S", key=state, label=None)
    if found.kind == "O" and (ministry_of := _state_of_ministry(found)) is not None:
        return found._replace(kind="S", key=ministry_of, label=None)
    if found.kind != "J" or found.title is None:
        return found
    inner = [_state_of(inner, place, context) if inner.kind == "O" else inner for inner in found.inner]
    states = [state for state in inner if state.kind in "SAU"]
    named = found.title.state or next(iter(states), None)
    home = home_of(found.title, context) if named is None else None
    return named or (found if home is None else found._replace(kind="S", key=home))


def _state_of_ministry(found: Found) -> str | None:
    """The state whose ministry a body is: as the authority has it, else by its label."""
    if found.key is not None:
        known = load_authority().entities[found.key]
        state = f"state/{known.attributes.get('state')}"
        return state if known.attributes.get("kind") == "ministry" and state in load_authority().entities else None
    noun, _, name = (found.label or "").rpartition(" of ")
    return _states().get(name) if noun.startswith("Ministry") else None


@cache
def _states() -> dict[str, str]:
    return {known.label: known.key for known in load_authority().of_type("state")}


def _only_approves(found: Found) -> bool:
    """Whether a body only approves at home what others have adopted: a parliament or ministry, and the European Union
    and its institutions, which conclude treaties (Article 218 of the Treaty on the Functioning of the Union)."""
    known = load_authority().entities.get(found.key or "")
    if known is None:
        return False
    home = known.attributes.get("kind") in {"parliament", "ministry"}
    return home or _EUROPEAN_UNION in {known.key.rpartition("/")[2], known.attributes.get("parent")}


def _state_served(person: str | None, context: Context) -> str | None:
    """The state that a person serves: by a post that the document gives, else by what is known of the person."""
    if person is None:
        return None
    entities = load_authority().entities
    bodies = context.linker.posts.bodies_of(person)
    known = entities.get(person)
    states = [known.attributes.get("state") if known is not None else None]
    for body in filter(None, bodies):
        kind, _, key = body.partition("/")
        other = entities.get(body)
        states.insert(0, key if kind == "state" else other.attributes.get("state") if other is not None else None)
    keys = [f"state/{state}" for state in states if state and f"state/{state}" in entities]
    return keys[0] if keys else None


def is_outlet(ref: str) -> bool:
    """Whether a body is known to be an outlet or a news agency."""
    known = load_authority().entities.get(ref)
    return known is not None and known.attributes.get("kind") in {"outlet", "agency"}
