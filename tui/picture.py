"""Screenshots (SVG) that a browser draws as the terminal did: right order, joined letters, no font from the network.

A browser applies the bidirectional algorithm to what is already in screen order and would reverse it again.
"""

from __future__ import annotations

import re

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_FAMILY = re.compile(r"font-family:\s*Fira Code[^;]*;")
_OVERRIDE = "direction: ltr; unicode-bidi: bidi-override;"


def settled(svg: str) -> str:
    """Return a screenshot whose text stays in the order of its cells, drawn in fonts that machines have."""
    svg = _FONT_FACE.sub("", svg)
    return _FAMILY.sub(f"font-family: 'DejaVu Sans Mono', 'Noto Sans Mono', monospace; {_OVERRIDE}", svg)
