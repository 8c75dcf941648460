"""Every term of the treatygraph vocabulary, by name: a term that is not here does not exist.

The Turtle in `vocabulary/` defines each of them, and a test holds the two to each other, both ways.
Classes and concepts are UpperCamel, properties lowerCamel; no concept shares a class's name.
"""

# ruff: noqa: N815  RDF properties are lowerCamel, and a name here is the local name of its IRI.
from __future__ import annotations

from rdflib import URIRef
from rdflib.namespace import DefinedNamespace, Namespace

TG_NAMESPACE = "https://w3id.org/treatygraph/ontology#"


class TG(DefinedNamespace):
    """The terms as `TG.signs`, `TG.Signature`; an unknown name raises AttributeError."""

    _fail = True
    _NS = Namespace(TG_NAMESPACE)

    # Treaties
    Treaty: URIRef
    TreatyRules: URIRef
    Provision: URIRef

    # Acts: what has legal effect
    Act: URIRef
    Adoption: URIRef
    OpeningForSignature: URIRef
    Signature: URIRef
    DomesticApproval: URIRef
    ConsentToBeBound: URIRef
    Ratification: URIRef
    Acceptance: URIRef
    Approval: URIRef
    Accession: URIRef
    Succession: URIRef
    ProvisionalApplication: URIRef
    Reservation: URIRef
    Declaration: URIRef
    Objection: URIRef
    Withdrawal: URIRef
    Denunciation: URIRef
    EntryIntoForce: URIRef

    # Occasions: people meet
    Occasion: URIRef
    Ceremony: URIRef
    Conference: URIRef
    Session: URIRef
    Meeting: URIRef
    Negotiation: URIRef
    SideEvent: URIRef
    Exhibition: URIRef
    Vote: URIRef
    OtherOccasion: URIRef
    Participation: URIRef

    # Statements
    Statement: URIRef
    Commitment: URIRef
    Call: URIRef
    Criticism: URIRef
    Endorsement: URIRef
    Assessment: URIRef

    # Parties, people, places
    Agent: URIRef
    Body: URIRef
    Party: URIRef
    State: URIRef
    ObserverState: URIRef
    RegionalOrganization: URIRef
    Organization: URIRef
    Person: URIRef
    Place: URIRef
    Post: URIRef
    BodyMembership: URIRef

    # Claims and their evidence
    Document: URIRef
    DocumentRecord: URIRef
    Claim: URIRef
    ClaimPredicate: URIRef
    EvidenceSpan: URIRef
    Mention: URIRef
    Conflict: URIRef
    ExtractionRun: URIRef

    # Judgements of reviewers, and the identity that follows
    Judgement: URIRef
    EntityJudgement: URIRef
    ClaimJudgement: URIRef
    Retraction: URIRef
    Merge: URIRef
    IdentityConflict: URIRef

    # Properties of treaties, rules and provisions
    officialTitle: URIRef
    depositary: URIRef
    depositaryNumber: URIRef
    adoptedOn: URIRef
    adoptedBy: URIRef
    inForceSince: URIRef
    ruleset: URIRef
    signatureOpens: URIRef
    signatureCloses: URIRef
    forceThreshold: URIRef
    forceDelayDays: URIRef
    countsRegional: URIRef
    rulesArticle: URIRef
    sourceProvision: URIRef
    forceDelayMonths: URIRef
    fromMonthStart: URIRef
    partyDelayDays: URIRef
    partyDelayMonths: URIRef
    denunciationDelayMonths: URIRef
    groupThreshold: URIRef
    groupBody: URIRef
    signatureOpenTo: URIRef
    accessionOpenTo: URIRef
    signatureArticle: URIRef
    forceArticle: URIRef
    partyArticle: URIRef
    countingArticle: URIRef
    accessionArticle: URIRef
    denunciationArticle: URIRef
    supplements: URIRef
    amends: URIRef
    relatedTo: URIRef
    partOf: URIRef
    articleNumber: URIRef

    # Properties of acts
    treaty: URIRef
    actor: URIRef
    actDate: URIRef
    claimedDate: URIRef
    effectiveDate: URIRef
    signedBy: URIRef
    signedAs: URIRef
    notification: URIRef
    precededBy: URIRef
    sourceCount: URIRef
    independentSources: URIRef
    inEffect: URIRef
    attestedFrom: URIRef
    attestedUntil: URIRef

    # Properties of occasions and participations
    startDate: URIRef
    endDate: URIRef
    place: URIRef
    concernsTreaty: URIRef
    host: URIRef
    organizer: URIRef
    subOccasionOf: URIRef
    participant: URIRef
    role: URIRef
    inOccasion: URIRef
    onBehalfOf: URIRef

    # Properties of statements
    speaker: URIRef
    speakerPost: URIRef
    about: URIRef
    mode: URIRef
    statementText: URIRef
    reportedIn: URIRef
    madeAt: URIRef
    addressee: URIRef
    committer: URIRef
    fulfilledBy: URIRef

    # Properties of entities
    provisional: URIRef
    nameAsWritten: URIRef
    officialName: URIRef
    pressName: URIRef
    popularName: URIRef
    shortName: URIRef
    formerName: URIRef
    acronym: URIRef
    demonym: URIRef
    mistranslatedName: URIRef
    workingTitle: URIRef
    register: URIRef
    iso2: URIRef
    iso3: URIRef
    m49: URIRef
    unMember: URIRef
    unMemberSince: URIRef
    country: URIRef
    capital: URIRef
    post: URIRef
    postTitle: URIRef
    memberState: URIRef
    memberBody: URIRef
    candidateMatch: URIRef
    notSameAs: URIRef

    # Properties of documents and records
    text: URIRef
    digest: URIRef
    url: URIRef
    publisherName: URIRef
    publishedBasis: URIRef
    translationOf: URIRef
    syndicatedFrom: URIRef
    location: URIRef
    knownFrom: URIRef
    knownUntil: URIRef
    earlier: URIRef
    inGraph: URIRef
    waitsIn: URIRef
    sourceKind: URIRef
    statusDate: URIRef
    originalUrl: URIRef

    # Properties of claims, mentions, conflicts and runs
    denotes: URIRef
    evidence: URIRef
    claimant: URIRef
    modality: URIRef
    confidence: URIRef
    reviewStatus: URIRef
    date: URIRef
    dateBasis: URIRef
    asOf: URIRef
    action: URIRef
    bound: URIRef
    unit: URIRef
    delayDays: URIRef
    instrument: URIRef
    forParty: URIRef
    flag: URIRef
    rule: URIRef
    quoted: URIRef
    between: URIRef
    cause: URIRef
    conflictAbout: URIRef
    resolution: URIRef
    explanation: URIRef
    differsBy: URIRef
    recounted: URIRef
    software: URIRef
    version: URIRef
    policyVersion: URIRef

    # Properties of judgements, and of what was merged
    decidesOn: URIRef
    verdict: URIRef
    reason: URIRef
    mergedFrom: URIRef
    score: URIRef

    # What a claim can say (rdf:predicate)
    holdsPosition: URIRef
    attends: URIRef
    speaksAt: URIRef
    chairs: URIRef
    hosts: URIRef
    organizes: URIRef
    takesPlaceIn: URIRef
    takesPlaceOn: URIRef
    concerns: URIRef
    adopts: URIRef
    signs: URIRef
    ratifies: URIRef
    accedesTo: URIRef
    declines: URIRef
    opensForSignature: URIRef
    entersIntoForce: URIRef
    tally: URIRef
    requiresParties: URIRef
    knownAs: URIRef
    states: URIRef
    commits: URIRef
    callsFor: URIRef
    supports: URIRef
    criticizes: URIRef
    reports: URIRef
    givesNotice: URIRef

    # Concept schemes
    Modalities: URIRef
    Modes: URIRef
    DateBases: URIRef
    ReviewStatuses: URIRef
    Roles: URIRef
    Bounds: URIRef
    Units: URIRef
    Actions: URIRef
    Flags: URIRef
    ConflictCauses: URIRef
    Registers: URIRef
    Verdicts: URIRef
    SourceKinds: URIRef
    Admissions: URIRef
    Instruments: URIRef

    # Modalities
    Asserted: URIRef
    Planned: URIRef
    Conditional: URIRef
    Negated: URIRef

    # Modes of a statement
    Direct: URIRef
    Reported: URIRef

    # Bases of a date
    Stated: URIRef
    InferredFromText: URIRef
    InferredFromMetadata: URIRef
    InferredFromUrl: URIRef

    # Review statuses
    Auto: URIRef
    InReview: URIRef
    Accepted: URIRef
    Rejected: URIRef
    Disputed: URIRef

    # Verdicts
    Same: URIRef
    Different: URIRef
    Unsure: URIRef
    Retracted: URIRef

    # Roles at an occasion
    Chair: URIRef
    Speaker: URIRef
    Attendee: URIRef
    Host: URIRef
    Organizer: URIRef
    Signatory: URIRef
    Observer: URIRef

    # Bounds of a number
    AtLeast: URIRef
    AtMost: URIRef
    About: URIRef

    # What a number counts
    UnitState: URIRef
    UnitSignatory: URIRef
    UnitParty: URIRef
    UnitDelegation: URIRef
    UnitDelegate: URIRef
    UnitMember: URIRef
    UnitOrganization: URIRef
    UnitOther: URIRef

    # Actions that a tally counts
    ActionSignature: URIRef
    ActionRatification: URIRef
    ActionAttendance: URIRef
    ActionStatement: URIRef
    ActionNegotiation: URIRef

    # Flags: doubts that a reader must see
    DoubtfulExpansion: URIRef
    ProvisionalName: URIRef
    AmbiguousName: URIRef
    DoubtfulAttribution: URIRef
    DoubtfulDate: URIRef
    NoLongerInEffect: URIRef
    CoversSeveralForms: URIRef

    # Causes of a conflict
    LateNews: URIRef
    UnitSlip: URIRef
    StageSlip: URIRef
    Arithmetic: URIRef
    TranslationSlip: URIRef
    IdentitySlip: URIRef
    DateSlip: URIRef
    FalseClaim: URIRef
    OpenConflict: URIRef

    # Registers of a name
    Official: URIRef
    Formal: URIRef
    Press: URIRef
    Popular: URIRef
    ShortForm: URIRef
    Former: URIRef
    Acronym: URIRef
    Demonym: URIRef
    CaseForm: URIRef
    AmbiguousForm: URIRef
    MistranslatedName: URIRef
    WorkingTitle: URIRef

    # Kinds of sources
    SourceDepositary: URIRef
    SourceOfficial: URIRef
    SourceWire: URIRef
    SourcePress: URIRef
    SourceOrganization: URIRef
    SourceAggregator: URIRef

    # Instruments
    InstrumentRatification: URIRef
    InstrumentAcceptance: URIRef
    InstrumentApproval: URIRef
    InstrumentAccession: URIRef
    InstrumentSuccession: URIRef
    InstrumentConsent: URIRef
    InstrumentProvisionalApplication: URIRef
    InstrumentTerritorialApplication: URIRef
    InstrumentReservation: URIRef
    InstrumentDeclaration: URIRef
    InstrumentObjection: URIRef
    InstrumentWithdrawal: URIRef
    InstrumentDenunciation: URIRef
    InstrumentSuspension: URIRef

    # To whom signature and accession are open
    OpenToAll: URIRef
    OpenToMembers: URIRef
    OpenToMembersAndNegotiators: URIRef
    OpenToParentSignatories: URIRef
    OpenToParentParties: URIRef
    OpenByInvitation: URIRef
    OpenToNobody: URIRef
