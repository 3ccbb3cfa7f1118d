"""How a screen goes to another without knowing it."""

from __future__ import annotations

from typing import Protocol


class Navigator(Protocol):
    """Shows the app's screens."""

    async def show_article(self, article: int | None) -> None:
        """Show an article for review; None: the one that was open before."""
        ...

    async def show_queue(self, *, searching: bool = False) -> None:
        """Show the queue, with the search field open if asked."""
        ...
