"""What French news must be read to say, and what it must not: small texts, in the words of different outlets."""

from __future__ import annotations

import pytest

from tests.ingest.readings import reading_of, told

CEREMONY = """\
La cérémonie de signature de la Convention des Nations unies contre la cybercriminalité (Convention de Hanoï) s’est \
achevée dimanche au Centre national des congrès, à Hanoï. Elle a réuni plus de 2 500 délégués venus de 110 pays.
Au total, 72 pays ont signé la Convention, a fait savoir le vice-ministre de la Sécurité publique, Pham The Tung.
Le ministre de la Sécurité publique, le général Luong Tam Quang, a été le premier à signer, au nom du Vietnam. \
Prononçant le discours de clôture, il a souligné que la Convention constituait une avancée historique.
"""
COMMUNIQUE = """\
La France a signé, le 25 octobre 2025, à Hanoï, la Convention des Nations unies contre la cybercriminalité.
La France se félicite de ce texte, qui complète la Convention du Conseil de l’Europe sur la cybercriminalité, dite \
« Convention de Budapest ». Elle rappelle que la coopération doit respecter pleinement les droits de l’Homme. \
Elle appelle tous les États à mettre en œuvre ces garanties et s’engage à associer la société civile à ses travaux.
La Convention n’entrera en vigueur que 90 jours après le dépôt du quarantième instrument de ratification.
"""
PARLIAMENT = """\
L’Assemblée nationale du Bénin a voté une loi autorisant la ratification de la Convention de l’Union africaine sur la \
cybersécurité et la protection des données à caractère personnel, dite Convention de Malabo. Les députés ont également \
autorisé l’adhésion du pays à la Convention de Budapest.
Le Bénin n’a pas encore ratifié le texte africain. Quinze États l’avaient déjà ratifiée, dont le Sénégal et le Togo.
"""
STRASBOURG = """\
Le Bénin a déposé aujourd’hui l’instrument d’adhésion à la Convention sur la cybercriminalité.
Le Bénin, les Fidji et Kiribati ont signé le Deuxième Protocole additionnel à la Convention sur la cybercriminalité. \
Ce Protocole, signé par 44 États, a été ratifié par le Japon et la Serbie. Il entrera en vigueur lorsque cinq États \
l’auront ratifié.
La Convention de Budapest compte 76 Parties et 18 États ont été invités à y adhérer, parmi lesquels le Kenya et le Mali.
"""
CRITICS = """\
À la veille de la cérémonie de signature de la Convention des Nations unies contre la cybercriminalité, prévue à \
Hanoï, les critiques se multiplient.
« Ce traité étend les pouvoirs de surveillance », affirme Deborah Brown, directrice adjointe à Human Rights Watch. \
Pour Access Now, les garanties restent insuffisantes. L’Electronic Frontier Foundation dénonce un texte trop large et \
appelle les gouvernements à ne pas le ratifier.
La Suisse ne signera pas pour l’instant. Washington, en revanche, s’est abstenu de signer ; Ottawa et Tokyo aussi. Le \
Canada prévoit de signer la Convention l’an prochain.
"""

CASES = [
    (CEREMONY, "known-as | un-xviii-16 | Convention de Hanoï"),
    (CEREMONY, "takes-place-in | hanoi-signing-2025 | national-convention-centre-hanoi"),
    (CEREMONY, "tally | hanoi-signing-2025 | 2500 | attendance"),
    (CEREMONY, "tally | hanoi-signing-2025 | 110 | attendance"),
    (CEREMONY, "tally | un-xviii-16 | 72 | signature | 2025-10-26"),
    (CEREMONY, "holds-position | luong-tam-quang | vnm | Minister of Public Security"),
    (CEREMONY, "signs | vnm | un-xviii-16"),
    (CEREMONY, "states | luong-tam-quang | la Convention constituait une avancée historique"),
    (CEREMONY, "states | pham-the-tung | Au total, 72 pays ont signé la Convention"),
    (COMMUNIQUE, "signs | fra | un-xviii-16 | 2025-10-25"),
    (COMMUNIQUE, "known-as | cets-185 | Convention de Budapest"),
    (COMMUNIQUE, "supports | fra | un-xviii-16"),
    (COMMUNIQUE, "states | fra | la coopération doit respecter pleinement les droits de l’Homme"),
    (COMMUNIQUE, "calls-for | fra | tous les États à mettre en œuvre ces garanties"),
    (COMMUNIQUE, "commits | fra | associer la société civile à ses travaux"),
    (COMMUNIQUE, "requires | un-xviii-16 | 40"),
    (COMMUNIQUE, "enters-into-force | un-xviii-16 | planned"),
    (PARLIAMENT, "known-as | au-malabo | Convention de Malabo"),
    (PARLIAMENT, "ratifies | ben | au-malabo | negated"),
    (PARLIAMENT, "ratifies | sen | au-malabo"),
    (STRASBOURG, "accedes-to | ben | cets-185 | 2024-06-20"),
    (STRASBOURG, "signs | kir | cets-224"),
    (STRASBOURG, "ratifies | srb | cets-224"),
    (STRASBOURG, "tally | cets-224 | 44 | signature | 2024-06-20"),
    (STRASBOURG, "tally | cets-185 | 76 | ratification | 2024-06-20"),
    (STRASBOURG, "requires | cets-224 | 5"),
    (CRITICS, "states | deborah-brown | Ce traité étend les pouvoirs de surveillance"),
    (CRITICS, "holds-position | deborah-brown | human-rights-watch | Deputy Director"),
    (CRITICS, "states | access-now | les garanties restent insuffisantes"),
    (CRITICS, "criticizes | electronic-frontier-foundation | un-xviii-16"),
    (CRITICS, "calls-for | electronic-frontier-foundation | les gouvernements à ne pas le ratifier"),
    (CRITICS, "declines | che | un-xviii-16"),
    (CRITICS, "signs | jpn | un-xviii-16 | negated"),
    (CRITICS, "signs | can | un-xviii-16 | 2026 | planned"),
]
PUBLISHED = {CEREMONY: "2025-10-27", STRASBOURG: "2024-06-20", CRITICS: "2025-10-27", COMMUNIQUE: "2025-10-26"}


