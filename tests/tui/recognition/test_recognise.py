"""Each terminal by what it answered when it was asked, and by its environment where it answers nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.rtl.encode import NAMES
from tui.terminal.answers import Answers, parse
from tui.terminal.recognise import MULTIPLEXERS, TERMINALS, Outer, recognise

# What the programs of Debian 12 sent, and the TERM that they set: name -> (answers, TERM).
SEEN: dict[str, tuple[bytes, str]] = {
    "xterm": (
        b"\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1bP!|00000000\x1b\\\x1b[8;0$y\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
        "xterm",
    ),
    "vte": (b"\x1b[>65;7006;1c\x1bP!|7E565445\x1b\\\x1b[8;1$y\x1b[?65;1;9c", "xterm-256color"),
    "konsole": (b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c\x1bP!|7E4B4445\x1b\\\x1b[?62;1;4c", "xterm-256color"),
    "mlterm": (b"\x1b[>24;279;0c\x1bP!|000000\x1b\\\x1b[8;0$y\x1b[?63;1;2;3;4;6;7;15;18;22;29c", "mlterm"),
    "kitty": (b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[>1;4000;26c\x1b[8;0$y\x1b[?62;c", "xterm-kitty"),
    "alacritty": (b"\x1b[>0;1700;1c\x1b[?6c", "alacritty"),
    "foot": (b"\x1bP>|foot(1.13.1)\x1b\\\x1b[>1;011301;0c\x1bP!|464f4f54\x1b\\\x1b[?62;4;22c", "foot"),
    "st": (b"\x1b[?6c", "st-256color"),
    "urxvt": (b"\x1b[>85;95;0c\x1b[?1;2c", "rxvt-unicode-256color"),
    "tmux": (b"\x1bP>|tmux 3.3a\x1b\\\x1b[>84;0;0c\x1b[?1;2c", "tmux-256color"),
    "screen": (b"\x1b[>83;40900;0c\x1b[?1;2c", "screen"),
}

ALONE = {
    "xterm": "visual",
    "vte": "explicit",
    "konsole": "konsole",
    "mlterm": "explicit",
    "kitty": "words",
    "alacritty": "visual",
    "foot": "visual",
    "st": "visual",
    "urxvt": "visual",
}
INSIDE = {
    "xterm": "visual",
    "vte": "lro",
    "konsole": "runs",
    "mlterm": "explicit",
    "kitty": "words",
    "alacritty": "visual",
    "foot": "visual",
    "st": "visual",
    "urxvt": "visual",
}


@pytest.mark.parametrize("name", ALONE)
def test_a_terminal_by_its_answers(name: str) -> None:
    data, term = SEEN[name]
    found = recognise(parse(data), {"TERM": term})
    assert (found.terminal, found.encoding, found.inside, found.key) == (name, ALONE[name], "", name)


@pytest.mark.parametrize("name", [name for name in ALONE if name != "st"])
def test_over_ssh_with_a_TERM_that_says_nothing_answers_are_enough(name: str) -> None:
    found = recognise(parse(SEEN[name][0]), {"TERM": "xterm-256color"})
    assert (found.terminal, found.encoding) == (name, ALONE[name])


def test_st_says_nothing_of_itself_and_what_says_nothing_gets_what_st_needs() -> None:
    found = recognise(parse(SEEN["st"][0]), {"TERM": "xterm-256color"})
    assert (found.terminal, found.encoding) == ("unknown", ALONE["st"])
    assert found.advice


@pytest.mark.parametrize(
    ("answers", "terminal", "version"),
    [
        (b"\x1bP>|mintty 3.7.0\x1b\\\x1b[>77;30700;0c\x1b[8;1$y\x1b[?64c", "mintty", "3.7.0"),
        (
            b"\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\\x1b[>1;277;0c\x1b[?65c",
            "wezterm",
            "20240203-110809-5046fc22",
        ),
        (b"\x1bP>|ghostty 1.1.3\x1b\\\x1b[>1;10;0c\x1b[?62;22c", "ghostty", "1.1.3"),
        (b"\x1bP>|iTerm2 3.5.0\x1b\\\x1b[?64c", "iterm2", "3.5.0"),
        (b"\x1bP>|xterm.js(5.6.0)\x1b\\\x1b[?1;2c", "vscode", "5.6.0"),
        (b"\x1bP>|VTE(7800)\x1b\\\x1b[>61;7800;1c\x1b[8;1$y\x1b[?61c", "vte", "7800"),
        (b"\x1b[>0;10;1c\x1b[?61;4c", "windows", ""),
        (b"\x1b[>1;95;0c\x1b[?1;2c", "apple", ""),
    ],
)
def test_terminals_that_were_read_about(answers: bytes, terminal: str, version: str) -> None:
    found = recognise(parse(answers), {"TERM": "xterm-256color"})
    assert (found.terminal, found.version) == (terminal, version)


@pytest.mark.parametrize(
    ("data", "version"),
    [
        (SEEN["vte"][0], "0.70.6"),
        (SEEN["xterm"][0], "379"),
        (SEEN["konsole"][0], "22.12.3"),
        (SEEN["kitty"][0], "0.26.5"),
    ],
)
def test_versions(data: bytes, version: str) -> None:
    assert recognise(parse(data), {}).version == version


@pytest.mark.parametrize(
    ("environment", "terminal", "encoding"),
    [
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, "vte", "explicit"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}, "konsole", "konsole"),
        ({"TERM": "mlterm", "MLTERM": "3.9.0"}, "mlterm", "explicit"),
        ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, "kitty", "words"),
        ({"TERM": "alacritty"}, "alacritty", "visual"),
        ({"TERM": "foot-extra"}, "foot", "visual"),
        ({"TERM": "stterm-256color"}, "st", "visual"),
        ({"TERM": "rxvt-unicode-256color"}, "urxvt", "visual"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "apple", "lro"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "iterm2", "visual"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, "vscode", "visual"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "wezterm", "visual"),
        ({"TERM": "xterm-256color", "WT_SESSION": "x"}, "windows", "visual"),
        ({"TERM": "xterm-256color", "TERMINAL_EMULATOR": "JetBrains-JediTerm"}, "jetbrains", "visual"),
        ({"TERM": "xterm-ghostty"}, "ghostty", "visual"),
        ({"TERM": "linux"}, "linux", "visual"),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}, "xterm", "visual"),
        ({"TERM": "xterm-256color"}, "unknown", "visual"),
        ({}, "unknown", "visual"),
        # begun from a shell in VTE, which leaves its variable
        ({"TERM": "alacritty", "VTE_VERSION": "7006"}, "alacritty", "visual"),
    ],
)
def test_without_answers_the_environment_serves(environment: dict[str, str], terminal: str, encoding: str) -> None:
    found = recognise(Answers(asked=True, outstanding=1), environment)
    assert (found.terminal, found.encoding) == (terminal, encoding)


def test_answers_come_before_the_environment() -> None:
    stale = {"TERM": "xterm-kitty", "VTE_VERSION": "7006", "TERM_PROGRAM": "Apple_Terminal"}
    assert recognise(parse(SEEN["konsole"][0]), stale).terminal == "konsole"


@pytest.mark.parametrize("state", [1, 2])
def test_whoever_knows_mode_8_is_told_by_it(state: int) -> None:
    found = recognise(parse(f"\x1bP>|NewTerm 1.0\x1b\\\x1b[8;{state}$y\x1b[?62c".encode()), {"TERM": "newterm"})
    assert (found.terminal, found.encoding, found.advice != "") == ("unknown", "explicit", False)


def test_whoever_reorders_for_good_gets_an_override() -> None:
    assert recognise(parse(b"\x1b[8;3$y\x1b[?62c"), {}).encoding == "lro"


@pytest.mark.parametrize("mode", [b"", b"\x1b[8;0$y"])
def test_a_vte_without_the_mode_reorders_nothing(mode: bytes) -> None:
    assert recognise(parse(b"\x1b[>65;5402;1c" + mode + b"\x1b[?65;1;9c"), {}).encoding == "visual"


def test_a_kitty_that_forces_left_to_right() -> None:
    data, term = SEEN["kitty"]
    assert recognise(parse(data), {"TERM": term}, forces_ltr=lambda _: True).encoding == "visual"
    outer = Outer("xterm-kitty", "kitty(0.26.5)", {"KITTY_PID": "7"})
    found = recognise(parse(SEEN["tmux"][0]), {}, outer, forces_ltr=lambda known: known.get("KITTY_PID") == "7")
    assert (found.key, found.encoding) == ("tmux-kitty", "visual")


# -- inside tmux: TERM, XTVERSION and environment of its client, as tmux 3.3a told them

CLIENTS = {
    "xterm": Outer("xterm", "XTerm(379)", {"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}),
    "vte": Outer("xterm-256color", "", {"TERM": "xterm-256color", "VTE_VERSION": "7006"}),
    "konsole": Outer("xterm-256color", "Konsole 22.12.3", {"KONSOLE_VERSION": "221203"}),
    "mlterm": Outer("mlterm", "", {"MLTERM": "3.9.0"}),
    "kitty": Outer("xterm-kitty", "kitty(0.26.5)", None),
    "alacritty": Outer("alacritty", "", None),
    "foot": Outer("foot", "foot(1.13.1)", None),
    "st": Outer("st-256color", "", None),
    "urxvt": Outer("rxvt-unicode-256color", "", None),
}


@pytest.mark.parametrize("name", INSIDE)
def test_inside_tmux(name: str) -> None:
    # what the server was started in is no matter
    stale = {"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0", "VTE_VERSION": "7006", "TERM_PROGRAM": "tmux"}
    found = recognise(parse(SEEN["tmux"][0]), stale, CLIENTS[name])
    assert (found.key, found.encoding) == (f"tmux-{name}", INSIDE[name])


def test_inside_a_tmux_that_says_nothing_its_environment_is_the_last_resort() -> None:
    stale = {"TERM": "tmux-256color", "TMUX": "x", "VTE_VERSION": "7006", "TERM_PROGRAM": "tmux"}
    assert recognise(parse(SEEN["tmux"][0]), stale).key == "tmux-vte"
    found = recognise(parse(SEEN["tmux"][0]), {"TERM": "screen-256color"})
    assert (found.key, found.encoding) == ("tmux-unknown", "lro")
    assert found.advice


def test_a_vte_outside_that_is_reached_over_ssh_is_not_known() -> None:
    found = recognise(parse(SEEN["tmux"][0]), {}, Outer("xterm-256color", "", None))
    assert (found.key, found.encoding) == ("tmux-unknown", "lro")


def test_tmux_in_tmux_is_not_seen_through() -> None:
    assert recognise(parse(SEEN["tmux"][0]), {}, Outer("tmux-256color", "tmux 3.3a", None)).key == "tmux-unknown"


@pytest.mark.parametrize("name", INSIDE)
def test_inside_screen_the_terminal_answers_through_it(name: str) -> None:
    if name == "st":
        pytest.skip("says nothing, and its TERM does not come through: the next test")
    inner = parse(SEEN["screen"][0])
    answers = Answers(asked=True, secondary=inner.secondary, primary=inner.primary, outer=parse(SEEN[name][0]))
    found = recognise(answers, {"TERM": "screen", "STY": "1.pts-0", "VTE_VERSION": "1"})
    assert (found.key, found.encoding) == (f"screen-{name}", INSIDE[name])


def test_inside_screen_a_terminal_that_says_nothing() -> None:
    answers = Answers(asked=True, secondary="83;40900;0", primary="1;2", outer=parse(SEEN["st"][0]))
    assert recognise(answers, {"TERM": "screen"}).key == "screen-unknown"


def test_every_terminal_has_encodings_that_there_are() -> None:
    for name, (alone, inside) in TERMINALS.items():
        assert {alone, inside} <= set(NAMES)
        # tmux and screen keep the switches to themselves; mlterm's can be wrapped
        assert inside not in {"explicit", "konsole"} or name == "mlterm"
    assert set(TERMINALS) >= MULTIPLEXERS


@pytest.mark.parametrize(
    ("environment", "advised"),
    [
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"}, True),
        ({"TERM": "xterm", "TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM": "xterm", "TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM": "xterm", "WT_SESSION": "1"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, False),
        ({"TERM": "alacritty"}, False),
        ({"TERM": "foot"}, False),
    ],
)
def test_where_a_terminal_can_not_be_right_by_itself_it_says_what_to_set(
    environment: dict[str, str], advised: bool
) -> None:
    assert bool(recognise(Answers(asked=True), environment).advice) is advised


@pytest.mark.parametrize(("seen", "advised"), [(None, True), (True, False), (False, False)])
def test_kittys_setting_is_asked_for_only_where_it_can_not_be_seen(seen: bool | None, advised: bool) -> None:
    data, term = SEEN["kitty"]
    alone = recognise(parse(data), {"TERM": term}, forces_ltr=lambda _: seen)
    inside = recognise(parse(SEEN["tmux"][0]), {}, CLIENTS["kitty"], forces_ltr=lambda _: seen)
    assert [bool(alone.advice), bool(inside.advice)] == [advised, advised]


@pytest.mark.parametrize("name", SEEN)
def test_the_reason_is_told(name: str) -> None:
    data, term = SEEN[name]
    found = recognise(parse(data), {"TERM": term})
    answers = parse(data)
    told = answers.version or answers.secondary or answers.tertiary or term
    assert told in found.why
    assert "{" not in found.why + found.advice


variables = st.sampled_from(
    (
        "TERM", "TERM_PROGRAM", "TMUX", "STY", "ZELLIJ", "VTE_VERSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "MLTERM",
        "WT_SESSION", "TERMINAL_EMULATOR", "XTERM_VERSION",
    )
)  # fmt: skip
values = st.sampled_from(
    ("", "1", "tmux", "screen", "xterm-256color", "xterm-kitty", "mlterm", "Apple_Terminal")
) | st.text(max_size=6)
environments = st.dictionaries(variables, values, max_size=5)
answered = st.builds(
    Answers,
    asked=st.booleans(),
    version=st.sampled_from(("", "XTerm(379)", "tmux 3.3a", "kitty(0.26.5)", "zellij 1", "()", " ", "é"))
    | st.text(max_size=8),
    secondary=st.sampled_from(("", "83;1;0", "84;0;0", "65;7006;1", "1;4000;1", "65;"))
    | st.text("0123456789;", max_size=9),
    tertiary=st.sampled_from(("", "7E565445", "zz")),
    bidi=st.none() | st.integers(0, 9),
    primary=st.sampled_from(("", "6")),
)


@settings(max_examples=400, deadline=None)
@given(
    answered,
    answered,
    environments,
    st.none() | st.builds(Outer, values, values, st.none() | environments),
    st.booleans(),
)
def test_whatever_is_answered_there_is_an_encoding_and_a_reason(
    answers: Answers, outer_answers: Answers, environment: dict[str, str], outer: Outer | None, through: bool
) -> None:
    if through:
        answers = replace(answers, outer=outer_answers)
    found = recognise(answers, environment, outer)
    assert found.encoding in NAMES
    assert found.why
    assert found.terminal in TERMINALS
    assert bool(found.inside) == (found.terminal in MULTIPLEXERS)
    assert found.inside not in MULTIPLEXERS
