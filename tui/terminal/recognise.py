"""From what a terminal answers to how Arabic is sent to it.

Pure. Answers first: they come from the terminal itself, over ssh too. The environment is the hint where nothing was
answered; inside a multiplexer it is of some terminal that once was. Which terminal needs which encoding was measured
with the programs themselves where they could be run, and read from their sources where not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from tui.rtl.encode import Name
from tui.terminal.answers import Answers
from tui.words import WORDS

MULTIPLEXERS: Final = frozenset(("tmux", "screen", "zellij"))


@dataclass(frozen=True, slots=True)
class Outer:
    """The terminal that a multiplexer runs in, as far as the multiplexer says."""

    term: str = ""
    """TERM outside of it."""
    version: str = ""
    """What the outer terminal answered to XTVERSION."""
    environment: Mapping[str, str] | None = None
    """Of the multiplexer's client, when it runs on this machine."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Which terminal it is, and what follows."""

    terminal: str
    """One of the names in `TERMINALS`, or "unknown"."""
    encoding: Name
    why: str
    """A sentence: what told so."""
    inside: str = ""
    """In a multiplexer: the terminal outside of it, "unknown" where nothing tells; else empty."""
    version: str = ""
    """As it writes it; empty where it does not say."""
    advice: str = ""
    """A sentence: what to set, where this terminal can't be right by itself. Often empty."""

    @property
    def key(self) -> str:
        """The name that settings for this terminal alone have: `kitty`, `tmux-vte`."""
        return f"{self.terminal}-{self.inside}" if self.inside else self.terminal


TERMINALS: Final[Mapping[str, tuple[Name, Name]]] = {
    # alone, inside tmux or screen, which keep what switches the outer terminal's reordering off to themselves
    "xterm": ("visual", "visual"),
    "vte": ("explicit", "lro"),
    "konsole": ("konsole", "runs"),
    # its switch goes through a multiplexer (multiplexer.handing_on); an override does not: each control takes a cell
    "mlterm": ("explicit", "explicit"),
    "kitty": ("words", "words"),
    "alacritty": ("visual", "visual"),
    "foot": ("visual", "visual"),
    "st": ("visual", "visual"),
    "urxvt": ("visual", "visual"),
    "mintty": ("explicit", "lro"),
    "apple": ("lro", "lro"),
    "iterm2": ("visual", "visual"),
    "windows": ("visual", "visual"),
    "wezterm": ("visual", "visual"),
    "ghostty": ("visual", "visual"),
    "linux": ("visual", "visual"),
    "vscode": ("visual", "visual"),
    "jetbrains": ("visual", "visual"),
    "unknown": ("visual", "lro"),
    "tmux": ("lro", "lro"),
    "screen": ("visual", "visual"),
    "zellij": ("visual", "visual"),
}
"""Terminal -> the encoding for it, and for a multiplexer inside it."""

_ADVICE: Final = {
    "linux": "advice_linux",
    "apple": "advice_apple",
    "iterm2": "advice_iterm2",
    "wezterm": "advice_wezterm",
    "windows": "advice_windows",
    "jetbrains": "advice_try",
    "zellij": "advice_try",
    "unknown": "advice_try",
}

_VERSION: Final = re.compile(r"(?P<name>[A-Za-z][\w.]*(?: Terminal)?)[ (]*(?P<version>[^()]*)\)?")
_BY_VERSION: Final = {
    "xterm": "xterm",
    "konsole": "konsole",
    "kitty": "kitty",
    "foot": "foot",
    "mintty": "mintty",
    "tmux": "tmux",
    "vte": "vte",
    "wezterm": "wezterm",
    "ghostty": "ghostty",
    "iterm2": "iterm2",
    "mlterm": "mlterm",
    "alacritty": "alacritty",
    "zellij": "zellij",
    "xterm.js": "vscode",
    "windows terminal": "windows",
    "st": "st",
}
"""First word of XTVERSION, in small letters."""

_BY_UNIT: Final = {"7E565445": "vte", "7E4B4445": "konsole", "464F4F54": "foot"}
"""Unit id of the tertiary attributes: four letters in hexadecimal."""

