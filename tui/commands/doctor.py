"""`muraji doctor`: what this terminal is and needs, and whether Python, SQLite and the store are well.

On a terminal it ends with one sentence in each encoding, and keeps the answer to which of them reads right.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import termios
import textwrap
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version

from store.health import Health, flaws, health, sqlite_version
from tui.commands.output import DONE, print_json, say
from tui.rtl.encode import Name
from tui.settings import CHOICES, Settings, read_settings, save, settings_path
from tui.terminal.answers import LateAnswers
from tui.terminal.display import NOTHING, Display, display
from tui.terminal.multiplexer import handing_on
from tui.terminal.recognise import Recognised, recognise
from tui.terminal.specimen import pages, specimen
from tui.terminal.widths import SAMPLES, is_sent, measure, wrong
from tui.words import WORDS

_UNBROKEN = 100_000
_EDGE = " " * 10
_UNITS = ("B", "kB", "MB", "GB", "TB")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object; nothing is asked of you")
    parser.add_argument("--bidi", choices=CHOICES, metavar="NAME", help="as for review: show what follows from it")


def run(options: argparse.Namespace) -> int:
    """Print what was found; on a terminal, ask which line reads right."""
    settings = read_settings()
    # JSON is often sent on to a file: the terminal is asked on standard error, as the app draws there
    output = next((fd for fd in (1, 2) if os.isatty(fd)), 1)
    sys.stdout.flush()
    here = display(bidi=options.bidi, settings=settings, output_fd=output)
    # what somebody chose needs no asking; who the terminal is, is asked here all the same
    asked = here if here.recognised else display(bidi="auto", settings=settings, output_fd=output)
    answered = bool(asked.answers.primary)
    found = report(here, asked, settings, measure(0, output) if answered else {}, health(options.store))
    if options.json:
        print_json(found)
    else:
        for line in lines(found, shutil.get_terminal_size().columns if os.isatty(1) else _UNBROKEN):
            say(line)
        if os.isatty(0) and os.isatty(1) and asked.answers.asked and asked.recognised:
            _choose(here, asked.recognised)
    if asked.answers.outstanding:
        # an answer that is still to come would be typed at the shell
        termios.tcflush(0, termios.TCIFLUSH)
    return DONE


def report(
    here: Display, asked: Display, settings: Settings, columns: Mapping[str, int], store: Health
) -> dict[str, object]:
    """Return all that was found, as the JSON has it. `asked`: the display by recognition, whatever was chosen."""
    size = shutil.get_terminal_size()
    environment = os.environ
    known = asked.answers
    who = asked.recognised or recognise(known, environment)
    return {
        "terminal": {
            "name": who.terminal,
            "inside": who.inside,
            "version": who.version,
            "why": who.why,
            "advice": who.advice,
            "answers": {
                "asked": known.asked,
                "complete": known.asked and not known.outstanding,
                "version": known.version,
                "secondary": known.secondary,
                "tertiary": known.tertiary,
                "primary": known.primary,
                "bidi": known.bidi,
            },
            "columns": size.columns,
            "rows": size.lines,
            "term": environment.get("TERM", ""),
            "colours": _colours(environment),
        },
        "encoding": {
            "name": here.encoding.name,
            "chosen": here.source,
            "recognised": who.encoding,
            "letters": settings.letters,
            "settings": str(settings_path()),
        },
        "widths": {
            "asked": len(SAMPLES),
            "answered": len(columns),
            "wrong": {
                name: {"terminal": theirs, "expected": ours, "drawn": is_sent(name, here.encoding.name)}
                for name, (theirs, ours) in wrong(columns).items()
            },
        },
        "python": platform.python_version(),
        "sqlite": {"version": sqlite_version(), "flaws": flaws()},
        "packages": {name: _version(name) for name in ("muraji", "textual", "rich", "sqlite-utils")},
        "store": asdict(store),
    }


def _colours(environment: Mapping[str, str]) -> str:
    """Return how many colours the environment promises: none, 16, 256 or true."""
    if environment.get("NO_COLOR"):
        return "none"
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return "true"
    return "256" if "256color" in environment.get("TERM", "") else "16"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def lines(found: Mapping[str, object], width: int = _UNBROKEN) -> list[str]:
    """Return what was found as lines for a person, broken at blanks where they would be wider."""
    return [
        part
        for line in _lines(found)
        for part in textwrap.wrap(line, max(40, width - 1), subsequent_indent=_EDGE, break_on_hyphens=False)
    ]


def _lines(found: Mapping[str, object]) -> list[str]:
    terminal, encoding, widths = (_table(found[key]) for key in ("terminal", "encoding", "widths"))
    sqlite, packages, store = (_table(found[key]) for key in ("sqlite", "packages", "store"))
    name = "-".join(filter(None, (str(terminal["name"]), str(terminal["inside"]))))
    why = terminal["why"]
    if encoding["chosen"] == "flag":
        why = WORDS.say("why_flag")
    elif encoding["chosen"] == "settings":
        why = WORDS.say("why_setting", file=encoding["settings"])
    result = [
        _line("terminal", f"{name} {terminal['version']}".strip()),
        _line("", str(terminal["why"])),
        _line("encoding", f"{encoding['name']} ({encoding['letters']})"),
    ]
    if why != terminal["why"]:
        result.append(_line("", str(why)))
    if terminal["advice"]:
        result.append(_line("advice", str(terminal["advice"])))
    if not _table(terminal["answers"])["asked"]:
        result.append(_line("", WORDS.say("doctor_not_asked")))
    result.append(_line("screen", WORDS.say("doctor_screen", columns=terminal["columns"], rows=terminal["rows"])))
    result.append(_line("colours", f"{terminal['colours']} (TERM={terminal['term']})"))
    result += _width_lines(widths)
    result.append(_line("Python", str(found["python"])))
    result.append(_line("SQLite", str(sqlite["version"])))
    result += [_line("", WORDS.say(f"flaw_{flaw}")) for flaw in _list(sqlite["flaws"])]
    result.append(_line("packages", ", ".join(f"{name} {number}" for name, number in packages.items() if number)))
    result += _store_lines(store)
    result.append(_line("settings", str(encoding["settings"])))
    return result


def _width_lines(widths: Mapping[str, object]) -> list[str]:
    if not widths["answered"]:
        return [_line("widths", WORDS.say("doctor_widths_unknown"))]
    differing = _table(widths["wrong"])
    drawn = {name: _table(each) for name, each in differing.items() if _table(each)["drawn"]}
    if not drawn:
        return [_line("widths", WORDS.say("doctor_widths_right", count=widths["answered"]))]
    return [
        _line("widths" if number == 0 else "", WORDS.say("doctor_width", sample=name, **each))
        for number, (name, each) in enumerate(drawn.items())
    ]


def _store_lines(store: Mapping[str, object]) -> list[str]:
    path = _line("store", str(store["path"]))
    free = store["free"]
    disk = [_line("", WORDS.say("doctor_free", free=_bytes(free)))] if isinstance(free, int) else []
    held = [_line("", WORDS.say("doctor_held", holder=store["holder"]))] if store["holder"] else []
    if store["error"]:
        return [path, _line("", str(store["error"])), *held, *disk]
    if not store["exists"]:
        return [path, _line("", WORDS.say("doctor_no_store")), *disk]
    size = _bytes(int(str(store["size"])) + int(str(store["waiting"])))
    counts = WORDS.say(
        "doctor_store", size=size, articles=store["articles"], items=store["items"], decisions=store["decisions"]
    )
    check = WORDS.say("doctor_check", journal=store["journal"], check=store["check"])
    return [path, _line("", counts), _line("", check), *held, *disk]


def _line(label: str, words: str) -> str:
    return f"{label:<{len(_EDGE)}}{words}"


def _bytes(count: int) -> str:
    size = float(count)
    for unit in _UNITS[:-1]:
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.0f} {_UNITS[-1]}"


def _table(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _choose(here: Display, terminal: Recognised) -> None:
    """Show the sentence in each encoding; keep which of them reads right as the setting of this terminal."""
    say("")
    for line in textwrap.wrap(WORDS.say("doctor_read"), shutil.get_terminal_size().columns - 1):
        say(line)
    number = 0
    for page in pages(terminal.terminal, terminal.inside):
        shown: dict[str, Name] = {}
        with handing_on(page.start, os.environ):
            _send(page.start)
            try:
                for encoding in page.encodings:
                    number += 1
                    shown[str(number)] = encoding.name
                    _send(specimen(number, encoding, switched=bool(page.start)))
                _send("\r\n\r\n")
                answer = _asked(shown)
            finally:
                _send(page.end)
        if answer:
            file = save(("terminal", terminal.key, "bidi"), answer)
            say(WORDS.say("doctor_saved", encoding=answer, terminal=terminal.key, file=file))
            return
    say(WORDS.say("doctor_kept", encoding=here.encoding.name))


def _asked(shown: Mapping[str, Name]) -> Name | None:
    """Return the encoding whose number was typed; None for a bare Enter, or an input that ends."""
    numbers = list(shown)
    if len(numbers) == 1:
        question = WORDS.say("doctor_ask_one", which=numbers[0])
    else:
        question = WORDS.say("doctor_ask", which=f"{numbers[0]}-{numbers[-1]}")
    while True:
        sys.stdout.write(question)
        sys.stdout.flush()
        line = sys.stdin.readline()
        # a late answer of the terminal is no answer of the person
        typed = LateAnswers(NOTHING).feed(line)
        if not typed.strip():
            if not line:
                sys.stdout.write("\n")
            return None
        # digits of an Arabic keyboard too
        chosen = shown.get(str(int(typed))) if typed.strip().isdecimal() else None
        if chosen:
            return chosen


def _send(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
