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
    ("text", "font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif;font-size:@size;fill:@ink;stroke:@ground;"
     "stroke-width:3;stroke-linejoin:round;paint-order:stroke"),
)  # fmt: skip
