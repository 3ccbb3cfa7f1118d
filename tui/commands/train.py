"""`muraji train`: fit a second model of names to what reviewers are done with, and use it where it does better.

The store is only read. Until the last step nothing changes, so Ctrl+C, or any other end, leaves all as it was.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from store.database import open_database
from store.reviewed import reviewed
from tui import own_models
from tui.commands.output import DONE, complain, print_json, progress, say
from tui.errors import BadUsage
from tui.rules import rules_beside, types_of
from tui.words import WORDS


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--dry-run", action="store_true", help="say what would come of it; change nothing")
    parser.add_argument("--back", action="store_true", help="use the model before this one again; nothing is trained")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Train, or go back."""
    if options.back:
        return _back(options)
    # imported here: --back and --help need none of it
    from extract.learned.local import local_digest  # noqa: PLC0415
    from extract.train.local import FEWEST, MOST, Reviewed, train  # noqa: PLC0415

    rules = rules_beside(options.store)
    with open_database(options.store, write=False, types=types_of(rules)) as db:
        found = [Reviewed(each.uid.hex(), each.article, each.names, each.corrections) for each in reviewed(db, MOST)]
    if len(found) < FEWEST:
        raise BadUsage(WORDS.say("train_few", wanted=FEWEST, count=len(found)))
    before = own_models.usable(options.store, complain)
    with _bar() as told:
        result = train(found, before, told, rules)
    digest = local_digest(result.model) if result.model else ""
    kept = bool(digest) and not options.dry_run
    if kept:
        own_models.keep(options.store, result.model, digest)
    old = result.before or result.base
    if options.json:
        print_json(
            {
                "articles": result.articles,
                "corrections": result.corrections,
                "f1": {
                    "base": round(result.base.f1, 4),
                    "before": round(result.before.f1, 4) if result.before else None,
                    "new": round(result.new.f1, 4),
                },
                "better": bool(digest),
                "used": kept,
                "model": digest or None,
            }
        )
        return DONE
    say(WORDS.say("train_on", articles=result.articles, corrections=result.corrections))
    say(WORDS.say("train_base", f1=_points(result.base.f1)))
    if result.before:
        say(WORDS.say("train_before", f1=_points(result.before.f1)))
    say(WORDS.say("train_new", f1=_points(result.new.f1)))
    better = WORDS.say("train_dry" if options.dry_run else "train_kept", model=digest)
    say(better if digest else WORDS.say("train_worse", old=_points(old.f1)))
    return DONE


def _points(f1: float) -> str:
    return f"{100 * f1:.1f}"


def _back(options: argparse.Namespace) -> int:
    if options.dry_run:
        raise BadUsage(WORDS.say("train_back_dry"))
    with open_database(options.store, write=False):
        # only a store that is there, and is ours, has models
        pass
    used = own_models.back(options.store)
    if options.json:
        print_json({"used": used.now or None})
    else:
        say(WORDS.say("train_back", model=used.now) if used.now else WORDS.say("train_back_base"))
    return DONE


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """Yield what shows the steps on a terminal; how many there are is known at the first."""
    with ExitStack() as stack:
        steps: list[Callable[[], None]] = []

        def told(_done: int, count: int) -> None:
            if not steps:
                steps.append(stack.enter_context(progress(WORDS.say("training"), count)))
            steps[0]()

        yield told
