"""Screenshots (SVG) that a browser draws as the terminal did: right order, joined letters, no font from the network.

A browser applies the bidirectional algorithm to what is already in screen order and would reverse it again; and Rich
gives a run the width of its code points, so that a vocalised word would be stretched over its neighbour.
"""

from __future__ import annotations

import re
from html import unescape

from rich.cells import cell_len

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_FAMILY = re.compile(r"font-family:\s*Fira Code[^;]*;")
_RUN = re.compile(r'(<text[^>]*textLength=")([0-9.]+)("[^>]*>)([^<]*)(?=</text>)')
_STYLE_END = "</style>"
# Not inherited, so it must stand on the text elements themselves.
_IN_ORDER = "text { direction: ltr; unicode-bidi: bidi-override; }\n    "


def settled(svg: str) -> str:
    """Return a screenshot whose text stays in the order and the width of its cells, in fonts that machines have."""
    svg = _FONT_FACE.sub("", svg)
    svg = _FAMILY.sub("font-family: 'DejaVu Sans Mono', 'Noto Sans Mono', monospace;", svg)
    svg = _RUN.sub(_in_cells, svg)
    return svg.replace(_STYLE_END, _IN_ORDER + _STYLE_END, 1)


def _in_cells(run: re.Match[str]) -> str:
    text = unescape(run[4])
    length = float(run[2]) * cell_len(text) / max(1, len(text))
    return f"{run[1]}{length:.1f}{run[3]}{run[4]}"
