"""English news in small: what a text says must come out, and what it only seems to say must not."""

from __future__ import annotations

import pytest

from graph.model import Claim, ClaimType, Modality, Reading
from ingest.model import RawDocument
from ingest.parsing import parse
from ingest.reader import read_document

ASSERTED, PLANNED, NEGATED, CONDITIONAL = Modality.ASSERTED, Modality.PLANNED, Modality.NEGATED, Modality.CONDITIONAL
UNCC, BUDAPEST, PROTOCOL = "treaty/un-xviii-16", "treaty/cets-185", "treaty/cets-224"
# Makes a text long enough to be prose, and says nothing of its own.
FILLER = "\n\nThere was much interest in these matters among the readers of this paper during the past weeks."


def read(body: str, date: str = "28 October 2025") -> Reading:
    text = f"Title: News of the day\nDate: {date}\n\n{body}{FILLER}"
    return read_document(parse(RawDocument("en.txt", text.encode())))


def keys(reading: Reading) -> dict[str, str]:
    return {entity.id: entity.key or entity.label for entity in reading.entities}


def of(reading: Reading, type: ClaimType) -> list[Claim]:
    return [claim for claim in reading.claims if claim.type is type]


def acts(reading: Reading, type: ClaimType) -> set[tuple[str, str, str | None, Modality]]:
    names = keys(reading)
    return {(names[c.subject], names[c.object or ""], c.date, c.modality) for c in of(reading, type)}


def counts(reading: Reading, type: ClaimType = ClaimType.TALLY) -> set[tuple[str | int | None, str | None, str | None]]:
    return {(c.value, c.action, c.date) for c in of(reading, type)}


def spoken(reading: Reading) -> list[tuple[ClaimType, str, str]]:
    names, text = keys(reading), reading.document.text
    kinds = (ClaimType.STATES, ClaimType.COMMITS, ClaimType.CALLS_FOR)
    return [(c.type, names[c.subject], c.evidence.of(text)) for c in reading.claims if c.type in kinds]


def test_states_that_sign_on_a_weekday_sign_on_its_date() -> None:
    reading = read("The Dominican Republic and Peru signed on Saturday the UN Convention against Cybercrime.")

    assert acts(reading, ClaimType.SIGNS) == {
        ("state/dom", UNCC, "2025-10-25", ASSERTED),
        ("state/per", UNCC, "2025-10-25", ASSERTED),
    }


def test_a_minister_signs_for_the_state_that_the_post_names() -> None:
    reading = read(
        "The Hanoi Convention opened on 25 October.\n"
        "Thailand's Minister of Foreign Affairs Sihasak Phuangketkeow will sign on 30 October 2025."
    )

    assert acts(reading, ClaimType.SIGNS) == {("state/tha", UNCC, "2025-10-30", PLANNED)}


def test_a_plan_and_its_failure_are_two_claims() -> None:
    reading = read("Canada and Japan were expected to sign the Hanoi Convention but did not.")

    assert {(state, modality) for state, _, _, modality in acts(reading, ClaimType.SIGNS)} == {
        ("state/can", PLANNED), ("state/can", NEGATED), ("state/jpn", PLANNED), ("state/jpn", NEGATED),
    }  # fmt: skip


def test_who_followed_signed_what_was_signed_before() -> None:
    reading = read("Viet Nam signed the Hanoi Convention on 25 October 2025. China and France followed, diplomats saw.")

    assert {row[:3] for row in acts(reading, ClaimType.SIGNS)} == {
        (f"state/{state}", UNCC, "2025-10-25") for state in ("vnm", "chn", "fra")
    }


def test_the_second_day_is_a_day_of_the_known_ceremony() -> None:
    reading = read("Mali and Rwanda signed the Hanoi Convention on the second day.")

    assert {row[2] for row in acts(reading, ClaimType.SIGNS)} == {"2025-10-26"}


