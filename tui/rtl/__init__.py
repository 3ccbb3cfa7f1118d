"""Right-to-left text for a grid of cells: levels, letter forms, lines, and the map between offsets and cells.

Lives here: UAX #9, shaping, layout of paragraphs and of single lines, encodings of cells for a terminal.
Must not: import anything but the standard library, or know of screens, articles or items.
"""

from tui.rtl.encode import ENCODINGS, VISUAL, Encoding
from tui.rtl.layout import Cell, Layout, Line, layout, pad
from tui.rtl.lines import draw_line, visual
from tui.rtl.shape import Cluster, shape

__all__ = [
    "ENCODINGS",
    "VISUAL",
    "Cell",
    "Cluster",
    "Encoding",
    "Layout",
    "Line",
    "draw_line",
    "layout",
    "pad",
    "shape",
    "visual",
]
