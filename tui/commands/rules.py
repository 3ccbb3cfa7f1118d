"""`muraji rules`: what the project's own file adds to the engines; whether it can be used; an example of one."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extract.engines import BUILTIN, engine_id
from extract.extension import NOTHING, Extension
from extract.ontology import ontology
from extract.tables import read_text
from tui.commands.output import DONE, FAILED, complain, print_json, say
from tui.errors import BadRules
from tui.rules import read_rules, rules_path
from tui.words import WORDS


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="say every mistake of the file, a line each")
    what.add_argument("--example", action="store_true", help="print a file to begin with, every line explained")
    what.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--rules", type=Path, default=None, metavar="FILE", help="default: extraction.toml in the folder of the store"
    )


def run(options: argparse.Namespace) -> int:
    """Show, check, or print the example."""
    if options.example:
        say_lines(read_text("extension_example.toml"))
        return DONE
    path = options.rules or rules_path(options.store)
    try:
        rules = read_rules(path, needed=options.rules is not None)
    except BadRules as error:
        for mistake in error.mistakes if options.check else error.mistakes[:1]:
            complain(f"{path}: {mistake}")
        if not options.check and len(error.mistakes) > 1:
            complain(WORDS.say("rules_more", count=len(error.mistakes) - 1))
        return FAILED
    version = engine_id(BUILTIN.name, rules).version
    if options.json:
        print_json({"file": str(path), "there": rules is not None, "version": version, **record(rules or NOTHING)})
    elif rules is None:
        say(WORDS.say("rules_none", file=str(path)))
    elif options.check:
        say(WORDS.say("rules_good", file=str(path), version=version))
    else:
        say(WORDS.say("rules_file", file=str(path), engine=BUILTIN.name, version=version))
        for line in lines(rules):
            say(line)
    return DONE


def say_lines(text: str) -> None:
    """Print a text of ours line by line."""
    for line in text.rstrip("\n").split("\n"):
        say(line)


def record(rules: Extension) -> dict[str, object]:
    """Return what is in force as the JSON has it."""
    there = ontology()
    return {
        "names": [{"type": name.type, "spellings": list(name.spellings), "weak": name.weak} for name in rules.names],
        "rejected": [{"name": name, "type": kind or None} for name, kind in sorted(rules.rejected)],
        "heads": {
            "ORG.kept": sorted(rules.heads.kept),
            "ORG.dropped": sorted(rules.heads.dropped),
            "FAC": sorted(rules.heads.facilities),
            "LOC": sorted(rules.heads.places),
            "PERSON.titles": sorted(rules.heads.titles),
        },
        "entity_types": [key for key in rules.ontology.entities if key not in there.entities],
        "event_types": [key for key in rules.ontology.events if key not in there.events],
        "triggers": [dict(row) for row in rules.triggers],
        "patterns": [
            {"type": each.type, "match": each.match, "confidence": each.confidence} for each in rules.patterns
        ],
    }


def lines(rules: Extension) -> Iterator[str]:
    """Yield what a person reads of what is in force."""
    there = ontology()
    for weak, word in ((False, "rules_names"), (True, "rules_weak")):
        counts = Counter(name.type for name in rules.names if name.weak is weak)
        if counts:
            yield WORDS.say(word, what=", ".join(f"{kind} {count}" for kind, count in counts.items()))
    if rules.rejected:
        yield WORDS.say("rules_rejected", count=len(rules.rejected))
    heads = rules.heads
    for key, words in (
        ("ORG.kept", heads.kept),
        ("ORG.dropped", heads.dropped),
        ("FAC", heads.facilities),
        ("LOC", heads.places),
        ("PERSON.titles", heads.titles),
    ):
        if words:
            yield WORDS.say("rules_heads", key=key, words=" ".join(sorted(words)))
    for entity in rules.ontology.entities.values():
        if entity.id not in there.entities:
            yield WORDS.say("rules_entity", id=entity.id, letter=entity.letter, arabic=entity.arabic)
    for event in rules.ontology.events.values():
        if event.id not in there.events:
            roles = " ".join(event.roles)
            yield WORDS.say("rules_event", id=event.id, letter=event.letter, arabic=event.arabic, roles=roles)
    for row in rules.triggers:
        written = " ".join(
            str(row[key]) for key in ("verbs", "nouns", "participles", "adverbs", "phrases") if key in row
        )
        kind = f"{row['type']} {row['subtype']}" if "subtype" in row else str(row["type"])
        yield WORDS.say("rules_trigger", type=kind, words=written)
    for pattern in rules.patterns:
        yield WORDS.say("rules_pattern", type=pattern.type, match=pattern.match, confidence=f"{pattern.confidence:g}")