def test_the_same_day_is_the_last_day_told_that_has_passed() -> None:
    reading = read(
        "Brazil deposited the instrument of accession to the Budapest Convention on 30 November 2022. The Convention "
        "will enter into force for Brazil on 1 March 2023.\n"
        "On the same day Croatia and Moldova signed the Second Additional Protocol.",
        "1 December 2022",
    )

    assert acts(reading, ClaimType.ACCEDES_TO) == {("state/bra", BUDAPEST, "2022-11-30", ASSERTED)}
    assert acts(reading, ClaimType.SIGNS) == {
        ("state/hrv", PROTOCOL, "2022-11-30", ASSERTED),
        ("state/mda", PROTOCOL, "2022-11-30", ASSERTED),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "The Ministers' Deputies invited Kenya, Malawi and Papua New Guinea to accede to the Budapest Convention.",
        "None of the invited states has become a party to the Budapest Convention.",
        "The parliament of Kenya adopted a law on accession to the Budapest Convention.",
    ],
)
def test_an_invitation_or_a_law_is_no_accession(sentence: str) -> None:
    assert of(read(sentence), ClaimType.ACCEDES_TO) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Azerbaijan's parliament approved a bill on ratification of the Hanoi Convention.",
        "President Ilham Aliyev signed a law on the Hanoi Convention.",
        "Groups in Canada signed a letter on the Hanoi Convention.",
        "The United Nations urged Kenya to ratify the Hanoi Convention.",
        "Asked whether the United States would sign, a spokesperson said that the Hanoi Convention was under review.",
    ],
)
def test_what_only_sounds_like_an_act_is_none(sentence: str) -> None:
    reading = read(sentence)

    assert of(reading, ClaimType.SIGNS) + of(reading, ClaimType.RATIFIES) == []


def test_a_treaty_pronoun_stands_for_the_treaty_of_its_paragraph() -> None:
    reading = read(
        "The Hanoi Convention was signed by Viet Nam in 2025.\n"
        "The Budapest Convention is older. India has declined to join it. Kenya has not ratified it."
    )

    assert acts(reading, ClaimType.DECLINES) == {("state/ind", BUDAPEST, None, ASSERTED)}
    assert acts(reading, ClaimType.RATIFIES) == {("state/ken", BUDAPEST, None, NEGATED)}


def test_the_date_from_which_days_are_counted_is_not_the_day_of_the_deposit() -> None:
    reading = read(
        "The Malabo Convention entered into force on 8 June 2023, thirty days after Mauritania deposited its "
        "instrument of ratification.",
        "12 June 2023",
    )

    assert acts(reading, ClaimType.RATIFIES) == {("state/mrt", "treaty/au-malabo", None, ASSERTED)}


def test_a_threshold_is_a_rule_and_no_count() -> None:
    reading = read(
        "The Hanoi Convention needs 40 ratifications. It enters into force 90 days after the 40th signatory."
    )

    assert {c.value for c in of(reading, ClaimType.REQUIRES)} == {40}
    assert of(reading, ClaimType.TALLY) == []
    assert {c.modality for c in of(reading, ClaimType.ENTERS_INTO_FORCE)} == {PLANNED}


def test_counts_keep_their_kind_and_a_present_one_stands_as_of_the_document() -> None:
    reading = read(
        "As of 20 March 2026, 74 countries had signed the Hanoi Convention.\n"
        "The Budapest Convention, which entered into force on 1 July 2004, now has 81 Parties.",
        "24 March 2026",
    )

    assert counts(reading) == {(74, "signature", "2026-03-20"), (81, "ratification", "2026-03-24")}


def test_what_opens_tomorrow_is_planned() -> None:
    reading = read(
        "The UN Convention against Cybercrime, which opens for signature tomorrow, is new.", "24 October 2025"
    )

    (opening,) = of(reading, ClaimType.OPENS_FOR_SIGNATURE)
    assert (opening.date, opening.modality) == ("2025-10-25", PLANNED)


def test_a_window_that_stays_open_opens_nothing() -> None:
    reading = read("The Hanoi Convention remains open for signature until 31 December 2026.")

    assert of(reading, ClaimType.OPENS_FOR_SIGNATURE) == []


def test_the_body_adopts_also_in_a_participle() -> None:
    reading = read("Adopted by the General Assembly in December 2024, the Hanoi Convention fills a gap.")

    assert acts(reading, ClaimType.ADOPTS) == {("organization/un-general-assembly", UNCC, "2024-12", ASSERTED)}


def test_a_name_of_the_treaty_is_an_alias_and_its_number_is_none() -> None:
    reading = read(
        "The Convention on Cybercrime, better known as the Budapest Convention, has a protocol (CETS No. 224)."
    )

    assert [c.value for c in of(reading, ClaimType.KNOWN_AS)] == ["Budapest Convention"]


def test_each_speech_act_of_a_sentence_has_its_own_words() -> None:
    reading = read("António Guterres said the Hanoi Convention was a milestone and urged states to ratify it quickly.")

    assert spoken(reading) == [
        (ClaimType.STATES, "person/antonio-guterres", "the Hanoi Convention was a milestone"),
        (ClaimType.CALLS_FOR, "person/antonio-guterres", "states to ratify it quickly"),
    ]


