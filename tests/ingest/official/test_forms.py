"""Official forms that drift: other orders, words, dates and marks; and what cannot be read is said with its place."""

from __future__ import annotations

import pytest

from graph.errors import UnreadableDocument
from graph.model import ClaimType, Instrument, Modality, SourceKind
from ingest.model import RawDocument
from ingest.official import read_official
from tests.ingest.official.records import acts, of_treaty, page, read, table, treaty, untc_xml

# Facts of rows: treaties.un.org XVIII-16 (Viet Nam, Algeria, 25 October 2025), coe.int chart of ETS 185 (Albania,
# Benin, New Zealand); words and marks are made to drift.
VIET_NAM = ("state/vnm", "signature", "2025-10-25")
HEADER = "<Chapter><Number>CHAPTER XVIII</Number></Chapter><TreatyNo>16</TreatyNo>"
BUDAPEST = "<a href='https://www.coe.int/'>Council of Europe</a><p>Status as of 02/12/2025</p>"
CHART = "Chart of signatures and ratifications of Treaty 185"


@pytest.mark.parametrize(
    "day",
    ["25 Oct\t 2025 ", "25/10/2025", "25-10-2025", "25.10.2025", "2025-10-25", "2025-10-25T00:00:00", "25 October 2025",
     "25 octobre 2025", "25 oktober 2025", "October 25, 2025", "25-Oct-2025", "25th October 2025", "&#50;5 Oct 2025"],
)  # fmt: skip
def test_a_day_is_read_in_every_form_that_tables_print(day: str) -> None:
    found = read("x.xml", untc_xml(["Participant", "Signature"], [["Viet Nam", day]], HEADER))

    assert (acts(found.reading), found.problems) == ({VIET_NAM}, ())


@pytest.mark.parametrize(
    "name",
    [
        "Viet Nam",
        "Vietnam",
        " Viet&#160;Nam ",
        "Viet Nam&lt;superscript&gt;1,2&lt;/superscript&gt;",
        "VIET NAM",
        "Viet Nam 7",
        "Viet Nam [1, 2]",
        "Viêt Nam",
    ],
)
def test_a_party_is_known_by_any_of_its_names(name: str) -> None:
    found = read("x.xml", untc_xml(["Participant", "Signature"], [[name, "25 Oct 2025"]], HEADER))

    assert (acts(found.reading), found.problems) == ({VIET_NAM}, ())


def test_columns_stand_in_any_order_and_unknown_ones_are_said() -> None:
    heads = ["Desk of the clerk", "Date of ratification (or Acceptance(A))", "Date of signature", "Participant(s)"]

    found = read("x.xml", untc_xml(heads, [["checked", "1 Feb 2026 A", "25 Oct 2025", "Algeria"]], HEADER))

    assert acts(found.reading) == {("state/dza", "signature", "2025-10-25"), ("state/dza", "acceptance", "2026-02-01")}
    assert [problem for problem in found.problems if "Desk of the clerk" in problem]


def test_codes_are_what_the_head_says_they_are() -> None:
    heads = ["Participant", "Accession(a), Succession(d), Ratification, Formal confirmation(c)"]
    rows = [
        ["Algeria", "1 Feb 2026 a"],
        ["Serbia", "2 Feb 2026 d"],
        ["Peru", "3 Feb 2026"],
        ["European Union", "4 Feb 2026 c"],
    ]

    found = read("x.xml", untc_xml(heads, rows, HEADER)).reading

    assert acts(found) == {
        ("state/dza", "accession", "2026-02-01"),
        ("state/srb", "succession", "2026-02-02"),
        ("state/per", "ratification", "2026-02-03"),
        ("organization/european-union", "ratification", "2026-02-04"),
    }


