"""A report reads as sentences: one for each kind of fault, with how often it was found."""

import msgspec

from sacral_edu.testing import Check, Fault, Report, Speed
from sacral_edu.testing.report import Ledger


def _report(**changed: object) -> Report:
    whole: dict[str, object] = {
        "scorer": "sides",
        "cases": 1,
        "items": 2,
        "responses": 1200,
        "checks": (
            Check(name="prompts", looked_at=2, things="prompts"),
            Check(name="odd text", looked_at=0, things="responses"),
            Check(name="random answers", looked_at=0, things="draws", not_run="not run"),
        ),
        "speed": (Speed(call="score()", calls=1, median=3.21, budget=10.0),),
        "fingerprint": "00ff",
    }
    return Report(**(whole | changed))  # type: ignore[arg-type]


def test_a_sound_report_says_what_was_looked_at() -> None:
    assert str(_report()) == (
        "Scorer sides conforms: 2 items on 1 case, 1,200 responses.\n"
        "  prompts            2 prompts, sound\n"
        "  odd text           nothing to look at\n"
        "  random answers     not run\n"
        "  score()            3.2 microseconds, median of 1 call; budget 10\n"
        "  fingerprint        00ff"
    )


def test_faults_and_advice_stand_below_and_the_faults_are_counted() -> None:
    fault = Fault(check="prompts", where="c/sides/x", what="the stem is empty", mend="write one", further=1)
    advice = Fault(check="speed", where="scorer sides", what="it is slow", mend="hasten it")
    report = _report(
        checks=(Check(name="prompts", looked_at=2, things="prompts", found=2),),
        faults=(fault,),
        advice=(advice,),
        speed=(),
        fingerprint="",
    )
    assert not report.conforms
    assert str(report) == (
        "Scorer sides does not conform: 2 items on 1 case, 1,200 responses.\n"
        "  prompts            2 prompts, 2 faults\n"
        "To mend:\n"
        "- c/sides/x: the stem is empty; write one. (The same 1 more time.)\n"
        "Advice:\n"
        "- scorer sides: it is slow; hasten it."
    )


def test_advice_alone_does_not_keep_a_scorer_from_conforming() -> None:
    advice = Fault(check="speed", where="scorer sides", what="it is slow", mend="hasten it")
    assert _report(advice=(advice,)).conforms


def test_what_has_the_same_mend_is_counted_and_the_first_is_kept() -> None:
    ledger = Ledger()
    for place in ("a", "b", "c"):
        ledger.fault("prompts", place, f"the stem of {place} is empty", "write one")
    ledger.fault("items", "d", "it is no item", "make one")
    ledger.advise("prompts", "a", "it is long", "shorten it")
    assert [(fault.where, fault.further) for fault in ledger.faults] == [("a", 2), ("d", 0)]
    assert [advice.what for advice in ledger.advice] == ["it is long"]
    assert (ledger.counted("prompts"), ledger.counted("items"), ledger.counted("speed")) == (3, 1, 0)


def test_a_report_comes_back_from_json() -> None:
    report = _report()
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report
