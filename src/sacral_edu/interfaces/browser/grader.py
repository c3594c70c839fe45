"""The grader of a site that is only files. It knows no file, no server and no clock of its own."""

import msgspec
from msgspec import Struct

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import SacralEduError
from sacral_edu.domain.items import Outcome, Prompt, Response
from sacral_edu.interfaces.casebook import Casebook, Codes, Desk, Watch, code_list
from sacral_edu.plugin_manager import discover_scorers


class Score(Struct, frozen=True, tag_field="ask", tag="score"):
    """Asks for the outcome of a response."""

    response: Response


class Another(Struct, frozen=True, tag_field="ask", tag="another"):
    """Asks for the prompt of a like item on another case."""

    item: str


class Items(Struct, frozen=True, tag_field="ask", tag="items"):
    """Asks for the prompts of one scorer on a case."""

    case: str
    scorer: str


class CodeList(Struct, frozen=True, tag_field="ask", tag="codes"):
    """Asks for all that a claim is built from."""


_question = msgspec.json.Decoder(Score | Another | Items | CodeList)


class Grader:
    """Answers questions in JSON as the server answers requests, with the same bytes."""

    def __init__(self, cases: str) -> None:
        """Take the authored cases as a JSON list; generated ones are made from their ids.

        Raises PluginError where no scorer can be used, and msgspec.ValidationError for what is no case.
        """
        found = discover_scorers()
        casebook = Casebook.holding(msgspec.json.decode(cases, type=list[Case]))
        self._desk = Desk(casebook, found.usable(), Watch(found))

    def reply(self, question: str) -> str:
        """Return `{"answer": ...}`, or `{"refused": "a sentence"}` where the question is at fault.

        A question is an object whose `ask` is `score` (with `response`), `another` (with `item`), `items`
        (with `case` and `scorer`) or `codes`.
        """
        try:
            answer = self._answer(_question.decode(question))
        except (SacralEduError, msgspec.DecodeError, RecursionError) as error:
            return msgspec.json.encode({"refused": str(error)}).decode()
        return f'{{"answer":{msgspec.json.encode(answer).decode()}}}'

    def _answer(self, asked: Score | Another | Items | CodeList) -> Outcome | Prompt | list[Prompt] | Codes:
        if isinstance(asked, Score):
            return self._desk.score(asked.response)
        if isinstance(asked, Another):
            return self._desk.another(asked.item)
        if isinstance(asked, Items):
            made = self._desk.items(self._desk.casebook.case(asked.case), asked.scorer)
            return [item.prompt for item in made.items]
        return code_list()
