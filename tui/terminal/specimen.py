"""One sentence in each encoding: a person sees at once which of them reads right.

Terminals that switch per line show all encodings one under the other. Those with a switch for the whole screen
(Konsole, mlterm) would show the others wrongly with it: what needs the switch has a page of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tui.rtl.encode import NAMES, Encoding, Name, encoding_for
from tui.rtl.layout import layout
from tui.rtl.stream import encode

SENTENCE: Final = "قال عمر (NATO) إن 25 جنديا، و١٢ آخرين، عادوا إلى بغداد."
"""Arabic, Latin, brackets, digits of both kinds, commas, and a full stop at its end."""

WIDTH: Final = 60

_ORDER: Final[tuple[Name, ...]] = ("words", "lro", "explicit", "logical", "visual", "runs")
"""As people meet them: an order that says nothing."""


@dataclass(frozen=True, slots=True)
class Page:
    """Specimens that can be seen at once."""

    encodings: tuple[Encoding, ...]
    start: str = ""
    """Sent before the page, a switch of the whole terminal."""
    end: str = ""
    """Sent when the answer is in."""


def pages(terminal: str, inside: str = "") -> list[Page]:
    """Return the pages for a terminal; `inside`: the one that a multiplexer runs in."""
    by_name = {name: encoding_for(name, terminal, inside) for name in NAMES}
    apart: list[Name] = []
    if terminal == "konsole":
        apart.append("konsole")
    if "mlterm" in {terminal, inside}:
        apart.append("explicit")
    together = tuple(by_name[name] for name in _ORDER if name not in apart)
    own = [Page((by_name[name],), by_name[name].start, by_name[name].end) for name in apart]
    return [*own, Page(together)]


def specimen(number: int, encoding: Encoding, *, switched: bool) -> str:
    """Return the sentence as bytes for the terminal, as a line of its own with its number before it.

    `switched`: the terminal is in the encoding's mode already; else the mode is set for this line alone, before the
    line begins, as VTE asks for.
    """
    cells = layout(SENTENCE, WIDTH, rendering=encoding.rendering).lines[0].padded()
    # one blank for all, where some need it
    row = encode(f" {number}  {''.join(cell.text for cell in cells)}", encoding)
    start, end = ("", "") if switched else (encoding.start, encoding.end)
    return f"{start}\r\n{row}{end}"
