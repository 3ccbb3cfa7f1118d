"""Focus without a repaint.

Textual 8.2 repaints a whole widget when it gets or loses the focus. Ours look the same with and
without it, but for what they refresh themselves.
"""

from __future__ import annotations

from textual.events import Blur, Focus


class QuietFocus:
    """Makes a widget take the focus silently. No widget itself, so that styles keep to the real base."""

    FOCUS_ON_CLICK = False
    """Modes move the focus, not the mouse."""

    has_focus: bool

    def on_focus(self, event: Focus) -> None:
        """Take the focus; in place of Textual's handler, which would repaint."""
        event.prevent_default()
        self.has_focus = True

    def on_blur(self, event: Blur) -> None:
        """Let go of the focus, as above."""
        event.prevent_default()
        self.has_focus = False