def test_several_acts_of_one_cell_are_read_and_brackets_close_with_theirs() -> None:
    heads = ["Participant", "Ratification, Acceptance(A)"]

    found = read("x.xml", untc_xml(heads, [["Peru", "[3 Sep 2016 A], 20 Jan 2021"]], HEADER)).reading

    flags = {claim.date: claim.flags for claim in found.claims}
    assert flags == {"2016-09-03": ("no-longer-in-effect",), "2021-01-20": ()}


@pytest.mark.parametrize(
    ("cell", "said"),
    [("32 Oct 2025", "32 Oct 2025"), ("soon", "soon"), ("25 Oct 2025 q", '"q"'), ("25 Oct 2025 see note", "see note")],
)
def test_what_cannot_be_read_is_said_with_row_column_and_value(cell: str, said: str) -> None:
    found = read("x.xml", untc_xml(["Participant", "Signature"], [["Peru", "25 Oct 2025"], ["Algeria", cell]], HEADER))

    (problem,) = found.problems
    assert "row 2 (Algeria)" in problem
    assert 'column "Signature"' in problem
    assert said in problem
    assert ("state/per", "signature", "2025-10-25") in acts(found.reading)


def test_a_participant_whom_no_table_knows_is_kept_as_provisional() -> None:
    found = read("x.xml", untc_xml(["Participant", "Signature"], [["Atlantis", "25 Oct 2025"]], HEADER))

    (party,) = [entity for entity in found.reading.entities if entity.type == "state"]
    assert (party.key, party.label) == (None, "Atlantis")
    assert len(found.reading.claims) == 1
    assert any("Atlantis" in problem for problem in found.problems)


def test_a_treaty_that_no_table_knows_is_provisional_under_its_title() -> None:
    header = "<TreatyNo>9</TreatyNo><Titlesect>Convention on Tables of Our Own</Titlesect>"

    found = read("x.xml", untc_xml(["Participant", "Signature"], [["Peru", "25 Oct 2025"]], header)).reading

    assert (treaty(found).key, treaty(found).label) == (None, "Convention on Tables of Our Own")


def test_parts_of_the_xml_that_are_not_kept_are_said() -> None:
    text = untc_xml(["Participant", "Signature"], [["Peru", "25 Oct 2025"]], HEADER)

    found = read("x.xml", text.replace("</Treaty>", "<EndNotes><Note7>Withdrawn.</Note7></EndNotes></Treaty>"))

    assert any("end notes" in problem for problem in found.problems)


@pytest.mark.parametrize(
    "declared", ["<!DOCTYPE Treaty>", '<!DOCTYPE t [<!ENTITY x "y">]>', '<!DOCTYPE t SYSTEM "file:///etc/passwd">']
)
def test_xml_with_a_document_type_is_refused(declared: str) -> None:
    text = untc_xml(["Participant", "Signature"], [["Peru", "25 Oct 2025"]], HEADER).replace("?>", f"?>{declared}", 1)

    with pytest.raises(UnreadableDocument, match="document type"):
        read("x.xml", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("feed.xml", "<?xml version='1.0'?><rss><channel><item><title>x</title></item></channel></rss>"),
        ("a.json", '{"name": "something else"}'),
        ("a.json", "[1, 2, {]"),
        ("a.csv", "city,temperature\nHanoi,25\n"),
        ("a.html", "<p>Viet Nam signed the Hanoi Convention.</p>"),
        (
            "a.html",
            "<table><tr><th>Country</th><th>Signature</th></tr><tr><td>Peru</td><td>25/10/2025</td></tr></table>",
        ),
    ],
)
def test_what_is_no_official_record_gives_none(name: str, text: str) -> None:
    kinds = {"xml": "application/xml", "json": "application/json", "csv": "text/csv", "html": "text/html"}

    assert read_official(RawDocument(name, text.encode(), kinds[name.rpartition(".")[2]])) is None