def test_attribution_may_follow_with_or_without_quotation_marks() -> None:
    reading = read(
        '"This treaty is a blank cheque for surveillance," said the Electronic Frontier Foundation.\n'
        "The Hanoi Convention will weaken encryption everywhere, Access Now added in a post of its own."
    )

    assert spoken(reading) == [
        (
            ClaimType.STATES,
            "organization/electronic-frontier-foundation",
            "This treaty is a blank cheque for surveillance",
        ),
        (ClaimType.STATES, "organization/access-now", "The Hanoi Convention will weaken encryption everywhere"),
    ]


def test_a_spokesperson_without_a_name_speaks_for_the_body() -> None:
    reading = read('"We are still reviewing the Hanoi Convention," a State Department spokesperson told Reuters.')

    names = keys(reading)
    assert [names[c.subject] for c in of(reading, ClaimType.STATES)] == ["organization/us-department-of-state"]
    assert [names[c.subject] for c in of(reading, ClaimType.REPORTS)] == ["organization/reuters"]


def test_a_pronoun_goes_on_with_the_subject_of_the_sentence_before() -> None:
    reading = read(
        "UN Secretary-General António Guterres met Vietnamese President Lương Cường about the Hanoi Convention. "
        "He said that the text would save lives."
    )

    assert spoken(reading) == [(ClaimType.STATES, "person/antonio-guterres", "the text would save lives")]


def test_a_coalition_calls_with_all_its_named_members() -> None:
    reading = read(
        "Human Rights Watch and 18 other organisations, among them Access Now and Privacy International, on Friday "
        "urged governments not to sign the Hanoi Convention.\n"
        "In a joint statement they say the treaty obliges states to build wide surveillance powers."
    )

    callers = {speaker for type, speaker, _ in spoken(reading) if type is ClaimType.CALLS_FOR}
    critics = [keys(reading)[c.subject] for c in of(reading, ClaimType.CRITICIZES)]
    assert callers == {
        "organization/human-rights-watch",
        "organization/access-now",
        "organization/privacy-international",
    }
    assert critics == ["organization/human-rights-watch"]


def test_officials_in_a_list_attend_and_those_who_declined_do_not() -> None:
    reading = read(
        "The Hanoi Convention signing ceremony was attended by President of Vietnam Luong Cuong, UN Secretary-General "
        "António Guterres and UNODC Executive Director Ghada Waly. The Cybersecurity Tech Accord has declined to "
        "attend the ceremony."
    )

    names = keys(reading)
    present = {(names[c.subject], c.modality) for c in of(reading, ClaimType.ATTENDS)}
    assert present == {
        ("person/luong-cuong", ASSERTED),
        ("person/antonio-guterres", ASSERTED),
        ("person/ghada-waly", ASSERTED),
        ("organization/cybersecurity-tech-accord", NEGATED),
    }
    assert of(reading, ClaimType.DECLINES) == []


def test_a_condition_stands_over_its_clause_only() -> None:
    reading = read(
        "Until now the main instrument was the Budapest Convention, opened for signature on 23 November 2001. "
        "If the European Parliament agrees, the European Union will ratify the Hanoi Convention in 2027."
    )

    (opening,) = of(reading, ClaimType.OPENS_FOR_SIGNATURE)
    assert (opening.date, opening.modality) == ("2001-11-23", ASSERTED)
    assert {row[3] for row in acts(reading, ClaimType.RATIFIES)} == {CONDITIONAL}


def test_a_text_without_a_cybercrime_treaty_makes_no_claims() -> None:
    reading = read(
        "Police in Cambodia said on Tuesday that they had arrested 180 people. Kenya and Uganda signed the treaty on "
        "plastic waste, and 12 states took part in a conference. The minister called on citizens to report scams. The "
        "United Nations Convention against Corruption has been ratified by Kenya."
    )

    assert reading.claims == ()


def test_the_un_convention_is_the_one_that_lies_with_the_un() -> None:
    reading = read(
        "The UN Convention against Cybercrime is new.\nChina stays outside the Budapest Convention. Qatar ratified "
        "the UN convention on 2 March 2026.",
        "5 March 2026",
    )

    assert acts(reading, ClaimType.RATIFIES) == {("state/qat", UNCC, "2026-03-02", ASSERTED)}


