"""One synthetic patient encounter: who, what was found, what was written down, and what is true."""

from typing import Literal

from msgspec import Struct

from sacral_edu.domain.claims import ClaimKey
from sacral_edu.domain.proofs import Challenge, Habits, Proof, RedFlag

Side = Literal["L", "R"]
"""The patient's own left or right, never the examiner's."""

FindingSide = Literal["L", "R", "both", "none"]
"""Where a finding lies; `none` says that the two sides were compared and are level."""

Region = Literal["sacral", "pelvic", "lumbar", "lower_extremity", "thoracic", "cervical", "rib_cage"]
"""Body regions that a finding may belong to (facts: coding `regions.omt`)."""

Tart = Literal["texture", "asymmetry", "restriction", "tenderness"]
"""The four TART criteria, spelled out because two of them begin with a T."""

Section = Literal["hpi", "exam", "assessment", "plan"]
"""The part of a clinical note that a statement stands in."""

FindingKind = Literal[
    "palpation",
    "landmark",
    "motion",
    "symptom",
    "neurological",
    "neurodynamic",
    "provocation",
    "localisation",
    "imaging",
    "observation",
    "outcome_measure",
    "load_transfer",
    "history",
]
"""What sort of observation a finding is. The first three can be TART evidence, the rest never are."""

Provider = Literal["DO", "MD", "DC", "PT"]
PayerProfile = Literal["commercial_ncci", "medicare_ffs", "commercial_cms_time"]
PatientStatus = Literal["new", "established"]
Sex = Literal["F", "M"]
Chronicity = Literal["acute", "chronic"]


class Finding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One observation.

    `test` names the test or landmark (`seated_flexion`, `sulcus`, `ila_ap`, `asis`, ...), `value` the
    reading in that test's vocabulary, `region` the body region it speaks about, and `tart` the criteria
    it supports *in that region* (empty for symptoms, nerve signs, provocation tests and the like).
    """

    id: str
    test: str
    value: str
    kind: FindingKind
    region: Region
    side: FindingSide | None = None
    tart: tuple[Tart, ...] = ()


class Fact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something the note says that is not an observation: onset, work, plan, minutes, a named diagnosis."""

    id: str
    topic: str
    value: str
    code: str | None = None


class Statement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One sentence of the note; `conveys` lists the ids of the findings and facts that it states."""

    id: str
    section: Section
    text: str
    conveys: tuple[str, ...] = ()


class Patient(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Invented demographics. `birth_date` is ISO 8601; `age` is in full years on the date of service."""

    name: str
    sex: Sex
    age: int
    birth_date: str
    address: str
    phone: str
    occupation: str | None = None


class VisitLevel(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an office visit's level rests on: decision making (two of three) or minutes."""

    basis: Literal["mdm", "time"]
    problems: str | None = None
    data: str | None = None
    risk: str | None = None
    total_minutes: int | None = None
    minutes_of_separately_billed_work: int = 0


class TherapyEvaluation(Struct, frozen=True, kw_only=True):
    """What a therapist's first assessment is graded by (facts: coding rule R-PT-02)."""

    factors: int
    elements: int
    presentation: Literal["stable", "evolving", "unstable"]


class Imaging(Struct, frozen=True, kw_only=True):
    """Plain films: site, number of projections, and whether this office took and read them."""

    site: str
    views: int
    performed_in_office: bool


class VisitFacts(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Countable facts of one visit, all optional; field names are those of the vignette format.

    Procedure keys of `timed_minutes` are concept ids such as `TX_MANUAL`; minutes are whole minutes.
    """

    omt_regions_documented: tuple[str, ...] | None = None
    omt_regions_treated: tuple[str, ...] | None = None
    cmt_spinal_regions: tuple[str, ...] | None = None
    cmt_extraspinal_regions: tuple[str, ...] | None = None
    part: tuple[str, ...] | None = None
    xray_demonstrates_subluxation: bool = False
    care: Literal["active", "maintenance"] | None = None
    abn: str | None = None
    em_separate: bool | None = None
    em: VisitLevel | None = None
    em_mdm_alternative: VisitLevel | None = None
    imaging: Imaging | None = None
    timed_minutes: dict[str, int] | None = None
    timed_minutes_not_billable: dict[str, int] | None = None
    time_rule: Literal["cms_total", "cpt_midpoint"] | None = None
    distinct_time_blocks: bool = False
    manual_therapy_regions: tuple[str, ...] | None = None
    muscles_injected: tuple[str, ...] | None = None
    muscles_needled: tuple[str, ...] | None = None
    injections: int | None = None
    drug_injected: bool | None = None
    pt_eval: TherapyEvaluation | None = None
    pt_plan_of_care: bool = False
    current_injury: bool = False
    payer_credentials_provider_for_omt: bool | None = None
    months_since_same_group_same_specialty: int | None = None


class Encounter(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who treats whom, for which payer, on which ISO date, and the facts that a claim rests on."""

    provider: Provider
    payer_profile: PayerProfile
    patient_status: PatientStatus
    date_of_service: str
    place: str = "office"
    facts: VisitFacts = VisitFacts()


class Truth(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is really the matter: the dysfunction behind the findings and the findings that decide it.

    `region` and `code` are None only for NORMAL. `deciding` holds ids of findings that separate this
    region from its neighbours; `open` ids of findings that fit more than one region and are not scored.
    """

    dysfunction: str
    name: str
    region: Region | None
    code: str | None
    deciding: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    secondary: str | None = None


class PlantedError(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A colleague's wrong entry, kept on purpose: the statement's id, why it is wrong, and its correction.

    `right` is the id of the dysfunction that should stand there, `options` the ids to choose from, each
    with the slip of mind that leads to it.
    """

    statement: str
    why: str
    right: str
    options: dict[str, str]


class Case(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One synthetic encounter. `truth` is None where a case is about coding alone."""

    id: str
    title: str
    origin: Literal["generated", "authored", "vignette"]
    encounter: Encounter
    note: tuple[Statement, ...]
    patient: Patient | None = None
    archetype: str | None = None
    chronicity: Chronicity | None = None
    findings: tuple[Finding, ...] = ()
    facts: tuple[Fact, ...] = ()
    truth: Truth | None = None
    claim: ClaimKey | None = None
    planted_error: PlantedError | None = None
    difficulty: Literal["basic", "intermediate", "advanced"] = "basic"
    challenge: Challenge = "textbook"
    habits: Habits = Habits()
    proof: Proof | None = None
    red_flag: RedFlag | None = None
    generator: str | None = None

    def finding(self, finding_id: str) -> Finding | None:
        """Return the finding of that id, or None."""
        return next((f for f in self.findings if f.id == finding_id), None)

    def findings_of(self, statement: Statement) -> tuple[Finding, ...]:
        """Return the findings that a statement of this case conveys, in the order it lists them."""
        by_id = {finding.id: finding for finding in self.findings}
        return tuple(by_id[i] for i in statement.conveys if i in by_id)