def test_a_table_of_no_told_treaty_asks_for_its_number() -> None:
    text = "State,Signature,Ratification\nAlbania,23/11/2001,20/06/2002\n"

    assert treaty(read("chart-185.csv", text).reading).key == "treaty/cets-185"
    with pytest.raises(UnreadableDocument, match="put the treaty's number into the name"):
        read("chart.csv", text)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separated_values_are_read_with_any_separator(delimiter: str) -> None:
    lines = [
        "State,Signature,Ratification,Entry into Force,R.",
        "Benin,,20/06/2024 a,01/10/2024,",
        "Côte d'Ivoire,,29/07/2024 a,,R.",
    ]

    found = read(
        "x.csv", "\r\n".join(lines).replace(",", delimiter), "https://www.coe.int/treaty/185/signatures"
    ).reading

    assert {("state/ben", "accession", "2024-06-20"), ("state/civ", "reservation", "")} <= acts(found)


def test_lines_around_separated_values_tell_the_treaty_the_day_and_the_totals() -> None:
    lines = [
        "Chart of signatures and ratifications of Treaty 185;;;;", "Status as of 02/12/2025;;;;", ";;;;",
        "States¹;Signature;Ratification;Entry into Force;Notes", "Members of Council of Europe;;;;",
        "Türkiye;10/11/2010;29/09/2014;01/01/2015;", "Total number of ratifications/accessions: 81;;;;",
    ]  # fmt: skip

    found = read("export.csv", "\r\n".join(lines))

    assert treaty(found.reading).key == "treaty/cets-185"
    assert found.reading.document.status_date == "2025-12-02"
    assert {party for party, _, _ in acts(found.reading)} == {"state/tur"}
    assert [(claim.value, claim.date) for claim in of_treaty(found.reading, ClaimType.TALLY)] == [(81, "2025-12-02")]
    assert [problem for problem in found.problems if "Members of Council of Europe" in problem]


def test_the_chart_of_2004_is_read_with_crosses_and_a_later_entry_into_force_is_planned() -> None:
    heads = ["&nbsp;", "Signature", "Ratification", "Entry into force", "Notes", "R.", "D.", "A.", "T.", "C.", "O."]
    rows = table(heads, [["Albania", "23/11/2001", "20/6/2002", "1/7/2004", "", "", "", "X", "", "", ""]])
    above = "<a href='http://conventions.coe.int/'>Council of Europe</a><p>CETS No.: 185</p>"

    found = read(
        "ChercheSig.html", page("Convention on Cybercrime", f"{above}<p>Status as of: 18/6/2004</p>{rows}")
    ).reading

    assert acts(found) == {
        ("state/alb", "signature", "2001-11-23"),
        ("state/alb", "ratification", "2002-06-20"),
        ("state/alb", "entry-into-force", "2004-07-01"),
        ("state/alb", "declaration", ""),
    }
    moods = {claim.date: claim.modality for claim in found.claims}
    assert moods["2004-07-01"] is Modality.PLANNED


def test_codes_of_the_chart_tell_definitive_signature_and_succession() -> None:
    heads = ["State", "Signature", "Ratification", "Denunciation", "Suspension"]
    rows = table(
        heads,
        [["Denmark", "19/08/1985 s", "", "16/01/2024", ""], ["Montenegro", "", "06/06/2006 su", "", "01/02/2020"]],
    )

    found = read("x.html", page("Convention on Cybercrime", f"<h1>{CHART}</h1>{BUDAPEST}{rows}")).reading

    assert acts(found) == {
        ("state/dnk", "signature", "1985-08-19"),
        ("state/dnk", "consent", "1985-08-19"),
        ("state/dnk", "denunciation", "2024-01-16"),
        ("state/mne", "succession", "2006-06-06"),
        ("state/mne", "suspension", "2020-02-01"),
    }


