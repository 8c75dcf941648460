"""What Russian news must be read to say, and what it must not: small texts, in the words of different outlets."""

from __future__ import annotations

import pytest

from tests.ingest.readings import reading_of, told

CEREMONY = """\
ХАНОЙ, 25 октября. Генпрокурор РФ Александр Гуцан от имени России подписал в столице Вьетнама Конвенцию ООН против \
киберпреступности. Свои подписи под документом также поставили Китай, Бразилия и Египет.
«Конвенция – мощный инструмент», – заявил генеральный секретарь ООН Антониу Гутерриш на церемонии подписания. Он \
призвал государства как можно скорее ратифицировать её.
США и Канада Ханойскую конвенцию не подписали. Казахстан намерен присоединиться к Ханойской конвенции в 2026 году.
За два дня Ханойскую конвенцию подписали 72 страны. Документ вступит в силу через 90 дней после сдачи на хранение \
сороковой ратификационной грамоты.
"""
LAW = """\
Президент Азербайджана Ильхам Алиев подписал закон о ратификации Конвенции ООН против киберпреступности. Милли \
Меджлис одобрил её 10 февраля.
От имени Азербайджана Ханойскую конвенцию 25 октября 2025 года подписал начальник Службы государственной безопасности \
Али Нагиев. По его словам, документ поможет следователям.
Вьетнам ещё не ратифицировал Ханойскую конвенцию. Катар сдал на хранение ратификационную грамоту.
"""
BUDAPEST = """\
Новая Зеландия присоединилась к Будапештской конвенции 28 августа 2025 года. К ней ранее присоединились Фиджи и \
Кирибати. Индия отказалась присоединиться к Будапештской конвенции, а Кению пригласили присоединиться к ней.
Будапештская конвенция вступила в силу 1 июля 2004 года, её участниками являются 81 государство. Human Rights Watch \
раскритиковала Ханойскую конвенцию.
Генеральная Ассамблея ООН приняла Ханойскую конвенцию 24 декабря 2024 года.
"""
VISIT = """\
Министр внутренних дел Беларуси Иван Кубраков провёл встречу с министром общественной безопасности Вьетнама Лыонг \
Там Куангом. Конвенция ООН против киберпреступности открывает доступ к обмену данными, заявили в МВД.
Ханойскую конвенцию подписали 72 стороны, включая Россию, Китай и Европейский союз. Среди государств СНГ, чьи \
представители также поставили подписи, – Казахстан и Узбекистан. Белорусской стороне предстоит её ратифицировать.
Более 70 государств подписали Ханойскую конвенцию. Об этом сообщил генпрокурор России Александр Гуцан.
Второй дополнительный протокол к Будапештской конвенции открыт. Ратифицирован он пока лишь Сербией (9 февраля 2023 \
года) и Японией. Россия и Индия присоединяться к Будапештской конвенции не стали.
Вьетнамские власти обещают ратифицировать Ханойскую конвенцию как можно скорее.
"""
PUBLISHED = {CEREMONY: "2025-10-26", LAW: "2026-02-24", BUDAPEST: "2025-11-20", VISIT: "2025-11-21"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (CEREMONY, "signs | rus | un-xviii-16"),
        (CEREMONY, "signs | bra | un-xviii-16"),
        (CEREMONY, "signs | egy | un-xviii-16"),
        (CEREMONY, "signs | usa | un-xviii-16 | negated"),
        (CEREMONY, "signs | can | un-xviii-16 | negated"),
        (CEREMONY, "accedes-to | kaz | un-xviii-16 | 2026 | planned"),
        (CEREMONY, "states | antonio-guterres | Конвенция – мощный инструмент"),
        (CEREMONY, "calls-for | antonio-guterres | государства как можно скорее ратифицировать её"),
        (CEREMONY, "holds-position | alexander-gutsan | rus | Prosecutor General"),
        (CEREMONY, "requires | un-xviii-16 | 40"),
        (CEREMONY, "tally | un-xviii-16 | 72 | signature | 2025-10-26"),
        (LAW, "signs | aze | un-xviii-16 | 2025-10-25"),
        (LAW, "holds-position | ilham-aliyev | aze | President"),
        (LAW, "states | ali-naghiyev | документ поможет следователям"),
        (LAW, "ratifies | vnm | un-xviii-16 | negated"),
        (LAW, "ratifies | qat | un-xviii-16"),
        (BUDAPEST, "accedes-to | nzl | cets-185 | 2025-08-28"),
        (BUDAPEST, "declines | ind | cets-185"),
        (BUDAPEST, "enters-into-force | cets-185 | 2004-07-01"),
        (BUDAPEST, "tally | cets-185 | 81 | ratification | 2025-11-20"),
        (BUDAPEST, "criticizes | human-rights-watch | un-xviii-16"),
        (VISIT, "attends | ivan-kubrakov | Bilateral meeting"),
        (
            VISIT,
            "states | by-ministry-of-internal-affairs | "
            "Конвенция ООН против киберпреступности открывает доступ к обмену данными",
        ),
        (VISIT, "signs | chn | un-xviii-16"),
        (VISIT, "signs | european-union | un-xviii-16"),
        (VISIT, "signs | uzb | un-xviii-16"),
        (VISIT, "ratifies | blr | un-xviii-16 | planned"),
        (VISIT, "states | alexander-gutsan | Более 70 государств подписали Ханойскую конвенцию"),
        (VISIT, "ratifies | srb | cets-224 | 2023-02-09"),
        (VISIT, "ratifies | jpn | cets-224"),
        (VISIT, "declines | ind | cets-185"),
        (VISIT, "commits | vnm | ратифицировать Ханойскую конвенцию как можно скорее"),
        (BUDAPEST, "adopts | un-general-assembly | un-xviii-16 | 2024-12-24"),
    ],
)
def test_russian_news_is_read_to_say(text: str, claim: str) -> None:
    assert claim in told(reading_of(text, "ru", PUBLISHED[text]))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (CEREMONY, "ratifies"),
        (CEREMONY, "tally | un-xviii-16 | 40"),
        (LAW, "ratifies | aze"),
        (LAW, "adopts"),
        (VISIT, "ratifies | jpn | cets-185"),
        (VISIT, "states | ru-ministry-of-internal-affairs"),
        (BUDAPEST, "signs"),
        (BUDAPEST, "ratifies"),
        (BUDAPEST, "accedes-to | ken"),
        (BUDAPEST, "accedes-to | ind"),
    ],
)
def test_russian_news_is_not_read_to_say(text: str, start: str) -> None:
    claims = told(reading_of(text, "ru", PUBLISHED[text]))

    assert [claim for claim in claims if claim.startswith(start)] == []


def test_a_russian_text_without_a_treaty_says_nothing() -> None:
    text = (
        "Более тысячи подозреваемых задержаны в 19 странах Африки, сообщил Интерпол. В операции участвовали Сенегал и "
        "Кения. «Результаты показывают силу сотрудничества», – заявил генеральный секретарь Интерпола."
    )

    assert reading_of(text, "ru").claims == ()
