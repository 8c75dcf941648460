"""What Spanish news must be read to say, and what it must not: small texts, in the words of different outlets."""

from __future__ import annotations

import pytest

from tests.ingest.readings import reading_of, told

CEREMONY = """\
Brasil, Chile y Perú firmaron el sábado en Hanói la Convención de las Naciones Unidas contra la Ciberdelincuencia, \
también conocida como «Convención de Hanói». España, Francia y otros once Estados miembros también suscribieron el \
texto; Alemania e Italia no lo hicieron.
«La Convención es un instrumento poderoso», afirmó el secretario general de la ONU, António Guterres, durante la \
ceremonia de firma. La ceremonia, organizada por Vietnam y la UNODC, se celebró en el Centro Nacional de Convenciones \
de Hanói y reunió a más de 2.500 delegados de 110 países.
Estados Unidos no firmó el tratado. México, Argentina y Colombia no figuran entre los firmantes. Portugal firmará la \
Convención en las próximas semanas.
"""
BUDAPEST = """\
El Congreso de Perú aprobó una resolución que autoriza la ratificación del Segundo Protocolo Adicional al Convenio \
sobre la Ciberdelincuencia. Perú se adhirió al Convenio de Budapest el 26 de agosto de 2019.
El Convenio de Budapest, que entró en vigor el 1 de julio de 2004, cuenta con 78 Estados parte. México y Guatemala \
fueron invitados a adherirse. Túnez depositó ayer su instrumento de adhesión al Convenio de Budapest.
El Segundo Protocolo, firmado por 48 países, ha sido ratificado por Serbia y Japón. Necesita cinco ratificaciones para \
entrar en vigor.
"""
VOICES = """\
Human Rights Watch advirtió que la Convención de Hanói facilitará la represión y pidió a los gobiernos que no la \
ratifiquen. La Electronic Frontier Foundation critica la Convención por su amplitud.
Chile celebra la Convención de Hanói, subraya que la cooperación debe respetar los derechos humanos y se compromete a \
trabajar con la sociedad civil.
Ghada Waly, directora ejecutiva de la UNODC, sostuvo que el delito está cambiando y que el texto da a los países una \
herramienta. Subrayó que las salvaguardias existen.
La India se ha negado a firmar el Convenio de Budapest. La Convención de Hanói aún no está en vigor: entrará en vigor \
noventa días después de que se deposite el cuadragésimo instrumento de ratificación.
"""
PUBLISHED = {CEREMONY: "2025-10-27", BUDAPEST: "2025-03-05", VOICES: "2025-10-30"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (CEREMONY, "signs | chl | un-xviii-16 | 2025-10-25"),
        (CEREMONY, "signs | fra | un-xviii-16"),
        (CEREMONY, "signs | ita | un-xviii-16 | negated"),
        (CEREMONY, "signs | usa | un-xviii-16 | negated"),
        (CEREMONY, "signs | col | un-xviii-16 | negated"),
        (CEREMONY, "signs | prt | un-xviii-16 | planned"),
        (CEREMONY, "known-as | un-xviii-16 | Convención de Hanói"),
        (CEREMONY, "states | antonio-guterres | La Convención es un instrumento poderoso"),
        (CEREMONY, "holds-position | antonio-guterres | united-nations | Secretary-General"),
        (CEREMONY, "speaks-at | antonio-guterres | hanoi-signing-2025"),
        (CEREMONY, "organizes | unodc | hanoi-signing-2025"),
        (CEREMONY, "takes-place-in | hanoi-signing-2025 | national-convention-centre-hanoi"),
        (CEREMONY, "tally | hanoi-signing-2025 | 2500 | attendance"),
        (BUDAPEST, "accedes-to | per | cets-185 | 2019-08-26"),
        (BUDAPEST, "accedes-to | tun | cets-185 | 2025-03-04"),
        (BUDAPEST, "enters-into-force | cets-185 | 2004-07-01"),
        (BUDAPEST, "tally | cets-185 | 78 | ratification | 2025-03-05"),
        (BUDAPEST, "tally | cets-224 | 48 | signature | 2025-03-05"),
        (BUDAPEST, "ratifies | jpn | cets-224"),
        (BUDAPEST, "requires | cets-224 | 5"),
        (VOICES, "states | human-rights-watch | la Convención de Hanói facilitará la represión"),
        (VOICES, "calls-for | human-rights-watch | a los gobiernos que no la ratifiquen"),
        (VOICES, "criticizes | electronic-frontier-foundation | un-xviii-16"),
        (VOICES, "supports | chl | un-xviii-16"),
        (VOICES, "states | chl | la cooperación debe respetar los derechos humanos"),
        (VOICES, "commits | chl | trabajar con la sociedad civil"),
        (VOICES, "states | ghada-waly | el delito está cambiando"),
        (VOICES, "states | ghada-waly | el texto da a los países una herramienta"),
        (VOICES, "states | ghada-waly | las salvaguardias existen"),
        (VOICES, "declines | ind | cets-185"),
        (VOICES, "enters-into-force | un-xviii-16 | negated"),
        (VOICES, "requires | un-xviii-16 | 40"),
    ],
)
def test_spanish_news_is_read_to_say(text: str, claim: str) -> None:
    assert claim in told(reading_of(text, "es", PUBLISHED[text]))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (CEREMONY, "ratifies"),
        (CEREMONY, "tally | un-xviii-16 | 11"),
        (BUDAPEST, "ratifies | per"),
        (BUDAPEST, "signs"),
        (BUDAPEST, "accedes-to | mex"),
        (BUDAPEST, "tally | cets-224 | 5 "),
        (VOICES, "signs"),
        (VOICES, "ratifies"),
    ],
)
def test_spanish_news_is_not_read_to_say(text: str, start: str) -> None:
    claims = told(reading_of(text, "es", PUBLISHED[text]))

    assert [claim for claim in claims if claim.startswith(start)] == []


