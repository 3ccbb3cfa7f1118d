"""Engines in other processes: answers in order for every number of jobs, the dead named, nothing piled up, none left."""

from __future__ import annotations

import argparse
import os
import select
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import Article
from extract.items import Lexicon
from tests.tui.fake_engines import DIES, LIAR, UNABLE, chosen
from tui import workers
from tui.serving import Answer, Chosen, Failed, Proposed, Start, Task
from tui.workers import NoWorkers, a_number_of_jobs, jobs_for, proposals


def tasks(bodies: Sequence[str]) -> list[Task]:
    """Return the bodies as articles 1, 2, 3 ..."""
    return [(number, Article(body)) for number, body in enumerate(bodies, 1)]


def answers(bodies: Sequence[str], jobs: int, engine: Chosen | None = None) -> list[Answer]:
    """Return every answer, as they come."""
    start = Start(engine or chosen(), Lexicon())
    return [answer for answer in proposals(tasks(bodies), start, jobs) if answer is not None]


def told(found: Sequence[Answer]) -> list[tuple[object, ...]]:
    """Return answers without what differs from run to run."""
    return [
        (each.article, each.extraction) if isinstance(each, Proposed) else (each.article, each.why) for each in found
    ]


FINE = [f"وصل سالم رقم{number} إلى المدينة" for number in range(40)]


def test_answers_come_in_order_and_are_the_same_for_any_number_of_jobs() -> None:
    here = answers(FINE, 1)
    assert [each.article for each in here] == list(range(1, 41))
    assert all(isinstance(each, Proposed) and len(each.extraction.mentions) > 3 for each in here)
    for jobs in (2, 3):
        assert told(answers(FINE, jobs)) == told(here)