def test_the_chart_is_read_in_french() -> None:
    heads = ["États", "Signature", "Ratification", "Entrée en vigueur"]
    rows = table(heads, [["Bélarus", "", "20/06/2024 a", "01/10/2024"], ["Côte d'Ivoire", "", "29/07/2024 a", ""]])
    chart = "<h1>État des signatures et ratifications du traité 185</h1><p>Situation au 02/12/2025</p>"
    body = f"{chart}Conseil de l'Europe{rows}"

    found = read("x.html", page("Convention sur la cybercriminalité", body).replace("lang='en'", "lang='fr'")).reading

    assert ("state/blr", "accession", "2024-06-20") in acts(found)
    assert (found.document.language, found.document.status_date) == ("fr", "2025-12-02")


@pytest.mark.parametrize("wrapped", ["{rows}", '{{"signatures": {rows}}}', "[{rows}, [], []]"])
def test_the_service_may_wrap_its_rows_and_write_flags_as_words(wrapped: str) -> None:
    row = (
        '[{"LibPaysOrga": "Albania", "DateSignature": "2001-11-23T00:00:00", "DateConsentement": "2002-06-20", '
        '"DateEntreeVigueur": null, "DateDenonciation": "2020-01-02", "DateEffetDenonciation": "2020-07-02", '
        '"Reserves": "true", "Declarations": 0, "Territoires": ["x"], "Objections": "false"}]'
    )

    found = read("signatures-185.json", wrapped.format(rows=row)).reading

    assert acts(found) == {
        ("state/alb", "signature", "2001-11-23"),
        ("state/alb", "consent", "2002-06-20"),
        ("state/alb", "denunciation", "2020-01-02"),
        ("state/alb", "reservation", ""),
        ("state/alb", "territorial-application", ""),
    }


DUTCH = "https://treatydatabase.overheid.nl/en/Verdrag/Details/{id}?expand-table=partijtabel"
LEGEND = (
    "Ratification<span>Tooltip</span> S=Signature without reservation or requirement of ratification R=Ratification, "
    "Acceptance, Approval or Notification A=Accession Su=Succession NK=Not Known"
)


def test_the_dutch_table_by_itself_is_of_the_treaty_in_its_address() -> None:
    heads = [
        "Party",
        "Signature",
        "Provisional<br>application",
        LEGEND,
        "Entry into force",
        "Renunciation",
        "Termination",
    ]
    rows = [
        ["Austria", "19-08-1985", "", "04-02-1988 (R)", "01-04-1988", "03-08-2021", "01-03-2022"],
        ["EU (European Union)", "", "01-01-1985", "19-08-1985 (S)", "", "", ""],
        ["Gambia, The", "", "", "27-01-1993 (NK)", "", "", ""],
    ]

    found = read("x.html", table(heads, rows), DUTCH.format(id="000075")).reading

    assert acts(found) == {
        ("state/aut", "signature", "1985-08-19"),
        ("state/aut", "ratification", "1988-02-04"),
        ("state/aut", "entry-into-force", "1988-04-01"),
        ("state/aut", "denunciation", "2021-08-03"),
        ("organization/european-union", "provisional-application", "1985-01-01"),
        ("organization/european-union", "signature", "1985-08-19"),
        ("organization/european-union", "consent", "1985-08-19"),
        ("state/gmb", "consent", "1993-01-27"),
    }
    assert treaty(found).key is None
    assert treaty(read("x.html", table(heads, rows), DUTCH.format(id="009852")).reading).key == "treaty/cets-185"


def test_the_letter_for_several_forms_is_flagged() -> None:
    rows = [["Austria", "19-08-1985", "04-02-1988 (R)"]]

    found = read("x.html", table(["Party", "Signature", LEGEND], rows), DUTCH.format(id="009852")).reading

    assert {claim.flags for claim in found.claims if claim.instrument} == {("covers-several-forms",)}


