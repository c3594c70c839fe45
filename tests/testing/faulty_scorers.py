"""A sound scorer, and one for each fault that the kit must find: the same but for one thing."""

import itertools
import time
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Example,
    Highlight,
    Illustration,
    Item,
    MarkField,
    Option,
    Prompt,
    Response,
    ResponseError,
    Score,
    TextField,
    choice,
    note_lines,
    rounded,
    text,
    total,
)

WORDS = {"L": "left", "R": "right"}
OPTIONS = (Option(id="L", label="Left", letter="L"), Option(id="R", label="Right", letter="R"))
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


class Key(Struct, frozen=True, kw_only=True):
    item_id: str
    side: str
    line: str
    why: str = "The seated test takes the legs out of play."
    asked: dict[str, int] = {}


class Sound:
    """Which side is the seated flexion test positive on, and how is it called?"""

    name = "faulty"
    title = "Find the side"
    skills: Any = ("sides", "tests")

    def items(self, case: Case) -> Sequence[Item[Any]]:
        for statement in case.note:
            for finding in case.findings_of(statement):
                if finding.test == "seated_flexion" and finding.side in WORDS:
                    key = Key(item_id=f"{case.id}/{self.name}/side", side=finding.side, line=statement.id)
                    return (self.item(case, key),)
        return ()

    def item(self, case: Case, key: Key) -> Item[Any]:
        prompt = self.prompt(case, key)
        return Item(prompt=prompt, key=key, situation="a side to be found", key_feature=(key.line,))

    def prompt(self, case: Case, key: Key) -> Prompt:
        return Prompt(
            item_id=key.item_id,
            scorer=self.name,
            case_id=case.id,
            title=case.title,
            stem="On which side is the seated flexion test positive, and what does it tell apart?",
            note=note_lines(case, ("exam",)),
            fields=(
                ChoiceField(id="side", label="Positive side", options=OPTIONS),
                TextField(id="told", label="What it tells apart", max_chars=200),
            ),
            skills=("sides",),
            minutes=1.0,
        )

    def score(self, key: Key, response: Response) -> Score:
        criteria = self.criteria(key, choice(response, "side"), text(response, "told"))
        return Score(item_id=key.item_id, scorer=self.name, points=total(criteria), criteria=criteria)

    def criteria(self, key: Key, side: str, told: str) -> tuple[Criterion, ...]:
        said = f"It is positive on the {WORDS[key.side]}. {key.why}"
        return (
            self.criterion("side", 0.6, side == key.side, said, key),
            self.criterion("told", 0.4, "legs" in told, key.why, key),
        )

    def criterion(self, name: str, possible: float, hit: bool, said: str, key: Key) -> Criterion:
        return Criterion(
            id=name,
            label=f"Criterion {name}",
            earned=possible if hit else 0.0,
            possible=possible,
            feedback=said,
            read_more="motion#sacrum-tests",
            lines=(key.line,),
        )

    def examples(self, item: Item[Any]) -> Iterable[Example]:
        side = item.key.side
        other = "R" if side == "L" else "L"
        yield self.example(item, "right", {"side": side, "told": "sacrum from legs"}, 1.0)
        yield self.example(item, "wrong", {"side": other}, 0.0)
        yield self.example(item, "wrong", {"side": side}, rounded(0.6))
        yield self.example(item, "blank", {}, 0.0)
        yield self.example(item, "malformed", {"side": "top"}, None)

    def example(self, item: Item[Any], kind: Any, answers: dict[str, Any], points: float | None) -> Example:
        response = Response(item_id=item.prompt.item_id, answers=answers)
        return Example(kind=kind, name=f"{kind}: {answers}", response=response, points=points)


class RaisesInItems(Sound):
    def items(self, case: Case) -> Any:
        return super().items(case) if case.truth.region == "sacral" else ()  # type: ignore[union-attr]


class ReturnsNoItems(Sound):
    def items(self, case: Case) -> Any:
        return super().items(case) or None


class AsksNothing(Sound):
    def items(self, case: Case) -> Any:
        return ()


class RaisesInScore(Sound):
    def score(self, key: Key, response: Response) -> Score:
        if choice(response, "side") not in ("", key.side):
            raise KeyError(key.side)
        return super().score(key, response)


class ExitsInScore(Sound):
    def score(self, key: Key, response: Response) -> Score:
        raise SystemExit(3)