def test_what_the_reviewers_taught_reaches_the_workers() -> None:
    start = Start(chosen(), Lexicon({"سالم": "ORG"}, frozenset({"وصل"})))
    [found] = [each for each in proposals(tasks(["وصل سالم"]), start, 2) if each]
    assert isinstance(found, Proposed)
    assert [(each.type, each.canonical) for each in found.extraction.mentions] == [("ORG", "سالم")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_the_engine_fails_on_is_named_with_the_place_and_the_rest_goes_on(jobs: int) -> None:
    found = answers([*FINE[:3], "!raise", *FINE[3:6]], jobs)
    [failed] = [each for each in found if isinstance(each, Failed)]
    assert failed.article == 4
    assert failed.why.startswith("ValueError: of two lines (fake_engines.py:")
    assert len(found) == 7


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_engine_that_is_not_who_it_was_asked_for_as_gives_nothing(jobs: int) -> None:
    [failed] = answers(["سالم"], jobs, LIAR)
    assert isinstance(failed, Failed)
    assert "fake 1" in failed.why


def test_a_worker_that_dies_costs_the_article_that_it_was_at() -> None:
    bodies = [*FINE[:9], "!die a", *FINE[9:12], "!die b", "!die c", *FINE[12:]]
    found = answers(bodies, 2)
    assert [each.article for each in found] == list(range(1, len(bodies) + 1))
    failed = [each for each in found if isinstance(each, Failed)]
    assert [bodies[each.article - 1] for each in failed] == ["!die a", "!die b", "!die c"]
    assert all("SIGKILL" in each.why and "memory" in each.why for each in failed)


@given(st.lists(st.sampled_from(["", "سالم في المدينة", "وصل", "!raise", "!die"]), max_size=24), st.integers(2, 4))
@settings(max_examples=12, deadline=None)
def test_whatever_happens_to_each_article_is_its_own(fates: list[str], jobs: int) -> None:
    bodies = [f"{fate} {number}" for number, fate in enumerate(fates)]
    found = answers(bodies, jobs)
    # what one job here would say; a death can't be tried here
    expected = iter(told(answers([body for body in bodies if "!die" not in body], 1)))
    assert [each.article for each in found] == list(range(1, len(bodies) + 1))
    for body, each in zip(bodies, told(found), strict=True):
        if "!die" in body:
            assert "SIGKILL" in str(each[1])
        else:
            assert each[1:] == next(expected)[1:]


@pytest.mark.parametrize(
    ("engine", "words"), [(UNABLE, "no model here"), (DIES, "--jobs 1")], ids=["can't load", "dies"]
)
def test_workers_that_can_not_begin_are_an_error_in_a_line(engine: Chosen, words: str) -> None:
    with pytest.raises(NoWorkers) as caught:
        answers(FINE, 3, engine)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_machine_without_room_for_a_process_is_an_error_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(NoWorkers, match="--jobs 1"):
        answers(FINE, 2)


def test_a_worker_holds_nothing_of_the_store_or_the_screen() -> None:
    [failed] = answers(["!modules"], 2)
    assert isinstance(failed, Failed)
    assert "holds []" in failed.why


def test_a_worker_keeps_nothing_of_the_articles_it_has_done() -> None:
    bodies = [*FINE, *FINE, "!count"] * 2
    found = [each.why for each in answers(bodies, 2) if isinstance(each, Failed)]
    held = [int(why.split("holds ")[1].split()[0]) for why in found]
    assert len(held) == 2
    assert max(held) <= workers._DEEPEST + 1, "those that wait in its pipe, and the last answer"


class Source:
    """Articles that count how many of them were taken."""

    def __init__(self, bodies: Sequence[str]) -> None:
        self.taken = 0
        self._bodies = bodies

    def __iter__(self) -> Iterator[Task]:
        for task in tasks(self._bodies):
            self.taken += 1
            yield task


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_articles_are_drawn_only_as_answers_are_taken(jobs: int) -> None:
    source = Source([f"سالم {number}" for number in range(400)])
    taken = most = 0
    with closing(proposals(source, Start(chosen(), Lexicon()), jobs)) as found:
        for answer in found:
            taken += answer is not None
            most = max(most, source.taken - taken)
    assert taken == 400
    assert most <= workers._WINDOW * jobs, "neither articles nor answers pile up"


def test_long_articles_are_out_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_LETTERS", 100)
    source = Source(["سالم " * 30] * 12)
    taken = 0
    with closing(proposals(source, Start(chosen(), Lexicon()), 2)) as found:
        for answer in found:
            taken += answer is not None
            assert source.taken - taken <= 1
    assert taken == 12


def ends(pid: int, seconds: float = 20) -> bool:
    """Return whether a process, which need not be ours, ends within so many seconds."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], seconds)[0])
    finally:
        os.close(descriptor)


def test_closing_ends_the_workers_whatever_they_are_at(tmp_path: Path) -> None:
    at = tmp_path / "at"
    os.mkfifo(at)
    reader = os.open(at, os.O_RDONLY | os.O_NONBLOCK)
    with closing(proposals(tasks(["!wait"]), Start(chosen(at=at), Lexicon()), 2)) as found:
        assert next(found) is None, "there is no answer, and the caller is not kept waiting"
        assert select.select([reader], [], [], 20)[0]
        pid = int(os.read(reader, 100))
    os.close(reader)
    assert not Path(f"/proc/{pid}").exists(), "ended, and not left for the system to bury"


MOST: Final = str(workers.MOST_JOBS)


@pytest.mark.parametrize(("text", "jobs"), [("1", 1), ("8", 8), (MOST, workers.MOST_JOBS)])
def test_a_number_of_jobs(text: str, jobs: int) -> None:
    assert a_number_of_jobs(text) == jobs


@pytest.mark.parametrize("text", ["0", "-1", "", "two", "1.5", "٢", str(workers.MOST_JOBS + 1), "9" * 5000])
def test_no_number_of_jobs(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=MOST):
        a_number_of_jobs(text)


@pytest.mark.parametrize(("cores", "articles", "jobs"), [(1, 10_000, 1), (2, 63, 1), (2, 64, 2), (16, 10_000, 4)])
def test_few_articles_are_done_here_and_many_by_the_cores(
    monkeypatch: pytest.MonkeyPatch, cores: int, articles: int, jobs: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))
    assert jobs_for(articles) == jobs