def test_a_day_up_to_which_is_not_the_day_of_the_act() -> None:
    reading = read("Serbia and Japan had ratified the Second Additional Protocol to the Budapest Convention by 2024.")

    assert {row[2] for row in acts(reading, ClaimType.RATIFIES)} == {None}


def test_a_quotation_of_several_sentences_has_one_speaker_wherever_the_name_stands() -> None:
    reading = read(
        "“The Hanoi Convention is a first. It will help the victims of crime everywhere. Nobody can act alone,” said "
        "UN Secretary-General António Guterres.\n"
        "Ghada Waly, executive director of UNODC, said: “The Hanoi Convention fills a gap. Our office stands by every "
        "state that joins it.”"
    )

    assert [speaker.partition("/")[2] for _, speaker, _ in spoken(reading)] == [
        "antonio-guterres", "antonio-guterres", "antonio-guterres", "ghada-waly", "ghada-waly",
    ]  # fmt: skip


def test_a_pronoun_stands_for_the_body_or_state_named_before() -> None:
    reading = read(
        "Human Rights Watch opposes the Hanoi Convention. It said that the text gives police too much power.\n"
        "Tonga was the first of its region. It became a party to the Budapest Convention in 2017."
    )

    assert ("organization/human-rights-watch", "the text gives police too much power") in {
        (speaker, words) for _, speaker, words in spoken(reading)
    }
    assert acts(reading, ClaimType.RATIFIES) == {("state/ton", BUDAPEST, "2017", ASSERTED)}


def test_each_verb_of_a_sentence_has_its_own_date() -> None:
    reading = read(
        "Ghana acceded to the Budapest Convention on 3 December 2018 and ratified the Malabo Convention in June 2019."
    )

    assert acts(reading, ClaimType.ACCEDES_TO) == {("state/gha", BUDAPEST, "2018-12-03", ASSERTED)}
    assert acts(reading, ClaimType.RATIFIES) == {("state/gha", "treaty/au-malabo", "2019-06", ASSERTED)}


def test_a_date_that_opens_a_sentence_holds_for_the_next_one() -> None:
    reading = read(
        "On 30 November 2022 Croatia and Moldova signed the Second Additional Protocol to the Budapest Convention. "
        "Brazil deposited its instrument of accession to the Budapest Convention."
    )

    assert acts(reading, ClaimType.ACCEDES_TO) == {("state/bra", BUDAPEST, "2022-11-30", ASSERTED)}


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("By Sunday night 72 states had signed the Hanoi Convention.", "2025-10-26"),
        ("More than 70 states signed the Hanoi Convention this weekend.", "2025-10-26"),
    ],
)
def test_what_has_happened_by_a_weekday_stands_as_of_the_one_just_past(sentence: str, date: str) -> None:
    assert {c.date for c in of(read(sentence), ClaimType.TALLY)} == {date}


def test_a_city_with_its_state_behind_it_signs_nothing() -> None:
    reading = read("By signing the Hanoi Convention in Hanoi, Vietnam, Namibia showed its resolve.")

    assert "state/vnm" not in {row[0] for row in acts(reading, ClaimType.SIGNS)}


def test_who_is_among_those_named_before_plans_what_they_plan() -> None:
    reading = read("About 60 states are expected to sign the Hanoi Convention. Brazil is one of them, as is Chile.")

    assert {(row[0], row[3]) for row in acts(reading, ClaimType.SIGNS)} == {
        ("state/bra", PLANNED),
        ("state/chl", PLANNED),
    }


def test_portfolios_that_no_table_lists_are_read_word_by_word() -> None:
    reading = read(
        "Tatenda Mavetera, Zimbabwe's minister of ICT, postal and courier services, praised the Hanoi Convention."
    )

    assert [c.value for c in of(reading, ClaimType.HOLDS_POSITION)] == ["Minister of ICT, Postal and Courier Services"]


def test_the_conference_of_another_convention_is_no_event_of_this_one() -> None:
    reading = read(
        "The Conference of the States Parties to the United Nations Convention against Corruption will meet in Doha, "
        "UNODC said. The treaty has 191 parties, and Kenya signed an agreement with Interpol on cybercrime."
    )

    assert reading.claims == ()


def test_the_staff_of_an_outlet_names_the_outlet() -> None:
    text = (
        "Three states join\n\nBy Treaty Monitor staff | 10 October 2024\n\n"
        "Benin, Fiji and Kiribati deposited their instruments of accession to the Budapest Convention on 20 June 2024."
    )
    reading = read_document(parse(RawDocument("en.txt", text.encode())))

    assert reading.document.publisher == "Treaty Monitor"