class ReturnsNothing(Sound):
    def score(self, key: Key, response: Response) -> Any:
        return super().score(key, response) if text(response, "told") else None


class MorePointsThanOne(Sound):
    def score(self, key: Key, response: Response) -> Score:
        score = super().score(key, response)
        return replace(score, points=score.points * 2)


class NoNumber(Sound):
    def score(self, key: Key, response: Response) -> Score:
        return replace(super().score(key, response), points=float("nan"))


class OtherSum(Sound):
    def score(self, key: Key, response: Response) -> Score:
        score = super().score(key, response)
        return replace(score, points=rounded(score.points / 2))


class TooLittlePossible(Sound):
    def criteria(self, key: Key, side: str, told: str) -> tuple[Criterion, ...]:
        return super().criteria(key, side, told)[:1]


class OneCriterionTwice(Sound):
    def criteria(self, key: Key, side: str, told: str) -> tuple[Criterion, ...]:
        return tuple(replace(criterion, id="same") for criterion in super().criteria(key, side, told))


class EarnsTooMuch(Sound):
    def criterion(self, name: str, possible: float, hit: bool, said: str, key: Key) -> Criterion:
        return replace(super().criterion(name, possible, hit, said, key), possible=0.5)


class ChangesTheCase(Sound):
    def items(self, case: Case) -> Any:
        force_setattr(case, "title", case.title.upper())
        return super().items(case)


class ChangesTheKey(Sound):
    def score(self, key: Key, response: Response) -> Score:
        key.asked["times"] = key.asked.get("times", 0) + 1
        return super().score(key, response)


class ChangesTheResponse(Sound):
    def score(self, key: Key, response: Response) -> Score:
        response.answers["side"] = choice(response, "side").lower()  # type: ignore[index]
        return super().score(key, response)


class RemembersItems(Sound):
    def __init__(self) -> None:
        self.count = itertools.count()

    def prompt(self, case: Case, key: Key) -> Prompt:
        return replace(super().prompt(case, key), title=f"Question {next(self.count)}")


class RemembersAnswers(Sound):
    def __init__(self) -> None:
        self.seen: set[str] = set()

    def score(self, key: Key, response: Response) -> Score:
        score = super().score(key, response)
        summary = "You know this one." if key.item_id in self.seen else ""
        self.seen.add(key.item_id)
        return replace(score, summary=summary)


