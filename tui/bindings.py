"""Textual's bindings, made from the table of commands."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui.keys import Place, at


def bindings(place: Place) -> list[BindingType]:
    """Return the bindings of one place, ids included, so that a user's keymap can replace them."""
    return [
        Binding(",".join(command.all_keys), command.action, command.label, show=False, id=command.id)
        for command in at(place)
    ]
