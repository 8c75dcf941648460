"""What a model is asked: the closed list of claims, the entities of the document, and a stretch of its text."""

from __future__ import annotations

from graph.model import Reading

SYSTEM = """\
You read news about treaties on cybercrime and list what the text says, as JSON of the given schema.
Rules:
- Copy. `evidence`, `subject`, `object`, `date_text` and `value_text` are words of the text, letter for letter, in its \
own language. `evidence` lies within one sentence and is as short as shows the claim; for `states`, `commits` and \
`calls-for` it is the words or the content alone, without speaker and verb.
- `subject` and `object` are names from the list of entities, as written there.
- `signs`, `ratifies`, `accedes-to`, `adopts` and `declines` are acts of a state or organization. A parliament's \
approval or a signed law is no ratification, an invitation is no accession.
- `modality` is `planned` for what will be done, `conditional` for what depends on a condition, `negated` for what was \
not done, else `asserted`.
- `tally` counts signatures, ratifications, attendance, statements or negotiators (`action`), with the number in \
`value`; `requires` is the number of parties that a treaty needs to enter into force, and is no tally.
- For `holds-position`, `value` is the post in English and `value_text` its words in the text.
- Leave out what the text does not say. Add nothing of your own knowledge. No claim is better than a wrong one."""


def question(reading: Reading, stretch: str) -> str:
    """The user's message: the entities by type with their names as written, then the stretch."""
    written: dict[str, set[str]] = {entity.id: set() for entity in reading.entities}
    for mention in reading.mentions:
        written[mention.entity].add(mention.span.of(reading.document.text))
    lines = [
        f"- {entity.type}: {' | '.join(sorted(written[entity.id]))}"
        for entity in reading.entities
        if written[entity.id]
    ]
    published = f"\nPublished: {reading.document.published}" if reading.document.published else ""
    return "Entities:\n" + "\n".join(lines) + published + "\n\nText:\n" + stretch
