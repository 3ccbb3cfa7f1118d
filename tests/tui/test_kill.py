"""What a key has been seen to do survives kill -9: two hundred reviewers are killed at the keyboard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store import decisions
from store.database import open_database
from store.items import of_article
from tests.conftest import KILLS, Kills
from tests.tui.driving import REVIEWER, seed_like
from tests.tui.killing import ARTICLE, Acknowledged, Report, decisions_of, look, rows_of


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_in_two_hundred_kills(kills: Kills) -> None:
    out, errors = kills.process.communicate(timeout=280)
    assert kills.process.returncode == 0, errors
    report, path = json.loads(out), kills.store
    print(f"\nkills: {report}")  # noqa: T201 - a figure that the suite is asked for
    assert report["lost"] == []
    assert report["kills"] == KILLS
    # it was no idle reviewer, and chance met both kinds of moment
    assert report["decisions"] > KILLS
    assert report["acknowledged_keys"] > 2 * KILLS
    assert report["in_flight"] > 0
    assert report["between_decisions"] > 0
    assert {"accept", "reject", "edit", "add", "undo"} <= set(report["verbs"])
    with open_database(path, write=False) as db:
        assert len(decisions_of(db)) == report["decisions"]


def test_the_look_afterwards_would_see_a_loss(tmp_path: Path) -> None:
    path = seed_like(tmp_path)
    with open_database(path) as db:
        first = of_article(db, ARTICLE)
        decisions.accept(db, [first[0].uid], by=REVIEWER)
        one = Acknowledged(decisions_of(db), rows_of(of_article(db, ARTICLE)))
        far = first[-1]
        decisions.reject(db, [far.uid], by=REVIEWER)
        two = Acknowledged(decisions_of(db), rows_of(of_article(db, ARTICLE)))
        decisions.undo(db, by=REVIEWER)
        three = Acknowledged(decisions_of(db), rows_of(of_article(db, ARTICLE)))

    def seen(*told: Acknowledged) -> list[str]:
        report = Report()
        look(path, 0, list(told), report)
        return report.lost

    assert seen(one, two, three) == []
    assert seen(one, two) == [], "one key was at work when the end came"
    assert seen(one) != [], "no key makes two decisions"
    assert seen(Acknowledged([*three.decisions, "00" * 16], three.rows)) != []
    assert seen(Acknowledged(three.decisions, two.rows)) != [], "the screen had shown something else"
    assert seen(Acknowledged(two.decisions, [*two.rows[1:], (two.rows[0][0], "open", two.rows[0][2])])) != []