_BY_ATTRIBUTES: Final = (
    # Numbers of the secondary attributes. xterm's 41 is claimed by others too, which answer XTVERSION.
    (re.compile(r"65;[1-9]\d{3};1"), "vte"),
    (re.compile(r"1;115;0"), "konsole"),
    (re.compile(r"24;\d+;0"), "mlterm"),
    (re.compile(r"1;40\d\d;\d+"), "kitty"),
    (re.compile(r"0;\d{3,5};1"), "alacritty"),
    (re.compile(r"1;\d{6};0"), "foot"),
    (re.compile(r"85;\d+;0"), "urxvt"),
    (re.compile(r"77;\d+;\d+"), "mintty"),
    (re.compile(r"84;0;0"), "tmux"),
    (re.compile(r"83;\d+;0"), "screen"),
    (re.compile(r"1;95;0"), "apple"),
    (re.compile(r"0;95;0?"), "iterm2"),
    (re.compile(r"0;10;1"), "windows"),
    (re.compile(r"1;277;0"), "wezterm"),
    (re.compile(r"41;\d+;0"), "xterm"),
)

_BY_PROGRAM: Final = {
    "apple_terminal": "apple",
    "iterm.app": "iterm2",
    "wezterm": "wezterm",
    "ghostty": "ghostty",
    "vscode": "vscode",
    "mintty": "mintty",
    "tmux": "tmux",
    "xterm": "xterm",
    "windows_terminal": "windows",
}
"""$TERM_PROGRAM, in small letters."""

_BY_VARIABLE: Final = (
    ("KITTY_WINDOW_ID", "kitty"),
    ("VTE_VERSION", "vte"),
    ("KONSOLE_VERSION", "konsole"),
    ("MLTERM", "mlterm"),
    ("ALACRITTY_WINDOW_ID", "alacritty"),
    ("WEZTERM_PANE", "wezterm"),
    ("GHOSTTY_RESOURCES_DIR", "ghostty"),
    ("WT_SESSION", "windows"),
    ("XTERM_VERSION", "xterm"),
)
_BY_TERM: Final = (
    ("xterm-kitty", "kitty"),
    ("xterm-ghostty", "ghostty"),
    ("mlterm", "mlterm"),
    ("alacritty", "alacritty"),
    ("foot", "foot"),
    ("rxvt-unicode", "urxvt"),
    ("stterm", "st"),
    ("st-", "st"),
    ("konsole", "konsole"),
    ("vte", "vte"),
    ("gnome", "vte"),
    ("mintty", "mintty"),
    ("wezterm", "wezterm"),
    ("iterm2", "iterm2"),
    ("nsterm", "apple"),
    ("linux", "linux"),
    ("tmux", "tmux"),
    ("screen", "screen"),
)
"""Beginning of $TERM."""


def recognise(
    answers: Answers,
    environment: Mapping[str, str],
    outer: Outer | None = None,
    *,
    forces_ltr: Callable[[Mapping[str, str]], bool | None] = lambda _: None,
) -> Recognised:
    """Return which terminal this is and the encoding for it.

    `outer`: what a multiplexer says of the terminal around it; None where there is none or it can't be asked.
    `forces_ltr`: whether the kitty of this environment is set to `force_ltr`; None where that can't be seen.
    """
    found = _who(answers, environment)
    if found.terminal == "kitty":
        return _kitty(found, forces_ltr(environment))
    if found.terminal in MULTIPLEXERS:
        return _inside(found, answers, environment, outer, forces_ltr)
    return found


def _who(answers: Answers, environment: Mapping[str, str]) -> Recognised:
    terminal, version, why = _answered(answers) or _environed(environment)
    encoding = TERMINALS[terminal][0]
    if terminal in MULTIPLEXERS:
        return Recognised(terminal, encoding, why, version=version)
    advice = WORDS.say(_ADVICE[terminal]) if terminal in _ADVICE else ""
    if answers.bidi in {1, 2}:
        # a standing proof, whoever it is: it knows the mode, so it does as the mode says
        return Recognised(terminal, "explicit", WORDS.say("why_mode", state=answers.bidi) + why, version=version)
    if answers.bidi == 3:
        return Recognised(terminal, "lro", WORDS.say("why_mode", state=3) + why, version=version, advice=advice)
    if terminal == "vte" and answers.asked and answers.primary:
        # before 0.58, or built without: it answers, but knows no mode 8, so it reorders nothing
        return Recognised(terminal, "visual", WORDS.say("why_old_vte") + why, version=version)
    return Recognised(terminal, encoding, why, version=version, advice=advice)


