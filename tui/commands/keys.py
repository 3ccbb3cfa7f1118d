"""`muraji keys`: the table of commands."""

from __future__ import annotations

import argparse

from tui.commands.output import DONE, print_json, say
from tui.keys import PLACES, at, shown
from tui.words import WORDS


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a command")
    form.add_argument("--markdown", action="store_true", help="tables for the guide")


def run(options: argparse.Namespace) -> int:
    """Print every command with its keys, their twins on an Arabic keyboard, and what it does."""
    for place in PLACES:
        if options.markdown:
            say(f"### {WORDS.place(place)}\n".rstrip("\n"))
            say("")
            say(f"| {WORDS.say('key')} | {WORDS.say('twin')} | {WORDS.say('what')} |")
            say("|---|---|---|")
        elif not options.json:
            say(WORDS.place(place))
        for command in at(place):
            keys = " ".join(shown(key) for key in command.keys)
            twins = " ".join(shown(key) for key in command.all_keys[len(command.keys) :])
            if options.json:
                print_json(
                    {"id": command.id, "keys": list(command.all_keys), "label": command.label, "help": command.help}
                )
            elif options.markdown:
                say(f"| `{keys}` | {twins} | {command.help} |")
            else:
                say(f"  {keys:<22}{twins:<6}{command.help}")
        if not options.json:
            say("")
    return DONE
