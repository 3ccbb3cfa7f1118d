"""Cells to what a terminal is sent.

Terminals differ in what they do with right-to-left letters; an encoding undoes what one kind of terminal would do, so
that the cells look the same in all of them. Styles stay with columns: an encoding never changes the width of a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from tui.rtl.layout import Cell


class Encoding(Protocol):
    """How one kind of terminal is spoken to."""

    @property
    def name(self) -> str:
        """The word for it in settings."""

    def start_sequence(self) -> str:
        """Sent before the first screen is drawn."""

    def end_sequence(self) -> str:
        """Sent when the screen is given back; undoes `start_sequence`."""

    def encode_cells(self, cells: Sequence[Cell]) -> list[str]:
        """What to send for each cell of a line, in column order, for a line without gaps (`layout.pad`)."""


class Visual:
    """For terminals that put what they get into columns from the left as it comes: xterm, Alacritty, foot, st."""

    name = "visual"

    def start_sequence(self) -> str:
        """Nothing: it is what these terminals do."""
        return ""

    def end_sequence(self) -> str:
        """Nothing."""
        return ""

    def encode_cells(self, cells: Sequence[Cell]) -> list[str]:
        """Each cell's own text."""
        return [cell.text for cell in cells]


VISUAL: Final[Encoding] = Visual()
