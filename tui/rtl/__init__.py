"""Right-to-left text for a grid of cells: levels, letter forms, lines, and the map between offsets and cells.

Lives here: UAX #9, shaping, layout of paragraphs and of single lines, encodings of cells for a terminal.
Must not: import anything but the standard library, or know of screens, articles or items.
"""

from tui.rtl.encode import ENCODINGS, VISUAL, Encoding
from tui.rtl.layout import Cell, Layout, Line, Paragraphs, layout, pad
from tui.rtl.levels import Levels, line_levels, mirrored, paragraph_levels, reorder, visual_order
from tui.rtl.lines import draw_line, visual
from tui.rtl.rendering import DRAWN, Rendering
from tui.rtl.shape import Cluster, shape

__all__ = [
    "DRAWN",
    "ENCODINGS",
    "VISUAL",
    "Cell",
    "Cluster",
    "Encoding",
    "Layout",
    "Levels",
    "Line",
    "Paragraphs",
    "Rendering",
    "draw_line",
    "layout",
    "line_levels",
    "mirrored",
    "pad",
    "paragraph_levels",
    "reorder",
    "shape",
    "visual",
    "visual_order",
]
