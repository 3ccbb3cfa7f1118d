"""What of the drawing is left to the terminal: by default nothing."""

from __future__ import annotations

from typing import Final, NamedTuple


class Rendering(NamedTuple):
    """How text becomes cells."""

    joined: bool = True
    """Letters as their presentation forms, lam-alef one cell; False sends the letters of the text, a cell each."""
    ordered: bool = True
    """Cells from left to right as they are read on the screen; False leaves them in the order of the text."""


DRAWN: Final = Rendering()
"""Everything done here: what all terminals get whose fonts have the forms."""
