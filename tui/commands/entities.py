"""`muraji entities`: who and what the store speaks of, each once: name, type, mentions, articles, statuses."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from extract.ontology import Ontology
from store.database import open_database
from store.entities import Entity, entities
from tui.commands.output import DONE, print_json, say
from tui.errors import CommandError
from tui.rules import rules_beside, types_of
from tui.words import WORDS


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--type", default="", metavar="TYPE", help="of this type only, as PERSON")
    parser.add_argument("--search", default="", metavar="WORDS", help="only those of which a spelling has these words")
    parser.add_argument("--json", action="store_true", help="one JSON object an entity")


def run(options: argparse.Namespace) -> int:
    """Print the entities, most mentions first. Raises CommandError for a type that there is not."""
    types = types_of(rules_beside(options.store))
    with open_database(options.store, write=False, create=False, types=types) as db:
        kind = _known(options.type.upper(), db.types)
        found = entities(db, kind=kind, search=options.search)
    for each in found:
        if options.json:
            print_json(asdict(each))
        else:
            say(line(each))
    return DONE


def _known(kind: str, types: Ontology) -> str:
    if kind and kind not in types.entities:
        raise CommandError(WORDS.say("no_entity_type", type=kind, types=", ".join(types.entities)))
    return kind


def line(entity: Entity) -> str:
    """Return an entity's line: `PERSON      12    5  accepted 3, open 9  name`."""
    statuses = ", ".join(f"{status} {count}" for status, count in sorted(entity.statuses.items()))
    return f"{entity.type:<10}{entity.mentions:>7}{entity.articles:>7}  {statuses:<24}  {entity.name}"