def test_a_spanish_text_without_a_treaty_says_nothing() -> None:
    text = (
        "Más de 1.000 sospechosos fueron detenidos en 19 países africanos, anunció Interpol. Senegal y Kenia "
        "participaron en la operación. «Estos resultados muestran el poder de la cooperación», afirmó el secretario "
        "general de Interpol."
    )

    assert reading_of(text, "es").claims == ()


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "La Convención de Hanói fue suscrita por Chile, Perú e Italia.",
            {"signs | chl | un-xviii-16", "signs | per | un-xviii-16", "signs | ita | un-xviii-16"},
        ),
        (
            "Costa Rica estampó su firma en la Convención de Hanói el 25 de octubre de 2025.",
            {"signs | cri | un-xviii-16 | 2025-10-25"},
        ),
        (
            "La embajadora de España en Vietnam, Carmen Cano de Lasala, firmó la Convención de Hanói en nombre de "
            "España.",
            {
                "holds-position | Carmen Cano de Lasala | esp | Ambassador to Viet Nam",
                "signs | esp | un-xviii-16",
            },
        ),
        (
            "Chile depositó el 3 de marzo de 2026 su instrumento de ratificación de la Convención de Hanói.",
            {"ratifies | chl | un-xviii-16 | 2026-03-03"},
        ),
        ("Chile decidió firmar la Convención de Hanói.", {"signs | chl | un-xviii-16 | planned"}),
        ("Argentina decidió no firmar la Convención de Hanói.", {"declines | arg | un-xviii-16"}),
        ("La Convención de Hanói fue firmada por más de sesenta países.", {"tally | un-xviii-16 | 60 | signature"}),
        ("El Senado de Chile aprobó el Segundo Protocolo Adicional al Convenio de Budapest.", set()),
        ("El Consejo de Ministros autorizó la firma de la Convención de Hanói.", set()),
    ],
)
def test_an_act_is_read_in_any_turn_of_phrase(text: str, claims: set[str]) -> None:
    assert told(reading_of(text, "es")) == claims


def test_the_european_union_and_its_institutions_approve_and_adopt_no_treaty() -> None:
    text = (
        "La Comisión Europea aprobó la Convención de Hanói. La Asamblea General de las Naciones Unidas la adoptó antes."
    )

    assert [claim for claim in told(reading_of(text, "es", "2026-03-05")) if "european" in claim] == []
