"""Small Arabic texts, and the claims that must come of them and must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Claim, Reading
from ingest.model import RawDocument
from ingest.parsing import parse
from ingest.reader import read_document

UNCC, BUDAPEST, MALABO, ARAB = "treaty/un-xviii-16", "treaty/cets-185", "treaty/au-malabo", "treaty/las-2010"
CEREMONY = "event/hanoi-signing-2025"
SEED = Path(__file__).parents[3] / "shared" / "seeds"


def read(*sentences: str, date: str = "2025-10-28") -> Reading:
    text = f"العنوان: خبر\nالتاريخ: {date}\n\n" + "\n".join(sentences) + "\n"
    return read_document(parse(RawDocument("text.txt", text.encode())))


def told(reading: Reading) -> set[str]:
    """Each claim as `type subject object value date modality`, known entities by key, new ones by label."""
    names = {entity.id: entity.key or entity.label for entity in reading.entities}
    return {
        " ".join(
            str(part)
            for part in (
                claim.type,
                names[claim.subject],
                names.get(claim.object or "", "-"),
                claim.value or "-",
                claim.date or "-",
                claim.modality,
            )
        )
        for claim in reading.claims
    }


def types(reading: Reading) -> set[str]:
    return {str(claim.type) for claim in reading.claims}


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (
            "وقعت مصر، اليوم السبت، على اتفاقية الأمم المتحدة لمكافحة الجريمة السيبرانية في هانوي.",
            f"signs state/egy {UNCC} - 2025-10-25 asserted",
        ),
        (
            "وقعت السعودية، ممثلة بمحافظ الهيئة الوطنية للأمن السيبراني ماجد المزيد أمس، اتفاقية هانوي.",
            f"signs state/sau {UNCC} - 2025-10-24 asserted",
        ),
        (
            "وقّع الأمين العام لوزارة الشؤون الخارجية لوناس مقرمان، باسم الجزائر، على اتفاقية هانوي.",
            f"signs state/dza {UNCC} - - asserted",
        ),
        ("ولم توقع الولايات المتحدة على اتفاقية هانوي.", f"signs state/usa {UNCC} - - negated"),
        ("ومن المقرر أن توقع كندا على اتفاقية هانوي.", f"signs state/can {UNCC} - - planned"),
        ("وستوقع اليابان اتفاقية هانوي قريبا.", f"signs state/jpn {UNCC} - - planned"),
        (
            "أودعت قطر، أمس الجمعة، صك تصديقها على اتفاقية هانوي.",
            f"ratifies state/qat {UNCC} - 2025-10-24 asserted",
        ),
        ("وإذا أودعت باكو صكها دخلت في عداد أطراف اتفاقية هانوي.", f"ratifies state/aze {UNCC} - - conditional"),
        ("انضمت نيوزيلندا إلى اتفاقية بودابست.", f"accedes-to state/nzl {BUDAPEST} - - asserted"),
        ("أعلنت سويسرا أنها لن توقع على اتفاقية هانوي.", f"declines state/che {UNCC} - - asserted"),
        ("دخلت اتفاقية مالابو حيز النفاذ في 8 يونيو 2023.", f"enters-into-force {MALABO} - - 2023-06-08 asserted"),
        ("ستدخل اتفاقية هانوي حيز النفاذ بعد تصديق 40 دولة.", f"requires {UNCC} - 40 - asserted"),
        ("ومن المقرر أن توقع نحو 60 دولة على اتفاقية هانوي.", f"tally {UNCC} - 60 2025-10-25 planned"),
        (
            "اعتمدت الجمعية العامة للأمم المتحدة اتفاقية هانوي في ٢٤ ديسمبر/كانون الأول ٢٠٢٤.",
            f"adopts organization/un-general-assembly {UNCC} - 2024-12-24 asserted",
        ),
        (
            "وكانت روسيا قد رفضت الانضمام إلى اتفاقية بودابست التي اعتمدها مجلس أوروبا في عام 2001.",
            f"adopts organization/council-of-europe {BUDAPEST} - 2001 asserted",
        ),
        ("حفل توقيع اتفاقية هانوي استضافته فيتنام.", f"hosts state/vnm {CEREMONY} - - asserted"),
        (
            "وسيحضر حفل توقيع اتفاقية هانوي الأمين العام أنطونيو غوتيريش.",
            f"attends person/antonio-guterres {CEREMONY} - - planned",
        ),
        ("ترأس الرئيس لونغ كوونغ حفل توقيع اتفاقية هانوي.", f"chairs person/luong-cuong {CEREMONY} - - asserted"),
    ],
)
def test_a_sentence_yields_its_claim(sentence: str, claim: str) -> None:
    assert claim in told(read(sentence, date="2025-10-25"))


@pytest.mark.parametrize(
    ("sentence", "type"),
    [
        ("وقع الرئيس إلهام علييف قانونا يوافق على اتفاقية هانوي.", "ratifies"),
        ("وقع الرئيس إلهام علييف قانونا يوافق على اتفاقية هانوي.", "signs"),
        ("صادق مجلس نواب الشعب في تونس على اتفاقية بودابست.", "ratifies"),
        ("وافق مجلس الوزراء على التصديق على اتفاقية هانوي.", "ratifies"),
        ("دعيت نيوزيلندا إلى الانضمام إلى اتفاقية بودابست.", "accedes-to"),
        ("وقعت فيتنام مذكرة تفاهم بشأن تنفيذ اتفاقية هانوي.", "signs"),
        ("وقعت قطر على اتفاقية هانوي.", "ratifies"),
        ("تدخل اتفاقية هانوي حيز النفاذ بعد أن تصادق عليها 40 دولة.", "tally"),
        ("اعتمدت الجمعية العامة للأمم المتحدة قرارا لصياغة اتفاقية هانوي.", "adopts"),
        ("ترأس عمرو طلعت وفد مصر في حفل توقيع اتفاقية هانوي.", "chairs"),
        ("رحب أنطونيو غوتيريش بالضيوف في حفل توقيع اتفاقية هانوي.", "supports"),
        ("لم تدخل اتفاقية هانوي حيز النفاذ، قالت وسائل إعلام إن الأمر طبيعي.", "states"),
    ],
)
def test_a_sentence_does_not_yield_what_it_only_resembles(sentence: str, type: str) -> None:
    assert type not in types(read(sentence))


def test_a_text_on_no_treaty_yields_nothing() -> None:
    reading = read(
        "وقع وزير الخارجية المصري بدر عبد العاطي أمس اتفاقا للتعاون الاقتصادي مع نظيره الكويتي في القاهرة.",
        "وقال الوزير إن الاتفاق يعزز العلاقات بين البلدين، ودعا الشركات إلى الاستثمار.",
        "وقد دخلت الاتفاقية حيز التنفيذ أمس.",
    )

    assert reading.claims == ()


def test_days_of_the_ceremony_and_acts_told_after_it_have_their_dates() -> None:
    reading = read(
        "ففي اليوم الأول وقّع عن القاهرة على اتفاقية هانوي عمرو طلعت، وعن الدوحة مريم المسند. كما وقعت الجزائر وليبيا."
    )

    dated = {f"signs state/{iso} {UNCC} - 2025-10-25 asserted" for iso in ("egy", "qat", "dza", "lby")}
    assert dated <= told(reading)


def test_a_count_stands_as_of_the_last_day_that_it_covers() -> None:
    reading = read("وقعت على اتفاقية هانوي ٧٢ دولة خلال يومين.")

    assert f"tally {UNCC} - 72 2025-10-26 asserted" in told(reading)


def test_background_keeps_its_own_treaty_and_day() -> None:
    reading = read(
        "وقعت تونس على اتفاقية هانوي في 25 أكتوبر 2025.",
        "وأبرمت اتفاقية بودابست في 23 نوفمبر 2001 ودخلت حيز النفاذ في 1 يوليو 2004.",
    )

    claims = told(reading)
    assert f"enters-into-force {BUDAPEST} - - 2004-07-01 asserted" in claims
    assert f"signs state/tun {UNCC} - 2025-10-25 asserted" in claims


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("قال وزير الخارجية المصري بدر عبد العاطي إن اتفاقية هانوي مهمة.", "بدر عبد العاطي"),
        ("وقالت ديبورا براون من هيومن رايتس ووتش إن اتفاقية هانوي معيبة.", "Deborah Brown"),
        ("وأكد الدكتور سامر خلف على أهمية اتفاقية هانوي.", "سامر خلف"),
        ("ونقل عن الرئيس الفيتنامي نغوين فو ترونغ قوله إن اتفاقية هانوي مهمة.", "نغوين فو ترونغ"),
        ("وقال المدعي العام الروسي أندريه ستيبانوف أيضا إن اتفاقية هانوي مهمة.", "أندريه ستيبانوف"),
    ],
)
def test_a_new_name_ends_where_the_sentence_goes_on(sentence: str, name: str) -> None:
    people = {e.label for e in read(sentence).entities if e.type == "person"}

    assert people == {name}


@pytest.mark.parametrize(
    "sentence",
    [
        "قالت وسائل إعلام محلية إن اتفاقية هانوي مهمة.",
        "قال مدير مركز أبحاث بريطاني إن اتفاقية هانوي مهمة.",
        "قال مسؤول حكومي كبير إن اتفاقية هانوي مهمة.",
    ],
)
def test_what_is_no_name_makes_no_person(sentence: str) -> None:
    assert not [e for e in read(sentence).entities if e.type == "person"]


def test_a_bare_post_stands_for_its_holder_of_the_same_state() -> None:
    reading = read(
        "وقع وزير الاتصالات المصري عمرو طلعت ووزيرة الدولة القطرية مريم المسند على اتفاقية هانوي.",
        "ورأت الوزيرة القطرية أن اتفاقية هانوي تسد فراغا.",
    )

    assert f"states person/maryam-al-misnad {UNCC} - - asserted" in told(reading)


def test_a_verb_of_another_gender_does_not_go_on_with_the_speaker() -> None:
    reading = read("قالت غادة والي إن اتفاقية هانوي انتصار كبير.", "وأضاف أن الفضاء الإلكتروني صار أرضا خصبة للمجرمين.")

    assert len([c for c in reading.claims if c.type == "states"]) == 1


def test_speech_is_told_apart_and_quoted() -> None:
    reading = read(
        'قال أنطونيو غوتيريش: "اتفاقية هانوي أداة قوية". ودعا الدول إلى التصديق عليها، وتعهد بدعم البلدان النامية.'
    )

    quoted = [c for c in reading.claims if c.quoted]
    assert [c.evidence.of(reading.document.text) for c in quoted] == ["اتفاقية هانوي أداة قوية"]
    assert "calls-for" in types(reading)


@pytest.mark.parametrize(
    ("sentence", "date", "claims"),
    [
        (
            "وقّعت سلطنة عمان، الخميس الماضي، بمقر الأمم المتحدة في نيويورك، على اتفاقية هانوي.",
            "2026-03-10",
            (f"signs state/omn {UNCC} - 2026-03-05 asserted",),
        ),
        (
            "أعلنت وزارة الخارجية الكويتية أن الكويت وقعت على اتفاقية هانوي في 12 يناير 2026.",
            "2026-01-14",
            (f"signs state/kwt {UNCC} - 2026-01-12 asserted",),
        ),
        (
            "وبتوقيعها على اتفاقية هانوي، تنضم البحرين إلى ركب الدول الساعية إلى فضاء آمن.",
            "2026-01-14",
            (f"signs state/bhr {UNCC} - - asserted",),
        ),
        (
            "وقع على اتفاقية هانوي ممثلو مصر وقطر والجزائر.",
            "2025-10-26",
            (
                f"signs state/egy {UNCC} - - asserted",
                f"signs state/qat {UNCC} - - asserted",
                f"signs state/dza {UNCC} - - asserted",
            ),
        ),
        (
            "تم اليوم التوقيع على اتفاقية هانوي من جانب الإمارات والبحرين.",
            "2026-02-01",
            (
                f"signs state/are {UNCC} - 2026-02-01 asserted",
                f"signs state/bhr {UNCC} - 2026-02-01 asserted",
            ),
        ),
        (
            "ولم توقع إسرائيل ولا اليابان حتى الآن على اتفاقية هانوي.",
            "2026-02-01",
            (f"signs state/isr {UNCC} - - negated",),
        ),
        (
            "لن توقع الهند على اتفاقية هانوي، بحسب مصادر.",
            "2026-02-01",
            (f"declines state/ind {UNCC} - - asserted",),
        ),
        (
            "رفضت الهند الانضمام إلى اتفاقية بودابست.",
            "2026-02-01",
            (f"declines state/ind {BUDAPEST} - - asserted",),
        ),
        (
            "من المنتظر أن توقع تركيا وإيران على اتفاقية هانوي خلال الأيام المقبلة.",
            "2026-02-01",
            (
                f"signs state/tur {UNCC} - - planned",
                f"signs state/irn {UNCC} - - planned",
            ),
        ),
        (
            "تعتزم لبنان التوقيع على اتفاقية هانوي قبل نهاية العام.",
            "2026-02-01",
            (f"signs state/lbn {UNCC} - - planned",),
        ),
        (
            "وإذا وقعت كندا على اتفاقية هانوي فستكون الدولة الثالثة والسبعين.",
            "2026-02-01",
            (f"signs state/can {UNCC} - - conditional",),
        ),
        (
            "وكان وزير الداخلية العراقي عبد الأمير الشمري قد وقع اتفاقية هانوي نيابة عن حكومة العراق.",
            "2025-11-01",
            (f"signs state/irq {UNCC} - - asserted",),
        ),
        (
            "وقعت وزيرة العدل المغربية نبيلة الحداد اتفاقية هانوي أمس.",
            "2025-11-01",
            (f"signs state/mar {UNCC} - 2025-10-31 asserted",),
        ),
        (
            "شهد رئيس الوزراء العراقي محمد شياع السوداني توقيع العراق على اتفاقية هانوي.",
            "2025-11-01",
            (f"signs state/irq {UNCC} - - asserted",),
        ),
        (
            "صادقت دولة قطر رسميا على اتفاقية هانوي بعد إيداع وثيقة التصديق لدى الأمم المتحدة في 3 مارس 2026.",
            "2026-03-05",
            (f"ratifies state/qat {UNCC} - 2026-03-03 asserted",),
        ),
        (
            "أودعت جمهورية أذربيجان لدى الأمم المتحدة صك التصديق على اتفاقية هانوي، لتصبح أول دولة تصادق عليها.",
            "2026-03-05",
            (f"ratifies state/aze {UNCC} - - asserted",),
        ),
        (
            "لم تصادق أي دولة عربية بعد على اتفاقية هانوي، ولم تصدق عليها فيتنام نفسها.",
            "2026-03-05",
            (f"ratifies state/vnm {UNCC} - - negated",),
        ),
        (
            "ومن المقرر أن تصادق فيتنام على اتفاقية هانوي في عام 2026.",
            "2026-01-05",
            (f"ratifies state/vnm {UNCC} - 2026 planned",),
        ),
        (
            "تمت المصادقة على اتفاقية مالابو من طرف السنغال وموريتانيا.",
            "2023-06-10",
            (
                f"ratifies state/sen {MALABO} - - asserted",
                f"ratifies state/mrt {MALABO} - - asserted",
            ),
        ),
        (
            "وبعد أن صادقت عليها موريتانيا في 9 مايو 2023، استكملت اتفاقية مالابو نصابها.",
            "2023-06-10",
            (f"ratifies state/mrt {MALABO} - 2023-05-09 asserted",),
        ),
        (
            "انضمت ساحل العاج وبنين إلى اتفاقية بودابست في عام 2024.",
            "2024-12-10",
            (
                f"accedes-to state/civ {BUDAPEST} - 2024 asserted",
                f"accedes-to state/ben {BUDAPEST} - 2024 asserted",
            ),
        ),
        (
            "ستنضم فيجي إلى اتفاقية بودابست الشهر المقبل.",
            "2024-05-10",
            (f"accedes-to state/fji {BUDAPEST} - 2024-06 planned",),
        ),
        (
            "تبنت الجمعية العامة للأمم المتحدة بتوافق الآراء اتفاقية هانوي في 24 كانون الأول/ديسمبر 2024.",
            "2025-01-10",
            (f"adopts organization/un-general-assembly {UNCC} - 2024-12-24 asserted",),
        ),
        (
            "اعتُمدت اتفاقية هانوي من جانب الجمعية العامة للأمم المتحدة أواخر عام 2024.",
            "2025-01-10",
            (f"adopts organization/un-general-assembly {UNCC} - 2024 asserted",),
        ),
        (
            "ومن المقرر أن تعتمد الجمعية العامة للأمم المتحدة اتفاقية هانوي في ديسمبر المقبل.",
            "2024-11-10",
            (f"adopts organization/un-general-assembly {UNCC} - 2024-12 planned",),
        ),
        (
            "اعتمد الاتحاد الأفريقي اتفاقية مالابو في 27 يونيو 2014.",
            "2023-06-10",
            (f"adopts organization/african-union {MALABO} - 2014-06-27 asserted",),
        ),
        (
            "فُتح باب التوقيع على اتفاقية هانوي أمس السبت ويستمر حتى نهاية 2026.",
            "2025-10-26",
            (f"opens-for-signature {UNCC} - - 2025-10-25 asserted",),
        ),
        (
            "ستُطرح اتفاقية هانوي للتوقيع في 25 أكتوبر 2025.",
            "2025-10-01",
            (f"opens-for-signature {UNCC} - - 2025-10-25 planned",),
        ),
        (
            "لم تدخل اتفاقية هانوي بعد حيز النفاذ.",
            "2025-12-01",
            (f"enters-into-force {UNCC} - - - negated",),
        ),
        (
            "أصبحت اتفاقية مالابو سارية المفعول في 8 حزيران/يونيو 2023.",
            "2025-12-01",
            (f"enters-into-force {MALABO} - - 2023-06-08 asserted",),
        ),
        (
            "تدخل اتفاقية هانوي حيز النفاذ في اليوم التسعين الذي يلي تاريخ إيداع الصك الأربعين.",
            "2025-12-01",
            (f"requires {UNCC} - 40 - asserted",),
        ),
        (
            "يلزم لنفاذ اتفاقية هانوي إيداع أربعين صكا.",
            "2025-12-01",
            (f"requires {UNCC} - 40 - asserted",),
        ),
        (
            "وتصبح اتفاقية هانوي نافذة بعد تسعين يوما من مصادقة 40 دولة عليها.",
            "2025-12-01",
            (f"requires {UNCC} - 40 - asserted",),
        ),
        (
            "وصل عدد الدول الموقعة على اتفاقية هانوي إلى 74 دولة.",
            "2026-02-01",
            (f"tally {UNCC} - 74 2026-02-01 asserted",),
        ),
        (
            "وقعها حتى الآن أربع وسبعون دولة، أي اتفاقية هانوي.",
            "2026-02-01",
            (f"tally {UNCC} - 74 2026-02-01 asserted",),
        ),
        (
            "حظيت اتفاقية هانوي بتوقيع 72 دولة في يومين.",
            "2025-11-01",
            (f"tally {UNCC} - 72 2025-10-26 asserted",),
        ),
        (
            "وتضم اتفاقية بودابست 81 دولة طرفا.",
            "2026-02-01",
            (f"tally {BUDAPEST} - 81 2026-02-01 asserted",),
        ),
        (
            "وبلغ عدد الدول المصادقة على اتفاقية مالابو 15 دولة.",
            "2023-06-01",
            (f"tally {MALABO} - 15 2023-06-01 asserted",),
        ),
        (
            "وقعت 72 دولة على اتفاقية هانوي بينما صادقت عليها ثلاث دول فقط.",
            "2026-05-01",
            (
                f"tally {UNCC} - 72 2026-05-01 asserted",
                f"tally {UNCC} - 3 2026-05-01 asserted",
            ),
        ),
        (
            "تستضيف هانوي حفل توقيع اتفاقية هانوي يومي 25 و26 أكتوبر.",
            "2025-10-01",
            (f"takes-place-in {CEREMONY} place/hanoi - - planned",),
        ),
        (
            "انطلقت في هانوي اليوم السبت مراسم توقيع اتفاقية هانوي بحضور الرئيس الفيتنامي لونغ كوونغ.",
            "2025-10-25",
            (
                f"takes-place-in {CEREMONY} place/hanoi - - asserted",
                f"takes-place-on {CEREMONY} - - 2025-10-25 asserted",
                f"attends person/luong-cuong {CEREMONY} - - asserted",
            ),
        ),
        (
            "شارك وزير العدل القطري إبراهيم المهندي في مراسم توقيع اتفاقية هانوي.",
            "2025-10-25",
            (f"attends إبراهيم المهندي {CEREMONY} - - asserted",),
        ),
        (
            "ويحضر مراسم توقيع اتفاقية هانوي كل من أنطونيو غوتيريش وغادة والي.",
            "2025-10-25",
            (
                f"attends person/antonio-guterres {CEREMONY} - - asserted",
                f"attends person/ghada-waly {CEREMONY} - - asserted",
            ),
        ),
        (
            "غابت الولايات المتحدة عن مراسم توقيع اتفاقية هانوي.",
            "2025-10-25",
            (f"attends state/usa {CEREMONY} - - negated",),
        ),
        (
            "وألقت غادة والي كلمة رئيسية خلال مراسم توقيع اتفاقية هانوي.",
            "2025-10-25",
            (f"speaks-at person/ghada-waly {CEREMONY} - - asserted",),
        ),
        (
            "وترأست الدبلوماسية الجزائرية فوزية بومعيزة مباركي الجلسة الختامية بشأن اتفاقية هانوي.",
            "2025-10-25",
            ("chairs person/faouzia-boumaiza-mebarki",),
        ),
        (
            "نظم مكتب الأمم المتحدة المعني بالمخدرات والجريمة ووزارة الأمن العام مراسم توقيع اتفاقية هانوي.",
            "2025-10-25",
            (f"organizes organization/unodc {CEREMONY}",),
        ),
        (
            "شدّد وزير الداخلية اللبناني أحمد الحجار على أن اتفاقية هانوي ضرورة ملحة.",
            "2025-10-25",
            (
                f"states أحمد الحجار {UNCC}",
                "holds-position أحمد الحجار state/lbn Minister of the Interior",
            ),
        ),
        (
            "ورأت منظمة العفو الدولية أن اتفاقية هانوي تهدد الحقوق.",
            "2025-10-25",
            (f"states organization/amnesty-international {UNCC}",),
        ),
        (
            "وطالبت لجنة حماية الصحفيين الحكومات بعدم التصديق على اتفاقية هانوي.",
            "2025-10-25",
            (f"calls-for organization/cpj {UNCC}",),
        ),
        (
            "ونددت أكسس ناو باتفاقية هانوي.",
            "2025-10-25",
            (f"criticizes organization/access-now {UNCC}",),
        ),
        (
            "أبدت مايكروسوفت تحفظها على اتفاقية هانوي.",
            "2025-10-25",
            (f"criticizes organization/microsoft {UNCC}",),
        ),
        (
            "رحبت الصين وروسيا باعتماد اتفاقية هانوي.",
            "2025-10-25",
            (
                f"supports state/chn {UNCC}",
                f"supports state/rus {UNCC}",
            ),
        ),
        (
            "تعهد الاتحاد الأوروبي بتقديم الدعم للدول النامية في تنفيذ اتفاقية هانوي.",
            "2025-10-25",
            (f"commits organization/european-union {UNCC}",),
        ),
        (
            "ودعت غادة والي الدول إلى الإسراع في المصادقة على اتفاقية هانوي، واصفة إياها بأنها خطوة حاسمة.",
            "2025-10-25",
            (
                f"calls-for person/ghada-waly {UNCC}",
                f"states person/ghada-waly {UNCC}",
            ),
        ),
        (
            "اتفاقية هانوي، التي يطلق عليها أيضا اسم معاهدة هانوي، مهمة.",
            "2025-10-25",
            (f"known-as {UNCC} - معاهدة هانوي",),
        ),
    ],
)
def test_a_wording_yields_its_claims(sentence: str, date: str, claims: tuple[str, ...]) -> None:
    read_claims = told(read(sentence, date=date))

    assert all(any(found.startswith(claim) for found in read_claims) for claim in claims), read_claims


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("وإذا وقعت كندا على اتفاقية هانوي فستكون الدولة الثالثة والسبعين.", f"signs state/can {UNCC} - - asserted"),
        ("وقعت السعودية والصين مذكرة تفاهم لتنفيذ اتفاقية هانوي.", f"signs state/sau {UNCC} - - asserted"),
        ("وقعت السعودية والصين مذكرة تفاهم لتنفيذ اتفاقية هانوي.", f"signs state/chn {UNCC} - - asserted"),
        (
            "صدّق العاهل الأردني على قانون التصديق على الاتفاقية العربية لمكافحة جرائم تقنية المعلومات.",
            f"ratifies state/jor {ARAB} - - asserted",
        ),
        (
            "أقر مجلس النواب اللبناني مشروع قانون يجيز للحكومة التصديق على اتفاقية هانوي.",
            f"ratifies state/lbn {UNCC} - - asserted",
        ),
        ("وافق مجلس الوزراء على انضمام الكويت إلى اتفاقية بودابست.", f"accedes-to state/kwt {BUDAPEST} - - asserted"),
        ("تسعى رواندا إلى الانضمام إلى اتفاقية بودابست.", f"accedes-to state/rwa {BUDAPEST} - - asserted"),
    ],
)
def test_a_plan_or_an_approval_is_no_act(sentence: str, claim: str) -> None:
    assert claim not in told(read(sentence, date="2026-03-05"))


def test_an_office_of_state_that_names_no_state_is_the_texts_own() -> None:
    reading = read(
        "أعلنت تونس أنها ستنضم إلى اتفاقية بودابست، وتعد تونس من أوائل المدعوين.",
        "وقال وزير تكنولوجيات الاتصال نزار بن ناجي إن اتفاقية بودابست مهمة.",
    )

    claims = told(reading)
    assert "holds-position نزار بن ناجي state/tun Minister of Communication Technologies - asserted" in claims
    assert f"states نزار بن ناجي {BUDAPEST} - - asserted" in claims


def test_its_ambassador_is_that_of_the_state_named_before() -> None:
    reading = read(
        "وسبقتها دولة الإمارات، التي أودع سفيرها في القاهرة محمد بن نخيرة الظاهري صك تصديقها على اتفاقية هانوي."
    )

    assert "holds-position محمد بن نخيرة الظاهري state/are Ambassador to Egypt - asserted" in told(reading)


def test_a_fuller_wording_of_a_post_stands_for_the_shorter() -> None:
    reading = read("حضر حفل توقيع اتفاقية هانوي السفير هاني مصطفى سفير مصر لدى فيتنام.")

    posts = [claim for claim in told(reading) if claim.startswith("holds-position")]
    assert posts == ["holds-position person/hani-mostafa state/egy Ambassador to Viet Nam - asserted"]


def test_a_body_in_quotation_marks_is_a_body_and_a_known_one_stays_known() -> None:
    reading = read(
        'وقال محمد نجم، المدير التنفيذي لمنظمة "سمكس"، إن اتفاقية هانوي معيبة.',
        'وانتقدت منظمة "هيومن رايتس ووتش" اتفاقية هانوي.',
    )

    claims = told(reading)
    assert "holds-position محمد نجم سمكس Executive Director - asserted" in claims
    assert f"criticizes organization/human-rights-watch {UNCC} - - asserted" in claims


def test_a_body_beside_another_states_adjective_is_not_that_states() -> None:
    reading = read("شارك عبد الله قادربوه، رئيس هيئة الرقابة الإدارية الليبية، في مراسم توقيع اتفاقية هانوي.")

    assert not [
        entity for entity in reading.entities if entity.key == "organization/eg-administrative-control-authority"
    ]
    assert f"attends عبد الله قادربوه {CEREMONY} - - asserted" in told(reading)


def test_a_dateline_dates_no_act() -> None:
    line = (
        "نواكشوط، الثلاثاء 9 مايو 2023 (بريد الساحل) - أودعت موريتانيا، أمس الإثنين، وثائق التصديق على اتفاقية مالابو."
    )
    reading = read(line, date="2023-05-09")

    assert f"ratifies state/mrt {MALABO} - 2023-05-08 asserted" in told(reading)


def test_a_list_of_guests_with_their_posts_attends_as_a_whole() -> None:
    reading = read(
        "أقيم حفل توقيع اتفاقية هانوي بحضور الرئيس الفيتنامي لونغ كوونغ، والأمين العام للأمم المتحدة أنطونيو غوتيريش؛ "
        "والدكتورة غادة والي المديرة التنفيذية لمكتب الأمم المتحدة المعني بالمخدرات والجريمة، وسفير مصر هاني مصطفى."
    )

    guests = {c.split()[1] for c in told(reading) if c.startswith("attends")}
    assert guests == {f"person/{key}" for key in ("luong-cuong", "antonio-guterres", "ghada-waly", "hani-mostafa")}


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("تونس - المرصد الرقمي\nالسبت 09 مارس 2024", "المرصد الرقمي"),
        ("ليون، 24 آذار/مارس 2025 - تقنيات الشام", "تقنيات الشام"),
        ('بيروت ــ "دفتر الحقوق الرقمية"\n24 تشرين الأول/أكتوبر 2025', "دفتر الحقوق الرقمية"),
        ("ق. د / 26 أكتوبر 2025", None),
        ("القاهرة في 24 مايو 2012", None),
    ],
)
def test_the_outlet_stands_beside_a_place_or_a_date(head: str, publisher: str | None) -> None:
    body = "وقعت مصر على اتفاقية الأمم المتحدة لمكافحة الجريمة السيبرانية في العاصمة الفيتنامية هانوي، بحسب بيان رسمي."
    text = f"مصر توقع على اتفاقية الجريمة السيبرانية\n{head}\n\n{body}\n{body}\n"

    assert read_document(parse(RawDocument("text.txt", text.encode()))).document.publisher == publisher


def test_an_agency_alone_in_the_last_line_is_credited() -> None:
    text = "العنوان: خبر\nالتاريخ: 2022-05-13\n\nوقع المغرب على اتفاقية هانوي أمس الخميس في مقر الأمم المتحدة.\nو م ع\n"

    assert "reports organization/map-morocco - - - asserted" in told(
        read_document(parse(RawDocument("t.txt", text.encode())))
    )


def seed() -> tuple[Reading, dict[str, str], list[Claim]]:
    files = sorted(SEED.glob("*.txt")) if SEED.is_dir() else []
    if not files:
        pytest.skip("the seed article lies outside the repository and is not here")
    reading = read_document(parse(RawDocument(files[0].name, files[0].read_bytes())))
    return reading, {e.id: e.key or e.label for e in reading.entities}, list(reading.claims)


def test_the_seed_tells_who_spoke_where() -> None:
    reading, _, _ = seed()

    claims = told(reading)
    assert "holds-position person/luong-tam-quang state/vnm Minister of Public Security - asserted" in claims
    [post] = [claim for claim in claims if claim.startswith("holds-position person/john-brandolino")]
    assert "organization/unodc Director, " in post
    assert "Division for Treaty Affairs" in post
    assert f"speaks-at person/luong-tam-quang {CEREMONY} - - asserted" in claims
    assert any(claim.startswith("speaks-at person/john-brandolino") for claim in claims)


def test_the_seed_tells_the_ceremony_its_count_and_what_is_to_come() -> None:
    reading, _, all_claims = seed()

    claims = told(reading)
    assert f"tally {UNCC} - 72 2025-10-26 asserted" in claims
    assert [str(c.date_basis) for c in all_claims if c.type == "tally"] == ["inferred-from-url"]
    assert f"takes-place-in {CEREMONY} place/hanoi - - asserted" in claims
    assert f"takes-place-on {CEREMONY} - - 2025-10-25/2025-10-26 asserted" in claims
    assert f"known-as {UNCC} - اتفاقية هانوي - asserted" in claims
    assert f"enters-into-force {UNCC} - - - planned" in claims


def test_the_seed_gives_each_word_to_its_speaker() -> None:
    reading, names, claims = seed()

    spoken = [(str(c.type), names[c.subject]) for c in claims if c.type in {"states", "commits", "calls-for"}]
    minister, director = "person/luong-tam-quang", "person/john-brandolino"
    assert spoken.count(("states", minister)) >= 6
    assert {("commits", minister), ("calls-for", minister)} <= set(spoken)
    assert spoken.count(("states", director)) >= 3
    [quote] = [c for c in claims if c.quoted]
    assert (quote.type, names[quote.subject]) == ("calls-for", director)
    assert reading.document.text[quote.evidence.start :].startswith("الآن، مهمة الدول")


def test_the_seed_credits_its_outlet_and_doubts_a_wrong_expansion() -> None:
    _, names, claims = seed()

    credits = {(names[c.subject], c.flags) for c in claims if c.type == "reports"}
    assert credits == {
        ("organization/vietnam-news-agency", ()),
        ("organization/vietnam-news-agency", ("doubtful-expansion",)),
        ("organization/dan-tri", ()),
    }
