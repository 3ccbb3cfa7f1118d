"""A screen on which a change of focus repaints nothing by itself.

Textual 8.2 declares `Screen.focused` as a reactive that repaints the whole screen each time the keys go to
another part. Our parts repaint what they show themselves.
"""

from __future__ import annotations

from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget


class QuietScreen(Screen[None], inherit_bindings=False):
    """The base of our screens. Textual's own keys of a screen (tab moves the focus) are left out: modes move it."""

    ALLOW_SELECT = False
    """Textual's own selecting by mouse would take cells in screen order, reversed words that is."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