# As the database prints it in Dutch (treatydatabase.overheid.nl 009852_w), the words of the notice cut.
CHANGES = """<html lang="nl"><head><title>Verdragenbank</title></head><body><h1>Verdrag</h1><h2>Cybercrime Verdrag</h2>
<table><tr><th>Datum wijziging</th><th>Betreft</th></tr>
<tr><td>14-01-2026</td><td>Partij<div><p>Partij</p><p>Ecuador gewijzigd</p>
<ul><li>toegevoegd voorbehoud<br>04-12-2025<br>In accordance with Article 24 […]</li></ul></div></td></tr>
<tr><td>01-10-2025</td><td>Partij<div><h4>Partij</h4><h5>Nieuw-Zeeland gewijzigd</h5><ul>
<li>Ratificatie: 28-08-2025 (T)</li>
<li>In werking: 01-12-2025</li><li>Voorbehoud / verklaring: Ja</li><li>Bezwaren: Nee</li></ul></div></td></tr>
<tr><td>04-07-2024</td><td>Koninkrijksdeel, Partij<div><h4>Koninkrijksdeel</h4><h5>Curaçao toegevoegd</h5>
<ul><li>In werking: 01-10-2024</li></ul><h4>Partij</h4><h5>Peru verwijderd</h5>
<ul><li>Ratificatie: 28-08-2020 (T)</li></ul>
</div></td></tr></table></body></html>"""


def test_the_page_of_changes_is_read_in_dutch_with_the_day_of_recording_in_the_evidence() -> None:
    found = read("009852_w.nl.html", CHANGES)

    assert acts(found.reading) == {
        ("state/ecu", "declaration", "2025-12-04"),
        ("state/nzl", "accession", "2025-08-28"),
        ("state/nzl", "entry-into-force", "2025-12-01"),
        ("state/nzl", "declaration", ""),
        ("state/nld", "territorial-application", "2024-10-01"),
    }
    assert found.reading.document.status_date == "2026-01-14"
    (joined,) = [claim for claim in found.reading.claims if claim.type is ClaimType.ACCEDES_TO]
    assert joined.evidence.of(found.reading.document.text).startswith("01-10-2025\t")
    assert any("Peru" in problem and "taken out" in problem for problem in found.problems)


def test_a_territory_is_a_place_and_the_kingdom_gives_the_notice() -> None:
    found = read("009852_w.nl.html", CHANGES).reading

    (place,) = [entity for entity in found.entities if entity.type == "place"]
    assert place.label == "Curaçao"


AFRICAN = "African Union Convention on Cyber Security and Personal Data Protection"
# Mauritania deposited on 9 May 2023 (aqlame.com 19668); the other days are made up to be told apart.
DEPOSITS = [
    ["Mauritania", "2015-02-26", "2023-04-01", "2023-05-09"],
    ["Ivory Coast", "", "2023-04-02", "2023-05-10"],
    ["Ghana", "2017-07-04", "2023-04-03", ""],
]


def test_the_deposit_is_the_act_and_ratification_at_home_is_none() -> None:
    heads = ["Country 3", "Signature Date 2", "Ratification Date 3", "Deposit Date 2"]
    body = f"<a href='/akn/aa-au/act/convention/2014/x'>x</a><p>Last updated: 2024-07-08</p>{table(heads, DEPOSITS)}"

    found = read("x.html", page(AFRICAN, body, "AfricanLII"))

    assert acts(found.reading) == {
        ("state/mrt", "signature", "2015-02-26"),
        ("state/mrt", "ratification", "2023-05-09"),
        ("state/civ", "consent", "2023-05-10"),
        ("state/gha", "signature", "2017-07-04"),
    }
    assert any("Ghana" in problem and "no date of deposit" in problem for problem in found.problems)
    assert found.reading.document.source_kind is SourceKind.AGGREGATOR
    assert {(claim.action, claim.value) for claim in of_treaty(found.reading, ClaimType.TALLY)} == {
        ("signature", 2),
        ("ratification", 2),
    }


