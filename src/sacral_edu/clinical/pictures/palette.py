"""The style sheet of a picture: light, dark, the book's own theme, forced colors.

Colors were chosen for 4.5:1 on text and 3:1 on lines that carry meaning, against the bones as well as the
ground, in both themes. No meaning rests on color: deep is hatched, posterior is a bold ring, and each mark
has its word.
"""

_LIGHT = {
    "ground": "#fdfcf9",
    "frame": "#ddd8cd",
    "bone": "#f3ecdd",
    "sacrum": "#e9dcc0",
    "knob": "#f7f0e0",
    "line": "#6f6350",
    "faint": "#a99d88",
    "far": "#f8f5ee",
    "ink": "#23211d",
    "soft": "#5a5346",
    "deep": "#2f4a63",
    "hatch": "#cfe0ee",
    "blue": "#1b5785",
    "red": "#a3301c",
    "green": "#2b6140",
}
_DARK = {
    "ground": "#14171b",
    "frame": "#343a42",
    "bone": "#33363a",
    "sacrum": "#433f37",
    "knob": "#4d4941",
    "line": "#a89e8c",
    "faint": "#6d685f",
    "far": "#1e2226",
    "ink": "#efebe2",
    "soft": "#c3bcae",
    "deep": "#0a0d11",
    "hatch": "#7fb2dc",
    "blue": "#93c8f2",
    "red": "#ffa28d",
    "green": "#93d3a8",
}

_RULES = (
    (".ground", "fill:@ground;stroke:@frame;stroke-width:1"),
    (".far", "fill:@far;fill-rule:evenodd;stroke:@faint;stroke-width:1"),
    (".bone", "fill:@bone;stroke:@line;stroke-width:1.4;stroke-linejoin:round"),
    (".sacrum", "fill:@sacrum;stroke:@line;stroke-width:1.6;stroke-linejoin:round"),
    (".knob", "fill:@knob;stroke:@line;stroke-width:1"),
    (".ghost", "fill:none;stroke:@faint;stroke-width:1;stroke-dasharray:2 2"),
    (".hollow", "fill:@ground;stroke:@faint;stroke-width:1"),
    (".edge", "fill:none;stroke:@faint;stroke-width:1.1;stroke-linecap:round"),
    (".hole", "fill:@faint;stroke:none"),
    (".sulcus", "fill:@knob;stroke:@line;stroke-width:1.2"),
    (".shallow", "fill:@knob;stroke:@blue;stroke-width:1.3;stroke-dasharray:2.5 2"),
    (".deep", "fill:@deep;stroke:@blue;stroke-width:2"),
    (".hatch", "fill:none;stroke:@hatch;stroke-width:1.2"),
    (".level", "fill:@knob;stroke:@line;stroke-width:1.2"),
    (".near", "fill:@ground;stroke:@ink;stroke-width:3.2"),
    (".away", "fill:none;stroke:@ink;stroke-width:1.3;stroke-dasharray:2.5 2"),
    (".dot", "fill:@ink;stroke:none"),
    (".hidden", "fill:none;stroke:@line;stroke-width:1.4;stroke-dasharray:1.5 2"),
    (".landmark", "fill:@ground;stroke:@line;stroke-width:1.4"),
    (".axis", "fill:none;stroke:@blue;stroke-width:2.2;stroke-dasharray:8 4;stroke-linecap:butt"),
    (".turn", "fill:none;stroke:@blue;stroke-width:2.2;stroke-linecap:round"),
    (".turn-head", "fill:@blue;stroke:none"),
    (".move", "fill:none;stroke:@green;stroke-width:2.6"),
    (".move-head", "fill:@green;stroke:none"),
    (".lock", "fill:@red;stroke:@ground;stroke-width:1.2"),
    (".shackle", "fill:none;stroke:@red;stroke-width:2"),
    (".lead", "fill:none;stroke:@soft;stroke-width:.9"),
    (
        "text",
        "font-family:system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif;font-size:@size;fill:@ink;"
        "stroke:none",
    ),
    (".bold", "font-weight:700"),
    (".quiet", "fill:@soft"),
    (".blue", "fill:@blue"),
    (".red", "fill:@red;font-weight:700"),
    (".green", "fill:@green;font-weight:700"),
    (".title", "font-weight:700;font-size:@head"),
    (".halo", "stroke:@ground;stroke-opacity:.75;stroke-width:3;stroke-linejoin:round;paint-order:stroke"),
)
"""Classes with their declarations; `@name` stands for a color of the palette or a text size."""

_FORCED = (
    (
        ".ground,.far,.hollow,.bone,.sacrum,.knob,.sulcus,.shallow,.level,.near,.landmark",
        "fill:Canvas;stroke:CanvasText",
    ),
    (".deep,.hole,.dot,.lock,.turn-head,.move-head", "fill:CanvasText;stroke:CanvasText"),
    (".hatch", "stroke:Canvas"),
    (".edge,.ghost,.away,.hidden,.axis,.turn,.move,.shackle,.lead", "stroke:CanvasText"),
    ("text,.quiet,.blue,.red,.green", "fill:CanvasText"),
    (".halo", "stroke:Canvas"),
)


def style(root: str, *, size: float, head: float) -> str:
    """Return the style element of one picture.

    Arguments: the id of the picture's root, to which every rule is scoped; the text size and the size of
    headings in units of the view box. Each color is written twice, plain and as a custom property, since
    some renderers know no custom properties.
    """
    rules = [f"#{root}{{color-scheme:light dark;{_properties(_LIGHT)}}}"]
    rules.append(f"@media (prefers-color-scheme:dark){{#{root}{{{_properties(_DARK)}}}}}")
    rules.append(f'html[data-theme="light"] #{root}{{{_properties(_LIGHT)}}}')
    rules.append(f'html[data-theme="dark"] #{root}{{{_properties(_DARK)}}}')
    sizes = {"@size": f"{size:g}px", "@head": f"{head:g}px"}
    rules += [_rule(root, name, declarations, sizes) for name, declarations in _RULES]
    forced = "".join(f"{_scoped(root, names)}{{{declarations}}}" for names, declarations in _FORCED)
    rules.append(f"@media (forced-colors:active){{#{root}{{forced-color-adjust:none}}{forced}}}")
    return f"<style>{''.join(rules)}</style>"


def _properties(palette: dict[str, str]) -> str:
    return ";".join(f"--se-{name}:{color}" for name, color in palette.items())


def _scoped(root: str, names: str) -> str:
    return ",".join(f"#{root} {name}" for name in names.split(","))


def _rule(root: str, name: str, declarations: str, sizes: dict[str, str]) -> str:
    written: list[str] = []
    for declaration in declarations.split(";"):
        key, value = declaration.split(":", 1)
        if value in sizes:
            written.append(f"{key}:{sizes[value]}")
        elif value.startswith("@"):
            color = _LIGHT[value[1:]]
            written += [f"{key}:{color}", f"{key}:var(--se-{value[1:]},{color})"]
        else:
            written.append(declaration)
    return f"{_scoped(root, name)}{{{';'.join(written)}}}"