class KeyInTheStem(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        return replace(super().prompt(case, key), stem=f"On which side is it positive? [{key.side}]")


class KeyInTheItemId(Sound):
    def item(self, case: Case, key: Key) -> Item[Any]:
        return super().item(case, replace(key, item_id=f"{case.id}/faulty/{WORDS[key.side]}"))


class SituationInTheTitle(Sound):
    def item(self, case: Case, key: Key) -> Item[Any]:
        item = super().item(case, key)
        situation = f"turned to the {WORDS[key.side]}"
        return replace(item, situation=situation, prompt=replace(item.prompt, title=f"Case {situation}"))


class TruthInTheContext(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        assert case.truth is not None
        return replace(super().prompt(case, key), context=(("Aim", f"See a {case.truth.name.lower()}"),))


class RightOptionFirst(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        labels = (f"On the {WORDS[key.side]}, said of {case.title}", f"On neither side of {case.title}")
        options = tuple(Option(id=i, label=one, letter=i) for i, one in zip("LR", labels, strict=True))
        prompt = super().prompt(case, key)
        return replace(prompt, fields=(replace(prompt.fields[0], options=options), *prompt.fields[1:]))

    def score(self, key: Key, response: Response) -> Score:
        return super().score(replace(key, side="L"), response)

    def examples(self, item: Item[Any]) -> Iterable[Example]:
        return super().examples(replace(item, key=replace(item.key, side="L")))


class WiderPrompt(Sound):
    class Wide(Prompt, frozen=True, kw_only=True):
        answer: str

    def prompt(self, case: Case, key: Key) -> Prompt:
        plain = super().prompt(case, key)
        return self.Wide(answer=key.side, **{name: getattr(plain, name) for name in plain.__struct_fields__})


class NoFeedback(Sound):
    def criterion(self, name: str, possible: float, hit: bool, said: str, key: Key) -> Criterion:
        return super().criterion(name, possible, hit, said if hit else "", key)


class NoReadMore(Sound):
    def criterion(self, name: str, possible: float, hit: bool, said: str, key: Key) -> Criterion:
        return replace(super().criterion(name, possible, hit, said, key), read_more="")


class FeedbackOnStrangeLine(Sound):
    def criterion(self, name: str, possible: float, hit: bool, said: str, key: Key) -> Criterion:
        return replace(super().criterion(name, possible, hit, said, key), lines=("s999",))


class FeedbackByColor(Sound):
    def criterion(self, name: str, possible: float, hit: bool, said: str, key: Key) -> Criterion:
        return super().criterion(name, possible, hit, f"{said} See the red line.", key)


class HighlightBeyondTheAnswer(Sound):
    def criterion(self, name: str, possible: float, hit: bool, said: str, key: Key) -> Criterion:
        beyond = Highlight(field="told", start=0, end=500, verdict="earned")
        return replace(super().criterion(name, possible, hit, said, key), highlights=(beyond,) if hit else ())


class PictureWithoutWords(Sound):
    def score(self, key: Key, response: Response) -> Score:
        picture = Illustration(svg=SVG, text="", caption="The sacrum")
        return replace(super().score(key, response), pictures=(picture,))


class PictureWithScript(Sound):
    def score(self, key: Key, response: Response) -> Score:
        picture = Illustration(svg='<svg onload="go()"/>', text="A sacrum", caption="The sacrum")
        return replace(super().score(key, response), pictures=(picture,))


class ListOfCriteria(Sound):
    def score(self, key: Key, response: Response) -> Score:
        score = super().score(key, response)
        return replace(score, criteria=list(score.criteria))


class NameInTheKeyAndTheStem(Sound):
    def item(self, case: Case, key: Key) -> Item[Any]:
        assert case.truth is not None
        return super().item(case, replace(key, why=case.truth.name.lower()))

    def prompt(self, case: Case, key: Key) -> Prompt:
        return replace(super().prompt(case, key), stem=f"Where is it positive in {key.why}?")


class ExampleWithOtherPoints(Sound):
    def examples(self, item: Item[Any]) -> Iterable[Example]:
        for example in super().examples(item):
            yield replace(example, points=0.9) if example.kind == "right" else example


class NoMalformedExample(Sound):
    def examples(self, item: Item[Any]) -> Iterable[Example]:
        return [example for example in super().examples(item) if example.kind != "malformed"]


class WrongThatEarnsAll(Sound):
    def examples(self, item: Item[Any]) -> Iterable[Example]:
        yield from super().examples(item)
        yield self.example(item, "wrong", {"side": item.key.side, "told": "from the legs"}, 1.0)


class ExamplesOfOtherType(Sound):
    def examples(self, item: Item[Any]) -> Any:
        return [example.response for example in super().examples(item)]


class RightThatEarnsNothing(Sound):
    def examples(self, item: Item[Any]) -> Iterable[Example]:
        yield from super().examples(item)
        yield self.example(item, "right", {}, 0.0)


class MalformedThatIsScored(Sound):
    def examples(self, item: Item[Any]) -> Iterable[Example]:
        yield from super().examples(item)
        yield self.example(item, "malformed", {"side": ""}, 0.0)


class RaisesInExamples(Sound):
    def examples(self, item: Item[Any]) -> Iterable[Example]:
        yield from super().examples(item)
        raise LookupError("no more examples")


class ScoresAnything(Sound):
    def score(self, key: Key, response: Response) -> Score:
        side, told = response.answers.get("side"), response.answers.get("told")
        criteria = self.criteria(key, str(side), str(told))
        return Score(item_id=key.item_id, scorer=self.name, points=total(criteria), criteria=criteria)


class StumblesOverTypes(Sound):
    def score(self, key: Key, response: Response) -> Score:
        side, told = response.answers.get("side"), response.answers.get("told")
        criteria = self.criteria(key, (side or "").strip(), (told or "").strip())
        return Score(item_id=key.item_id, scorer=self.name, points=total(criteria), criteria=criteria)


class StumblesOverBlank(Sound):
    def score(self, key: Key, response: Response) -> Score:
        assert text(response, "told")[0:1].encode()[0] >= 0
        return super().score(key, response)


class RefusesBlank(Sound):
    def score(self, key: Key, response: Response) -> Score:
        if not choice(response, "side"):
            raise ResponseError("Choose a side.")
        return super().score(key, response)


class StumblesOverUnicode(Sound):
    def score(self, key: Key, response: Response) -> Score:
        text(response, "told").encode("latin-1")
        return super().score(key, response)


class StumblesOverRareWords(Sound):
    def score(self, key: Key, response: Response) -> Score:
        if text(response, "told").startswith("M99.04"):
            raise ValueError("a code is no text")
        return super().score(key, response)


class _OtherOptions(Sound):
    def options(self) -> tuple[Option, ...]:
        return OPTIONS

    def prompt(self, case: Case, key: Key) -> Prompt:
        prompt = super().prompt(case, key)
        return replace(prompt, fields=(replace(prompt.fields[0], options=self.options()), *prompt.fields[1:]))


class OneLetterTwice(_OtherOptions):
    def options(self) -> tuple[Option, ...]:
        return tuple(replace(option, letter="X") for option in OPTIONS)


class LongLetter(_OtherOptions):
    def options(self) -> tuple[Option, ...]:
        return tuple(replace(option, letter=option.label) for option in OPTIONS)


class OneLabelTwice(_OtherOptions):
    def options(self) -> tuple[Option, ...]:
        return tuple(replace(option, label="Side") for option in OPTIONS)


class EmptyLabel(_OtherOptions):
    def options(self) -> tuple[Option, ...]:
        return (OPTIONS[0], replace(OPTIONS[1], label=" "))


class OneFieldTwice(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        prompt = super().prompt(case, key)
        return replace(prompt, fields=(prompt.fields[0], replace(prompt.fields[1], id="side")))


class StemByColor(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        return replace(super().prompt(case, key), stem="Choose the red side.")


class EmptyStem(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        return replace(super().prompt(case, key), stem="  ")


class MarksOnStrangeLine(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        prompt = super().prompt(case, key)
        field = MarkField(id="line", label="Where it stands", lines=("s999",), options=OPTIONS[:1])
        return replace(prompt, fields=(*prompt.fields, field))


class OneIdTwice(Sound):
    def items(self, case: Case) -> Any:
        return [*super().items(case)] * 2


class WrongPrefix(Sound):
    def item(self, case: Case, key: Key) -> Item[Any]:
        return super().item(case, replace(key, item_id=f"side-{case.id}"))


class StrangeKey(Sound):
    def item(self, case: Case, key: Key) -> Item[Any]:
        return replace(super().item(case, key), key=object())


class ListOfSkills(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        return replace(super().prompt(case, key), skills=["sides"])


class UnknownSkill(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        return replace(super().prompt(case, key), skills=("sewing",))


class SkillsAsText(Sound):
    skills = "sides"


class EmptySkill(Sound):
    skills = ("sides", "")


class NameInCapitals(Sound):
    name = "Faulty-One"


class NoTitle(Sound):
    title = ""


class NoTime(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        return replace(super().prompt(case, key), minutes=0.0)


class StrangeKeyFeature(Sound):
    def item(self, case: Case, key: Key) -> Item[Any]:
        return replace(super().item(case, key), key_feature=("s999",))


class NoTextField(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        prompt = super().prompt(case, key)
        return replace(prompt, fields=(*prompt.fields[:1], replace(prompt.fields[1], max_chars=0)))


class NoLineToMark(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        prompt = super().prompt(case, key)
        field = MarkField(id="line", label="Where it stands", lines=(), options=OPTIONS[:1])
        return replace(prompt, fields=(*prompt.fields, field))


class NoField(Sound):
    def prompt(self, case: Case, key: Key) -> Prompt:
        return replace(super().prompt(case, key), fields=())


class DictOfItems(Sound):
    def items(self, case: Case) -> Any:
        return {"side": super().items(case)}


class ItemsOfOtherType(Sound):
    def items(self, case: Case) -> Any:
        return [item.prompt for item in super().items(case)]


class NoTags(Sound):
    def item(self, case: Case, key: Key) -> Item[Any]:
        return Item(prompt=self.prompt(case, key), key=key)


class PaysForBlank(Sound):
    def criteria(self, key: Key, side: str, told: str) -> tuple[Criterion, ...]:
        return super().criteria(key, side or key.side, told)

    def examples(self, item: Item[Any]) -> Iterable[Example]:
        for example in super().examples(item):
            yield replace(example, points=rounded(0.6)) if example.kind == "blank" else example


class Slow(Sound):
    def score(self, key: Key, response: Response) -> Score:
        time.sleep(0.002)
        return super().score(key, response)


class Placeholder(Sound):
    def criterion(self, name: str, possible: float, hit: bool, said: str, key: Key) -> Criterion:
        return super().criterion(name, possible, hit, said + " Look at {line}.", key)