def test_ratification_that_is_dated_before_signature_is_said_and_kept() -> None:
    # The anomaly is real: in the list of the Kampala Convention (africanlii.org) Guinea-Bissau's row has it.
    heads = ["Country", "Signature Date", "Ratification Date", "Deposit Date"]
    rows = table(heads, [["Guinea-Bissau", "2012-01-04", "2011-12-23", "2012-01-04"]])
    body = f"<a href='/akn/aa-au/act/x'>x</a><p>Last updated: 2024-07-08</p>{rows}"

    found = read("x.html", page(AFRICAN, body, "AfricanLII"))

    assert acts(found.reading) == {
        ("state/gnb", "signature", "2012-01-04"),
        ("state/gnb", "ratification", "2012-01-04"),
    }
    assert any("2011-12-23" in problem and "before the signature" in problem for problem in found.problems)


def test_the_list_of_the_union_itself_is_the_depositarys() -> None:
    heads = ["COUNTRY/PAYS", "DATE OF SIGNATURE", "DATE OF RATIFICATION/ACCESSION", "DATE DEPOSITED"]
    rows = [[name, *(day and "/".join(reversed(day.split("-"))) for day in days)] for name, *days in DEPOSITS]
    body = f"<p>Status as at 08/07/2024</p>{table(heads, rows)}"

    found = read("x.html", page(AFRICAN, body, "au.int"), "https://au.int/en/treaties/x").reading

    assert ("state/mrt", "consent", "2023-05-09") in acts(found)
    assert (found.document.source_kind, found.document.status_date) == (SourceKind.DEPOSITARY, "2024-07-08")
    assert treaty(found).key == "treaty/au-malabo"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (None, "depositary"),
        ("https://treaties.un.org/Pages/x", "depositary"),
        ("https://mirror.example/XVIII-16.en.xml", "aggregator"),
        ("https://un.org.evil.example/x", "aggregator"),
        ("http://[broken", "aggregator"),
    ],
)
def test_a_record_from_another_host_is_a_copy_and_not_the_depositarys(url: str | None, kind: str) -> None:
    text = untc_xml(["Participant", "Signature"], [["Peru", "25 Oct 2025"]], HEADER)

    found = read("x.xml", text, url)

    assert found.reading.document.source_kind == kind
    assert bool(found.problems) == (kind == "aggregator")


def test_the_page_of_status_is_known_without_its_ids() -> None:
    text = page("16. United Nations Convention against Cybercrime", "<div>CHAPTER XVIII PENAL MATTERS</div>"
                "<div>STATUS AS AT : 20-11-2025 09:15:41 EDT</div><table><tr><td>Status</td><td>:</td>"
                "<td>Signatories : 73. Parties : 0</td></tr></table>"
                + table(["Participant", "Signature"], [["Türkiye", "25 Oct 2025"]]),
                "United Nations Treaty Collection")  # fmt: skip

    found = read("x.html", text).reading

    assert acts(found) == {("state/tur", "signature", "2025-10-25")}
    assert (found.document.status_date, treaty(found).key) == ("2025-11-20", "treaty/un-xviii-16")
    assert {(claim.action, claim.value) for claim in of_treaty(found, ClaimType.TALLY)} == {
        ("signature", 73),
        ("ratification", 0),
    }


@pytest.mark.parametrize(
    ("clause", "value", "days"),
    [
        ("on the thirtieth day following the date of deposit of the thirty-fifth instrument of ratification.", 35, 30),
        ("ninety days after the date on which ten instruments of accession have been deposited.", 10, 90),
        ("on the first day of the month following the expiration of three months after the fifth instrument.", 5, None),
    ],
)
def test_thresholds_and_delays_are_read_from_words_and_months_are_no_days(
    clause: str, value: int, days: int | None
) -> None:
    words = f'in accordance with article 9 which reads: "It shall enter into force {clause}"'
    header = f"{HEADER}<EIF><Labeltext>{words}</Labeltext></EIF>"

    found = read("x.xml", untc_xml(["Participant", "Signature"], [["Peru", "25 Oct 2025"]], header)).reading

    (rule,) = of_treaty(found, ClaimType.REQUIRES)
    assert (rule.value, rule.delay_days) == (value, days)