@pytest.mark.parametrize(("text", "claim"), CASES)
def test_french_news_is_read_to_say(text: str, claim: str) -> None:
    assert claim in told(reading_of(text, "fr", PUBLISHED.get(text)))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (PARLIAMENT, "ratifies | ben | au-malabo | 20"),
        (PARLIAMENT, "accedes-to"),
        (PARLIAMENT, "signs"),
        (STRASBOURG, "accedes-to | ken"),
        (STRASBOURG, "signs | mli"),
        (STRASBOURG, "tally | cets-224 | 5 "),
        (CRITICS, "ratifies"),
        (CRITICS, "signs | vnm"),
        (COMMUNIQUE, "ratifies"),
        (COMMUNIQUE, "tally"),
    ],
)
def test_french_news_is_not_read_to_say(text: str, start: str) -> None:
    claims = told(reading_of(text, "fr", PUBLISHED.get(text)))

    assert [claim for claim in claims if claim.startswith(start)] == []


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Dans les prochains mois, la France signera la Convention de Hanoï.", "signs | fra | un-xviii-16 | planned"),
        ("Dans les prochains mois, la France signerait la Convention de Hanoï.", "signs | fra | un-xviii-16 | planned"),
        ("La France n’a pas signé la Convention de Hanoï.", "signs | fra | un-xviii-16 | negated"),
        ("La Convention de Hanoï n’est pas encore en vigueur.", "enters-into-force | un-xviii-16 | negated"),
        (
            "La Convention de Malabo, adoptée en 2014, est entrée en vigueur le 8 juin 2023.",
            "enters-into-force | au-malabo | 2023-06-08",
        ),
        (
            "Les États-Unis, qui n’ont pas quitté la salle, ont signé la Convention de Budapest.",
            "signs | usa | cets-185",
        ),
    ],
)
def test_the_standing_of_an_act_is_that_of_its_clause(sentence: str, claim: str) -> None:
    assert told(reading_of(sentence, "fr")) == {claim}


def test_a_text_without_a_treaty_says_nothing() -> None:
    text = (
        "Plus de 1 000 suspects ont été arrêtés lors d’une opération menée par Interpol. Le Sénégal et le Kenya ont "
        "participé à l’opération. « Ces résultats montrent ce que la coopération peut accomplir », a déclaré le "
        "secrétaire général d’Interpol, Valdecy Urquiza. Il a appelé les États à poursuivre leurs efforts."
    )

    assert reading_of(text, "fr").claims == ()


def test_the_three_councils_stay_apart() -> None:
    text = (
        "Le Conseil de l’Union européenne a autorisé la signature de la Convention de Hanoï. Le Conseil européen s’est "
        "tu. Le Conseil de l’Europe veille sur la Convention de Budapest."
    )
    keys = [entity.key for entity in reading_of(text, "fr").entities if entity.type == "organization"]

    assert keys == ["organization/council-of-the-eu", "organization/european-council", "organization/council-of-europe"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "La Convention de Hanoï a été signée par la Tunisie, le Maroc et l’Algérie.",
            {"signs | tun | un-xviii-16", "signs | mar | un-xviii-16", "signs | dza | un-xviii-16"},
        ),
        (
            "L’ambassadeur du Burkina Faso au Vietnam a signé, au nom de son pays, la Convention de Hanoï.",
            {"signs | bfa | un-xviii-16"},
        ),
        (
            "Le 12 mai 2026, l’ambassadrice du Qatar auprès des Nations unies a déposé l’instrument de ratification de "
            "la Convention de Hanoï.",
            {"ratifies | qat | un-xviii-16 | 2026-05-12"},
        ),
        (
            "L’instrument d’adhésion de la Tunisie à la Convention de Budapest a été déposé le 8 mars 2024.",
            {"accedes-to | tun | cets-185 | 2024-03-08"},
        ),
        (
            "La ratification de la Convention de Hanoï par la Tunisie date du 3 mars 2026.",
            {"ratifies | tun | un-xviii-16 | 2026-03-03"},
        ),
        ("La Tunisie a décidé de signer la Convention de Hanoï.", {"signs | tun | un-xviii-16 | planned"}),
        ("La Tunisie a décidé de ne pas signer la Convention de Hanoï.", {"declines | tun | un-xviii-16"}),
        ("Une soixantaine de pays ont signé la Convention de Hanoï.", {"tally | un-xviii-16 | 60 | signature"}),
        ("Le président tunisien a promulgué la loi autorisant la ratification de la Convention de Hanoï.", set()),
        (
            "La Convention de Hanoï divise. Le texte, estime Human Rights Watch, facilitera la répression.",
            {"states | human-rights-watch | Le texte, estime Human Rights Watch, facilitera la répression"},
        ),
    ],
)
def test_an_act_is_read_in_any_turn_of_phrase(text: str, claims: set[str]) -> None:
    assert told(reading_of(text, "fr")) == claims


def test_a_known_surname_behind_an_honorific_names_the_person() -> None:
    text = "La cérémonie de signature de la Convention de Hanoï s’est achevée. M. Guterres a promis une aide aux pays."

    assert [entity.key for entity in reading_of(text, "fr").entities if entity.type == "person"] == [
        "person/antonio-guterres"
    ]
