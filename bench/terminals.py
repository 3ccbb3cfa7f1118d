"""Pictures of the review screen in real terminal emulators, each with the encoding that it chose by itself.

python -m bench.terminals [NAME ...] [--out DIR] [--size 80x24] [--keys "j j j"] [--bidi NAME] [--article FILE]

Opens each terminal on a virtual screen, runs `muraji doctor --json` and then the review of an article in it, presses the
keys, saves DIR/NAME.png, and prints a table. Terminals that are not installed are named and left out.

Debian packages: xvfb xdotool imagemagick dbus-x11 fonts-dejavu-core libgl1-mesa-dri, and of the terminals xterm stterm
rxvt-unicode alacritty xfce4-terminal konsole mlterm kitty tmux screen.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FONT = "DejaVu Sans Mono"
NAMES = (
    "xterm", "st", "urxvt", "alacritty", "vte", "konsole", "mlterm", "kitty", "kitty-ltr",
    "tmux-xterm", "tmux-vte", "tmux-konsole", "tmux-mlterm", "screen-xterm", "screen-vte",
)  # fmt: skip
PROGRAMS = {"vte": "xfce4-terminal", "kitty-ltr": "kitty"}
TOOLS = ("Xvfb", "xdotool", "import", "dbus-run-session")
STARTS = 40
"""Seconds that a terminal and the app in it may take."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture and what was said about it."""

    name: str
    terminal: str
    encoding: str
    why: str
    picture: Path


def command(name: str, columns: int, rows: int, run: str, work: Path) -> list[str]:
    """Return the command line that opens a terminal with a program in it."""
    if name.startswith("tmux-"):
        return command(
            name[5:], columns, rows, f"tmux -L muraji-{os.getpid()} -f /dev/null new {shlex.quote(run)}", work
        )
    if name.startswith("screen-"):
        return command(
            name[7:], columns, rows, f"screen -S muraji-{os.getpid()} -ln -c /dev/null sh -c {shlex.quote(run)}", work
        )
    size = f"{columns}x{rows}"
    program = work / "run"
    program.write_text(f"#!/bin/sh\n{run}\n")
    program.chmod(0o700)
    each = str(program)
    cells = [f"initial_window_width={columns}c", f"initial_window_height={rows}c", "remember_window_size=no"]
    kitty = ["kitty", "--config", "NONE", "-o", f"font_family={FONT}", *(x for cell in cells for x in ("-o", cell))]
    dbus = ["dbus-run-session", "--"]
    return {
        "xterm": ["xterm", "-u8", "-fa", FONT, "-fs", "12", "-geometry", size, "-e", each],
        "st": ["st", "-f", f"{FONT}:pixelsize=16", "-g", size, "-e", each],
        "urxvt": ["urxvt", "-fn", f"xft:{FONT}:pixelsize=16", "-geometry", size, "-e", each],
        "alacritty": [
            "alacritty", "-o", f"font.normal.family='{FONT}'", "-o", f"window.dimensions.columns={columns}",
            "-o", f"window.dimensions.lines={rows}", "-e", each,
        ],
        "vte": [
            *dbus, "xfce4-terminal", "--disable-server", f"--geometry={size}", f"--font={FONT} 12", "--hide-menubar", "-x", each,
        ],
        "konsole": [
            *dbus, "konsole", "--nofork", "-p", f"Font={FONT},12", "-p", f"TerminalColumns={columns}", "-p", f"TerminalRows={rows}",
            "--hide-menubar", "--hide-tabbar", "-e", each,
        ],
        "mlterm": ["mlterm", "-g", size, "-e", each],
        "kitty": [*kitty, each],
        "kitty-ltr": [*kitty, "-o", "force_ltr=yes", each],
    }[name]  # fmt: skip