def test_notices_stand_behind_the_other_claims() -> None:
    text = "State,Reservations,Signature\nAlbania,Yes,23/11/2001\nAndorra,X,23/04/2013\n"

    claims = read("chart-185.csv", text).reading.claims

    assert [claim.instrument for claim in claims] == [None, None, Instrument.RESERVATION, Instrument.RESERVATION]


def test_marks_and_footnotes_within_cells_of_xml_are_no_part_of_names_and_days() -> None:
    name = "Netherlands (Kingdom of the)<footnote><para>For the European part.</para></footnote><!-- desk -->"
    rows = [[name, "25 Oct 2025 <superscript>4</superscript>"], ["<i>Viet Nam</i> <superscript>1,2</superscript>", ""]]

    found = read("x.xml", untc_xml(["Participant", "Signature"], rows, HEADER))

    assert acts(found.reading) == {("state/nld", "signature", "2025-10-25")}
    assert found.problems == ("footnotes stand in the record and are not read",)


def test_a_table_without_participants_is_said_to_have_none() -> None:
    found = read("x.xml", untc_xml(["Participant", "Signature"], [], HEADER))

    assert (found.reading.claims, found.problems) == ((), ("no participant stands below the heads",))


@pytest.mark.parametrize("chapter", ["CHAPTER XVIII", "CHAPITRE XVIII"])
def test_a_chapter_is_no_title_and_parts_that_are_not_read_are_said(chapter: str) -> None:
    rows = table(["Participant", "Signature"], [["Viet Nam", "25 Oct 2025"]])
    link = "<a href='x?mtdsg_no=XVIII-16&amp;clang=_en'>EN</a>"
    body = f"<h3>PENAL MATTERS</h3><h3>16. Convention against Cybercrime</h3>{link}{rows}<h4>End Note</h4><p>1 …</p>"

    found = read("x.html", page(chapter, f"<p>Status as at 3 February 2026</p>{body}"))

    assert found.reading.document.title == "Convention against Cybercrime"
    assert found.problems == ("end notes stand on the page and are not read",)


def test_totals_in_a_table_of_parties_are_counts_and_no_party() -> None:
    heads = ["Members of the Council of Europe", "Signature", "Ratification"]
    rows = [["Albania", "23/11/2001", "20/06/2002"], ["Total number of ratifications/accessions", "81", ""]]

    found = read("x.html", page(CHART, f"{BUDAPEST}{table(heads, rows)}"))

    assert [(c.value, c.unit) for c in of_treaty(found.reading, ClaimType.TALLY)] == [(81, "party")]
    assert {entity.key for entity in found.reading.entities} == {"state/alb", "treaty/cets-185"}
    assert found.problems == ()


def test_the_heads_of_groups_are_no_title_of_a_french_chart() -> None:
    heads = ["", "Signature", "Ratification", "Entrée en vigueur"]
    rows = table(heads, [["Irlande", "28/02/2002", "", ""]])
    words = "<p>Conseil de l'Europe</p><p>Situation au 02/12/2025</p><h3>Membres du Conseil de l'Europe</h3>"

    found = read("x.html", page("État des signatures et ratifications du traité 185", f"{words}{rows}"))

    assert acts(found.reading) == {("state/irl", "signature", "2002-02-28")}
    assert (found.reading.document.title, found.problems) == (None, ())


def test_a_line_of_totals_is_no_row_of_a_party() -> None:
    heads = ["No", "Country", "Date of signature", "Date deposited"]
    rows = [["1", "Benin", "28/01/2015", ""], ["TOTAL", "55", "20", "16"]]
    words = "<a href='https://au.int/en/treaties'>x</a><p>Status as at 19/09/2025</p>"

    found = read("x.html", page("African Union Convention on Cyber Security", f"{words}{table(heads, rows)}"))

    assert {entity.key for entity in found.reading.entities if entity.type == "state"} == {"state/ben"}
    assert found.problems == ("row 2 (TOTAL): is a line of totals; it is kept as text",)