def _answered(answers: Answers) -> tuple[str, str, str] | None:
    """Return name, version, sentence."""
    if answers.version:
        match = _VERSION.match(answers.version)
        name = match["name"].lower() if match else ""
        terminal = _BY_VERSION.get(name)
        if terminal and match:
            return terminal, match["version"].strip(), WORDS.say("why_version", version=answers.version)
    unit = _BY_UNIT.get(answers.tertiary.upper())
    by_attributes = next((name for form, name in _BY_ATTRIBUTES if form.fullmatch(answers.secondary)), None)
    terminal = unit or by_attributes
    if terminal:
        said = WORDS.say("why_attributes", attributes=answers.secondary or answers.tertiary)
        return terminal, _version_in(terminal, answers.secondary), said
    return None


def _version_in(terminal: str, attributes: str) -> str:
    number = attributes.split(";")[1] if attributes.count(";") >= 1 else ""
    if terminal == "vte" and number.isdigit():
        # 7006 is 0.70.6
        return f"{int(number) // 10000}.{int(number) // 100 % 100}.{int(number) % 100}"
    return number if terminal in {"xterm", "urxvt", "screen", "mintty"} else ""


def _environed(environment: Mapping[str, str]) -> tuple[str, str, str]:
    program = environment.get("TERM_PROGRAM", "")
    term = environment.get("TERM", "")
    by_term = next((name for beginning, name in _BY_TERM if term.startswith(beginning)), None)
    if environment.get("TMUX") and (by_term in {"tmux", "screen"} or program == "tmux"):
        return "tmux", "", WORDS.say("why_environment", variable="TMUX")
    if environment.get("STY") and by_term == "screen":
        return "screen", "", WORDS.say("why_environment", variable="STY")
    if environment.get("ZELLIJ"):
        return "zellij", "", WORDS.say("why_environment", variable="ZELLIJ")
    if program.lower() in _BY_PROGRAM:
        version = environment.get("TERM_PROGRAM_VERSION", "")
        return _BY_PROGRAM[program.lower()], version, WORDS.say("why_environment", variable=f"TERM_PROGRAM={program}")
    if "JetBrains" in environment.get("TERMINAL_EMULATOR", ""):
        return "jetbrains", "", WORDS.say("why_environment", variable="TERMINAL_EMULATOR")
    if by_term:
        # What TERM names for itself is of the terminal in front; a variable may be of one that this one was begun from.
        return by_term, "", WORDS.say("why_environment", variable=f"TERM={term}")
    for variable, name in _BY_VARIABLE:
        if environment.get(variable):
            return name, "", WORDS.say("why_environment", variable=variable)
    return "unknown", "", WORDS.say("why_nothing", term=term)


def _inside(
    multiplexer: Recognised,
    answers: Answers,
    environment: Mapping[str, str],
    outer: Outer | None,
    forces_ltr: Callable[[Mapping[str, str]], bool | None],
) -> Recognised:
    around = _around(answers, environment, outer)
    terminal = around.terminal if around.terminal not in MULTIPLEXERS else "unknown"
    encoding = TERMINALS[terminal][1]
    kitty_environment = outer.environment if outer and outer.environment is not None else environment
    advice = WORDS.say("advice_inside", multiplexer=multiplexer.terminal) if terminal == "unknown" else around.advice
    why = f"{multiplexer.why} {WORDS.say('why_outer', why=around.why)}"
    found = replace(multiplexer, inside=terminal, encoding=encoding, why=why, advice=advice)
    return _kitty(found, forces_ltr(kitty_environment)) if terminal == "kitty" else found


def _kitty(found: Recognised, forced: bool | None) -> Recognised:
    if forced:
        return replace(found, encoding="visual")
    return found if forced is False else replace(found, advice=WORDS.say("advice_kitty"))


def _around(answers: Answers, environment: Mapping[str, str], outer: Outer | None) -> Recognised:
    """Return the terminal outside: what it answered through, or answered the multiplexer, else an environment."""
    if answers.outer is not None and answers.outer.primary:
        return _who(answers.outer, {})
    if outer is not None:
        left = {**(outer.environment or {}), "TERM": outer.term}
        return _who(Answers(asked=True, version=outer.version), left)
    left = {name: value for name, value in environment.items() if name not in {"TMUX", "STY", "ZELLIJ", "TERM"}}
    if left.get("TERM_PROGRAM") == "tmux":
        del left["TERM_PROGRAM"]
    return _who(Answers(), left)
