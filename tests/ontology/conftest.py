"""A whole small world in Turtle, shared by the tests of shapes, consistency and context."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph

# What the page's example has no place for: an occasion and who took part, a tally, a state that only a document
# knows, a conflict, a mention. The ceremony of 25 and 26 October 2025 and its host: treaties.un.org, XVIII-16.
MORE = """
@prefix id: <http://localhost:8000/id/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tg: <https://w3id.org/treatygraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<http://localhost:8000/id/event/hanoi> a tg:Occasion, tg:Ceremony ; rdfs:label "Signing ceremony in Hanoi"@en ;
  tg:startDate "2025-10-25"^^xsd:date ; tg:endDate "2025-10-26"^^xsd:date ;
  tg:place <http://localhost:8000/id/place/hanoi> ; tg:host <http://localhost:8000/id/state/vnm> ;
  tg:concernsTreaty <http://localhost:8000/id/treaty/un-xviii-16> ;
  prov:wasDerivedFrom <http://localhost:8000/id/claim/01fa2d9acca09880> .
<http://localhost:8000/id/place/hanoi> a tg:Place ; rdfs:label "Hanoi"@en .
<http://localhost:8000/id/participation/1> a tg:Participation ; tg:role tg:Speaker ;
  tg:participant <http://localhost:8000/id/person/luong-tam-quang> ;
  tg:inOccasion <http://localhost:8000/id/event/hanoi> .
<http://localhost:8000/id/state/vnm> tg:iso3 "VNM" ; tg:iso2 "VN" ; tg:unMember true .
<http://localhost:8000/id/state/vat> a tg:State, tg:ObserverState ; tg:iso3 "VAT" ; tg:iso2 "VA" ; tg:unMember false .
<http://localhost:8000/id/statement/2405fcef3848c5a4>
  tg:speakerPost <http://localhost:8000/id/post/vnm/minister-of-public-security> .
<http://localhost:8000/id/mention/1> a tg:Mention ; tg:denotes <http://localhost:8000/id/state/vnm> ;
  tg:evidence <http://localhost:8000/id/span/80c954ddcc624306-0-55> .
<http://localhost:8000/id/claim/tally> a tg:Claim ;
  rdf:subject <http://localhost:8000/id/treaty/un-xviii-16> ; rdf:predicate tg:tally ; rdf:object 1 ;
  tg:action tg:ActionSignature ; tg:unit tg:UnitState ; tg:bound tg:AtLeast ; tg:asOf "2025-10-25"^^xsd:date ;
  tg:modality tg:Asserted ; tg:confidence 0.5 ; tg:reviewStatus tg:Auto ; tg:flag tg:DoubtfulDate ;
  tg:evidence <http://localhost:8000/id/span/80c954ddcc624306-0-55> ;
  tg:claimant <http://localhost:8000/id/document/80c954ddcc624306> ;
  prov:wasGeneratedBy <http://localhost:8000/id/run/treatygraph-rules-0.1.0> .
<http://localhost:8000/id/conflict/1> a tg:Conflict ; tg:cause tg:OpenConflict ;
  tg:conflictAbout <http://localhost:8000/id/treaty/un-xviii-16> ;
  tg:between <http://localhost:8000/id/claim/tally> .
<http://localhost:8000/id/document/80c954ddcc624306> tg:location "sample.txt" ;
  tg:knownFrom "2025-10-27T08:00:00Z"^^xsd:dateTime ;
  tg:inGraph <http://localhost:8000/graph/document/80c954ddcc624306> ;
  tg:waitsIn <http://localhost:8000/graph/review/80c954ddcc624306> .
<http://localhost:8000/id/reviewer/1> a prov:Agent ; foaf:name "The reviewer on duty" .
<http://localhost:8000/id/judgement/same> a tg:Judgement, tg:EntityJudgement ; tg:verdict tg:Same ;
  tg:decidesOn <http://localhost:8000/id/person/luong-tam-quang>, <http://localhost:8000/id/person/quang-1> ;
  tg:reason "One post, one day." ; prov:generatedAtTime "2025-11-01T08:00:00Z"^^xsd:dateTime ;
  prov:wasAttributedTo <http://localhost:8000/id/reviewer/1> .
<http://localhost:8000/id/judgement/accepted> a tg:Judgement, tg:ClaimJudgement ; tg:verdict tg:Accepted ;
  tg:decidesOn <http://localhost:8000/id/claim/tally> ;
  prov:generatedAtTime "2025-11-01T08:05:00Z"^^xsd:dateTime ;
  prov:wasAttributedTo <http://localhost:8000/id/reviewer/1> .
<http://localhost:8000/id/judgement/retracted> a tg:Judgement, tg:Retraction ; tg:verdict tg:Retracted ;
  tg:decidesOn <http://localhost:8000/id/judgement/accepted> ;
  prov:generatedAtTime "2025-11-02T08:00:00Z"^^xsd:dateTime ;
  prov:wasAttributedTo <http://localhost:8000/id/reviewer/1> .
<http://localhost:8000/id/person/luong-tam-quang> tg:mergedFrom <http://localhost:8000/id/person/quang-1> .
<http://localhost:8000/id/merge/1> a tg:Merge ; tg:score 0.95 ;
  tg:decidesOn <http://localhost:8000/id/person/luong-tam-quang>, <http://localhost:8000/id/person/quang-1> ;
  prov:wasDerivedFrom <http://localhost:8000/id/judgement/same> .
"""


@pytest.fixture(scope="session")
def model_example() -> Graph:
    """The Turtle of docs/model.md: a document, its claims, the authority it leans on, and what is accepted."""
    page = Path(__file__).parents[2] / "docs" / "model.md"
    found = re.search(r"```turtle\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return Graph().parse(data=found[1], format="turtle")


@pytest.fixture(scope="session")
def whole(model_example: Graph) -> Graph:
    """The example and more: every class that a shape looks at, nothing wrong with any."""
    return model_example + Graph().parse(data=MORE, format="turtle")