def test_an_unknown_code_in_a_column_of_its_own_leaves_the_form_of_consent_open() -> None:
    heads = ["Partij", "Ratificatie", "Soort", "In werking"]
    rows = [["Duitsland", "09-03-2009", "X", ""], ["België", "20-08-2012", "Aanvaarding", ""]]

    found = read("009240_p.html", page("Verdrag over netwerken", table(heads, rows), "Verdragenbank"))

    assert acts(found.reading) == {("state/deu", "consent", "2009-03-09"), ("state/bel", "acceptance", "2012-08-20")}
    assert [words for words in found.problems if 'the code "X"' in words] == list(found.problems)


def test_of_several_treaties_in_one_file_the_first_is_read_and_the_others_are_named() -> None:
    rows = [["Viet Nam", "25 Oct 2025"]]
    first = untc_xml(["Participant", "Signature"], rows, HEADER).partition("<Whatever>")[2].partition("</Whatever>")[0]
    other = first.replace("<TreatyNo>16", "<TreatyNo>12").replace("25 Oct 2025", "12 Dec 2000")
    other = other.replace("<TreatyNo>", "<Titlesect>Convention on Crime</Titlesect><TreatyNo>")

    found = read("x.xml", f"<All>{first}{other}</All>")

    assert acts(found.reading) == {VIET_NAM}
    assert found.problems == ('a further treaty, "Convention on Crime", is not read; save it as a file of its own',)


def test_cells_that_reach_down_stand_in_every_row_that_they_cover() -> None:
    link = "<a href='x?mtdsg_no=XVIII-16&amp;clang=_en'>EN</a><p>Status as at 3 March 2026</p>"
    heads = (
        "<tr><th rowspan=2>Participant</th><th colspan=2>Dates</th></tr><tr><th>Signature</th><th>Accession</th></tr>"
    )
    rows = "<tr><td rowspan=2>Viet Nam</td><td>25 Oct 2025</td><td></td></tr><tr><td></td><td>1 Mar 2026</td></tr>"
    next_row = "<tr><td>Algeria</td><td>25 Oct 2025</td><td></td></tr>"

    found = read("x.html", page("16. Convention", f"{link}<table>{heads}{rows}{next_row}</table>"))

    algeria = ("state/dza", "signature", "2025-10-25")
    assert acts(found.reading) == {VIET_NAM, ("state/vnm", "accession", "2026-03-01"), algeria}
    assert found.problems == ()


def test_a_code_of_consent_beside_a_signature_is_said() -> None:
    found = read("x.xml", untc_xml(["Participant", "Signature"], [["Viet Nam", "25 Oct 2025 (A)"]], HEADER))

    assert acts(found.reading) == {VIET_NAM}
    assert [words for words in found.problems if "means acceptance, in a column of signatures" in words]


def test_json_within_json_is_opened_and_heads_that_come_again_are_no_rows() -> None:
    answer = '{"d": "{\\"list\\": [{\\"libPaysOrga\\": \\"Albania\\", \\"dateSignature\\": \\"2001/11/23\\"}]}"}'
    heads = "Members;Signature;Ratification\n"

    wrapped = read("signatures-185.json", answer)
    printed = read("chart-185.csv", f"{heads}Albania;23/11/2001;\n{heads}Japan;23/11/2001;\n")

    albania = ("state/alb", "signature", "2001-11-23")
    assert (acts(wrapped.reading), wrapped.problems) == ({albania}, ())
    assert acts(printed.reading) == {albania, ("state/jpn", "signature", "2001-11-23")}
    assert printed.problems == ()