@contextmanager
def virtual_screen(columns: int, rows: int, home: Path) -> Iterator[dict[str, str]]:
    """Start an X server without a screen; yield the environment for what is shown on it."""
    reading, writing = os.pipe()
    size = f"{columns * 12 + 60}x{rows * 26 + 80}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    # to its end: the server is not done when the number is
    with os.fdopen(reading) as line:
        number = line.readline().strip()
    # a home of its own, so that nobody's settings decide
    runtime, sockets = home / "runtime", home / "screens"
    runtime.mkdir(mode=0o700)
    sockets.mkdir(mode=0o700)
    environment = {
        "PATH": os.environ["PATH"], "DISPLAY": f":{number}", "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "SCREENDIR": str(sockets),
        "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    try:
        yield environment
    finally:
        server.terminate()
        server.wait()


def take(name: str, options: argparse.Namespace, out: Path) -> Shot:
    """Open one terminal, review in it, save a picture."""
    columns, _, rows = options.size.partition("x")
    with (
        tempfile.TemporaryDirectory(prefix="muraji-terminals-") as folder,
        virtual_screen(int(columns), int(rows), Path(folder)) as environment,
    ):
        work = Path(folder)
        python = shlex.quote(sys.executable)
        told = work / "doctor.json"
        bidi = f"--bidi {options.bidi}" if options.bidi else ""
        review = f"{python} -m tui review --store {work}/shot.db --by reviewer {bidi} {shlex.quote(str(Path(options.article).resolve()))}"
        run = f"{python} -m tui doctor --json --store {work}/shot.db >{told}; {review}; sleep 60"
        terminal = subprocess.Popen(
            command(name, int(columns), int(rows), run, work),
            env=environment, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            began = time.monotonic()
            while not (work / "shot.db-wal").exists() and time.monotonic() - began < STARTS:
                time.sleep(0.2)
            time.sleep(options.wait)
            for key in options.keys.split():
                subprocess.run(["xdotool", "key", "--clearmodifiers", key], env=environment, check=True)
                time.sleep(0.4)
            time.sleep(1)
            picture = out / f"{name}.png"
            subprocess.run(["import", "-window", "root", "-trim", str(picture)], env=environment, check=True)
        finally:
            # a multiplexer outlives its terminal
            ending = {
                "tmux": ["tmux", "-L", f"muraji-{os.getpid()}", "kill-server"],
                "screen": ["screen", "-S", f"muraji-{os.getpid()}", "-X", "quit"],
            }.get(name.partition("-")[0])
            if ending:
                subprocess.run(ending, env=environment, check=False, capture_output=True)
            os.killpg(terminal.pid, 15)
            terminal.wait()
        try:
            answer = json.loads(told.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            print(f"{name}: doctor said nothing: {error}", file=sys.stderr)
            return Shot(name, "?", "?", "", picture)
    who = answer["terminal"]
    found = " ".join(word for word in (who["name"], who["version"], who["inside"] and f"in {who['inside']}") if word)
    return Shot(name, found, answer["encoding"]["name"], who["why"], picture)


def missing(names: Sequence[str]) -> list[str]:
    """Return those of the terminals that are not installed."""
    lacking: list[str] = []
    for name in names:
        parts = name.split("-") if name.startswith(("tmux-", "screen-")) else [PROGRAMS.get(name, name)]
        if not all(shutil.which(PROGRAMS.get(part, part)) for part in parts):
            lacking.append(name)
    return lacking


def main() -> int:
    """Take the pictures; print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"default: {' '.join(NAMES)}")
    parser.add_argument("--out", type=Path, default=Path("terminals"), metavar="DIR")
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--keys", default="j j j", help="xdotool's names of keys")
    parser.add_argument("--wait", type=float, default=4.0, help="seconds for the first screen")
    parser.add_argument("--bidi", default="", help="an encoding in place of the one that is chosen")
    parser.add_argument("--article", default=str(ROOT / "bench" / "terminals.txt"))
    options = parser.parse_args()
    for tool in TOOLS:
        if shutil.which(tool) is None:
            print(f"{tool} is not installed; the help names the Debian packages", file=sys.stderr)
            return 2
    names = options.names or NAMES
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"no such terminal: {' '.join(unknown)}; there are {' '.join(NAMES)}", file=sys.stderr)
        return 2
    lacking = missing(names)
    options.out.mkdir(parents=True, exist_ok=True)
    print("| terminal | found | encoding | picture |\n|---|---|---|---|")
    for name in names:
        if name in lacking:
            print(f"| {name} | not installed | | |", flush=True)
            continue
        shot = take(name, options, options.out)
        print(f"| {name} | {shot.terminal} | {shot.encoding}: {shot.why} | {shot.picture} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
