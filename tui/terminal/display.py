"""How the app draws in this terminal: the encoding, what of the drawing is left to the terminal, and who decided."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from tui.rtl.encode import ENCODINGS, Encoding, Name, encoding_for
from tui.rtl.rendering import Rendering
from tui.settings import Settings
from tui.terminal.answers import Answers
from tui.terminal.asking import LIMIT, ask
from tui.terminal.kitty import forces_ltr
from tui.terminal.multiplexer import tmux_outer
from tui.terminal.recognise import Recognised, recognise

NOTHING: Final = Answers()

Source = Literal["flag", "settings", "recognised"]


@dataclass(frozen=True, slots=True)
class Display:
    """What drawing needs to know of the terminal."""

    encoding: Encoding
    rendering: Rendering
    source: Source
    """Who chose the encoding."""
    recognised: Recognised | None = None
    """The terminal; None where it was not asked, since somebody chose."""
    answers: Answers = NOTHING
    """What it answered: what was typed meanwhile is to be given to the app, what comes late to be kept from it."""


def display(
    *,
    bidi: str | None,
    settings: Settings,
    environment: Mapping[str, str] | None = None,
    input_fd: int = 0,
    output_fd: int = 2,
    limit: float = LIMIT,
) -> Display:
    """Return how to draw here.

    `bidi`: what the command line says, a Name or "auto" (as if nothing were set). Then the settings say, that of this
    terminal before that of all. The terminal is asked only where the answer matters.
    """
    known = os.environ if environment is None else environment
    if bidi is not None and bidi != "auto":
        return chosen(named(bidi), settings, "flag", environment=known)
    if bidi is None and settings.bidi != "auto" and not settings.terminals:
        return chosen(settings.bidi, settings, "settings", environment=known)
    answers = ask(input_fd, output_fd, limit=limit, environment=known)
    recognised = recognise(answers, known, tmux_outer(known), forces_ltr=forces_ltr)
    set_here = "auto" if bidi == "auto" else settings.bidi_in(recognised.key)
    if set_here == "auto":
        return chosen(recognised.encoding, settings, "recognised", recognised, answers)
    return chosen(set_here, settings, "settings", recognised, answers)


def chosen(
    name: Name,
    settings: Settings,
    source: Source,
    recognised: Recognised | None = None,
    answers: Answers = NOTHING,
    *,
    environment: Mapping[str, str] | None = None,
) -> Display:
    """Return the display of one encoding; without a terminal recognised, the environment's hint serves."""
    who = recognised or recognise(NOTHING, environment or {})
    encoding = encoding_for(name, who.terminal, who.inside)
    rendering = encoding.rendering
    if settings.letters == "separate":
        rendering = rendering._replace(joined=False)
    return Display(encoding, rendering, source, recognised, answers)


def named(bidi: str) -> Name:
    """Return the encoding's name. Raises KeyError for none of them; the command line offers no other."""
    return ENCODINGS[bidi].name  # type: ignore[index]
