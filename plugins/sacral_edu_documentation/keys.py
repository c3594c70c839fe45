"""What a case asks for: the answer key that a text is read against."""

from msgspec import Struct

Letter = str
"""A TART letter by its criterion: texture, asymmetry, restriction or tenderness."""


class Palpation(Struct, frozen=True, kw_only=True):
    """What the examination says of the sacrum.

    `readings` holds canonical readings by test (`sulcus`, `ila_ap`, `seated_flexion`, `spring`, ...; see
    `sacral_edu.api.reading`), `texture` and `tenderness` the sides where they were felt, `held` the sides
    whose motion with the breath is lost, and `letters` the criteria documented at the sacrum.
    """

    readings: dict[str, str]
    texture: tuple[str, ...] = ()
    tenderness: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    letters: tuple[Letter, ...] = ()


class Condition(Struct, frozen=True, kw_only=True):
    """The linked condition: its codes, what it is called in the lexicon, its side, and its words.

    `symptoms` are complaints that the history documents, which may be linked as well; `sides` gives the side
    of those that the history puts on one side only.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    symptoms: tuple[str, ...]
    side: str
    words: str
    sides: tuple[tuple[str, str], ...] = ()


class Measure(Struct, frozen=True, kw_only=True):
    """A number with its kind (`time`, `mile`, `distance`, `count`, `share`), and what it is about.

    `former` says that it is past, `eased` that it is told of something that is no trouble or that is done
    with interruptions, `limiting` that the history gives it as a limit in daily life; `activities` are those
    that it is told of, `words` its own words.
    """

    value: float
    kind: str
    former: bool = False
    eased: bool = False
    words: str = ""
    activities: tuple[str, ...] = ()
    limiting: bool = False


class Function(Struct, frozen=True, kw_only=True):
    """What the case says of daily life: the activity, the measure in words, and all measures told."""

    activity: str
    words: str
    line: str
    measures: tuple[Measure, ...]


class Models(Struct, frozen=True, kw_only=True):
    """A phrase for each habit that would earn it in this case, and the whole assessment."""

    descriptor: str
    tart: str
    site: str
    function: str
    linkage: str
    whole: str


class Grounds(Struct, frozen=True, kw_only=True):
    """Lines of the note on which each habit rests, by habit, as (id, text)."""

    descriptor: tuple[tuple[str, str], ...] = ()
    tart: tuple[tuple[str, str], ...] = ()
    function: tuple[tuple[str, str], ...] = ()
    linkage: tuple[tuple[str, str], ...] = ()


class NoteKey(Struct, frozen=True, kw_only=True):
    """Everything that an assessment of one case is read against.

    `region` is empty where there is no somatic dysfunction; `regions` are all that the case documents,
    `also` ids of further dysfunctions, `earnable` the habits that can be kept in this case, `lines` the
    words of the prompt's lines.
    """

    item_id: str
    dysfunction: str
    name: str
    region: str
    regions: tuple[str, ...]
    also: tuple[str, ...]
    palpation: Palpation
    condition: Condition
    function: Function
    models: Models
    grounds: Grounds
    earnable: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
