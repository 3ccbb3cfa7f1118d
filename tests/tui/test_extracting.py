"""Extraction into a store: the same tables for any number of jobs, in any order, after any end; nothing decided moves."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import Article, Reading, Source
from store import articles, decisions, items, queue, runs
from store.database import Row, open_database
from store.items import of_article
from store.lexicon import learn
from store.stats import stats
from tests.tui.driving import REVIEWER, SAMPLES
from tests.tui.fake_engines import UNABLE, chosen
from tests.tui.terminal import Terminal, muraji
from tests.tui.test_workers import ends
from tui import loading
from tui.__main__ import main
from tui.commands import proposing
from tui.commands.proposing import propose, propose_before_opening
from tui.files import find
from tui.loading import Done, Extracted, extract, load, waiting
from tui.view import View
from tui.words import WORDS
from tui.workers import NoWorkers

TEXTS = [f"وصل سالم رقم{number} إلى المدينة مع {'وفد ' * (number % 5)}" for number in range(30)]


def filled(path: Path, bodies: Sequence[str]) -> Path:
    """Return a new store with these articles."""
    with open_database(path) as db:
        db.now = lambda: 0
        for number, body in enumerate(bodies):
            source = Source(f"{number}.txt", sha256(body.encode()).digest(), "utf-8", "text/1")
            articles.add(db, Reading(Article(body), source))
    return path


def tables(path: Path) -> dict[str, list[Row]]:
    """Return all that a store holds, row by row, but for the name that this copy of it goes by and when it was made."""
    with open_database(path, write=False) as db:
        names = [
            name
            for (name,) in db.query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            if name != "this" and not name.startswith(("search", "_"))
        ]
        return {name: db.query(f"SELECT * FROM {name}") for name in names}


def by_id(path: Path) -> tuple[set[Row], set[Row], set[Row]]:
    """Return what a store says, by ids alone: in which order it came to it is left out."""
    with open_database(path, write=False) as db:
        return (
            set(db.query("SELECT i.uid, i.value, i.status, a.uid FROM item i JOIN article a ON a.n = i.article")),
            set(db.query("SELECT i.uid, r.uid, f.value FROM found f JOIN item i ON i.n = f.item JOIN run r ON r.n = f.run")),
            set(db.query("SELECT a.uid, r.uid FROM covered c JOIN article a ON a.n = c.article JOIN run r ON r.n = c.run")),
        )  # fmt: skip


def extracted(path: Path, jobs: int = 1, **more: object) -> Extracted:
    """Extract a store with the fake engine."""
    with open_database(path) as db:
        return extract(db, engine=chosen(), jobs=jobs, **more)  # type: ignore[arg-type]


# -- how many, in which order


@pytest.mark.parametrize("jobs", [2, 4])
def test_the_tables_are_the_same_for_any_number_of_jobs(tmp_path: Path, jobs: int) -> None:
    one, many = (filled(tmp_path / name, TEXTS) for name in ("one.db", "many.db"))
    assert extracted(one).articles == extracted(many, jobs).articles == len(TEXTS)
    assert tables(one) == tables(many)
    assert len(tables(one)["item"]) > 100


def test_the_builtin_engine_finds_the_same_in_workers(tmp_path: Path) -> None:
    found = []
    for jobs in (1, 2):
        path = tmp_path / f"{jobs}.db"
        with open_database(path) as db:
            db.now = lambda: 0
            list(load(db, find([str(SAMPLES)])))
            result = extract(db, jobs=jobs)
            assert (result.articles, result.failed) == (queue.counts(db)["all"], 0)
        found.append(tables(path))
    assert found[0] == found[1]


@given(
    st.lists(st.sampled_from(["سالم في المدينة", "وصل", "!raise", "!wrong سالم"]), min_size=1, max_size=14),
    st.integers(2, 4),
    st.integers(1, 5),
)
@settings(max_examples=8, deadline=None)
def test_failures_and_lots_make_no_difference(
    tmp_path_factory: pytest.TempPathFactory, fates: list[str], jobs: int, lot: int
) -> None:
    folder = tmp_path_factory.mktemp("stores")
    bodies = [f"{fate} {number}" for number, fate in enumerate(fates)]
    one, many = (filled(folder / name, bodies) for name in ("one.db", "many.db"))
    first = extracted(one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "KEPT_AT_ONCE", lot)
        second = extracted(many, jobs)
    assert (first.articles, first.failed, first.words) == (second.articles, second.failed, second.words)
    assert first.failed == sum(fate.startswith("!") for fate in fates)
    assert tables(one) == tables(many)


def test_several_articles_are_kept_in_one_transaction(tmp_path: Path) -> None:
    with open_database(filled(tmp_path / "a.db", TEXTS)) as db:
        commits: list[str] = []
        db.connection.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
        told: list[tuple[int, int]] = []
        extract(db, lambda done: told.append((done.article, len(commits))), engine=chosen())
    assert len(commits) <= 1 + len(TEXTS) / loading.KEPT_AT_ONCE + 2
    assert [article for article, _ in told] == list(range(1, len(TEXTS) + 1))
    assert told[0][1] >= 1, "an article is told of after its commit"


def test_a_slow_engine_has_each_article_kept_as_it_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "KEPT_AFTER", 0.0)
    with open_database(filled(tmp_path / "a.db", TEXTS[:5])) as db:
        commits: list[str] = []
        db.connection.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
        extract(db, engine=chosen())
    assert len(commits) == 5


# -- what is done is done


def test_what_this_version_has_covered_is_not_done_again(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", TEXTS[:3])
    identity = chosen().identity
    with open_database(path) as db:
        assert waiting(db, identity) == 3
        assert extract(db, engine=chosen()).articles == 3
        assert waiting(db, identity) == 0
        assert extract(db, engine=UNABLE).articles == 0, "nothing to do: the engine is not even loaded"
        assert waiting(db, chosen("2").identity) == 3
        assert waiting(db, identity, again=True) == 3


def test_again_is_again_for_all_and_changes_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", TEXTS[:4])
    extracted(path)
    before = by_id(path)
    assert extracted(path, again=True).articles == 4
    assert by_id(path) == before


def test_a_changed_lexicon_is_no_reason_to_extract_again_but_another_run(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", TEXTS[:2])
    extracted(path)
    with open_database(path) as db:
        name = next(item for item in of_article(db, 1) if item.kind == "mention")
        decisions.reject(db, [name.uid], by=REVIEWER)
        assert waiting(db, chosen().identity) == 0
        assert extract(db, engine=chosen()).articles == 0
        assert db.query("SELECT config FROM run") == [("",)]
        extract(db, engine=chosen(), again=True)
        [_, (config,)] = db.query("SELECT config FROM run ORDER BY n")
        assert config == runs.configuration(learn(db)) != ""
        assert waiting(db, chosen().identity) == 0
        # what the reviewer rejected is not proposed any more where nobody decided it
        same = [item for item in of_article(db, 2) if item.value.start == name.value.start]
        assert [item.status for item in same if item.kind == "mention"] == ["stale"]
        assert items.read(db, name.uid).status == "rejected"


def test_what_failed_is_tried_again_and_only_that(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", ["سالم هنا", "!raise", "سالم هناك", "!wrong هنا"])
    heard: list[Done] = []
    with open_database(path) as db:
        result = extract(db, heard.append, engine=chosen(), jobs=2)
        assert (result.articles, result.failed, result.words) == (2, 2, 4)
        assert [(each.article, each.name, bool(each.error)) for each in heard] == [
            (1, "0.txt", False), (2, "1.txt", True), (3, "2.txt", False), (4, "3.txt", True),
        ]  # fmt: skip
        assert "ValueError" in heard[1].error
        assert "nothing of it was kept" in heard[3].error
        assert waiting(db, chosen().identity) == 2
        heard.clear()
        extract(db, heard.append, engine=chosen())
    assert [each.article for each in heard] == [2, 4]


def test_an_engine_that_can_not_be_loaded_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", TEXTS[:3])
    before = tables(path)
    with open_database(path) as db:
        with pytest.raises(NoWorkers):
            extract(db, engine=UNABLE, jobs=2)
        with pytest.raises(ValueError, match="no model here"):
            extract(db, engine=UNABLE)
    assert tables(path) == before


# -- before the app opens


@pytest.mark.parametrize("more_than", [3, 2])
def test_what_an_older_version_read_is_read_anew_where_that_is_soon_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, more_than: int
) -> None:
    """With thousands of them the reviewer would wait for minutes; the new ones are read in any case."""
    monkeypatch.setattr(proposing, "AT_ONCE", more_than)
    path = filled(tmp_path / "a.db", TEXTS[:3])
    extracted(path)
    filled(path, TEXTS[3:5])
    newer = chosen("2")
    with open_database(path) as db:
        propose_before_opening(db, newer)
        assert waiting(db, newer.identity) == (0 if more_than == 3 else 3)
        assert runs.unproposed(db) == 0
        assert list(articles.unextracted(db, *newer.identity)) == ([] if more_than == 3 else [1, 2, 3])
    said = WORDS.say("review_behind", count=3, engine=newer.identity.name, version="2")
    assert (said in capsys.readouterr().err) == (more_than == 2)


def test_what_never_was_read_is_read_however_much_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposing, "AT_ONCE", 1)
    path = filled(tmp_path / "a.db", TEXTS[:4])
    with open_database(path) as db:
        assert list(articles.unproposed(db)) == [1, 2, 3, 4]
        assert propose_before_opening(db, chosen()).articles == 4
        assert list(articles.unproposed(db)) == []
        assert propose_before_opening(db, chosen()).articles == 0


# -- a new version, another engine


def test_a_new_version_keeps_decisions_adds_items_and_marks_what_it_no_longer_claims(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", TEXTS[:6])
    with open_database(path) as db:
        extract(db, engine=chosen("2"), jobs=2)
        had = {item.uid for item in of_article(db, 1)}
        extract(db, engine=chosen("1"), jobs=2)
        new = {item.uid for item in of_article(db, 1)} - had
        assert new, "the other version finds more: that is added"
        names = [item for item in of_article(db, 1) if item.kind == "mention" and item.uid in new]
        decisions.accept(db, [names[0].uid], by=REVIEWER)
        decided = items.read(db, names[0].uid)
        before = {item.uid: item.status for item in of_article(db, 1)}
        extract(db, engine=chosen("2"), jobs=2, again=True)
        after = {item.uid: item.status for item in of_article(db, 1)}
        assert items.read(db, decided.uid) == decided
        gone = {uid for uid in new if uid != decided.uid and before[uid] == "open"}
        assert gone
        assert {after[uid] for uid in gone} == {"stale"}, "nobody decided it, no engine claims it: marked, not removed"
        assert queue.row(db, 1).open == sum(status == "open" for status in after.values())
        counted = stats(db).items
        assert sum(counted[kind].get("stale", 0) for kind in counted) == sum(
            item.status == "stale" for n in range(1, 7) for item in of_article(db, n)
        )


def test_the_list_shows_what_no_engine_claims_any_more_and_passes_over_it(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", TEXTS[:1])
    with open_database(path) as db:
        extract(db, engine=chosen("1"))
        extract(db, engine=chosen("2"))
        view = View(articles.read(db, 1), of_article(db, 1))
    status = [item.status for item in view.items]
    assert {"open", "stale"} == set(status)
    asked = [row for row in range(len(status)) if view.asks(row)]
    assert asked
    assert all(status[row] == "open" for row in asked)
    assert view.open_count == status.count("open")
    assert WORDS.status("stale") != WORDS.status("open")


def test_adding_what_is_stale_is_a_verdict_on_it(tmp_path: Path) -> None:
    with open_database(filled(tmp_path / "a.db", TEXTS[:1])) as db:
        extract(db, engine=chosen("1"))
        extract(db, engine=chosen("2"))
        gone = next(item for item in of_article(db, 1) if item.status == "stale" and item.kind == "mention")
        decisions.add(db, 1, gone.value, by=REVIEWER)
        [there] = [item for item in of_article(db, 1) if item.uid == gone.uid]
        assert there.status in {"accepted", "edited"}
        decisions.undo(db, by=REVIEWER)
        assert items.read(db, gone.uid).status == "stale"


def test_the_count_names_what_no_engine_claims_any_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "a.db", TEXTS[:1])
    with open_database(path) as db:
        extract(db, engine=chosen("1"))
        extract(db, engine=chosen("2"))
        gone = sum(item.status == "stale" and item.kind == "mention" for item in of_article(db, 1))
    assert gone > 0
    assert f"stale {gone}" in run(capsys, "stats", "--store", path)[1]


def test_two_engines_that_claim_an_item_are_both_kept(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", ["وصل سالم إلى بغداد أمس"])
    with open_database(path) as db:
        extract(db, engine=chosen())
        extract(db)
        claims = db.query(
            "SELECT i.uid, count(*) FROM found f JOIN item i ON i.n = f.item JOIN run r ON r.n = f.run"
            " GROUP BY i.uid HAVING count(DISTINCT r.engine) = 2"
        )
        assert claims
        extract(db, engine=chosen("3"))
        assert {items.read(db, uid).status for uid, _ in claims} == {"open"}, "one of two still claims it"


# -- ends of all kinds


def program(path: Path, jobs: int, at: Path | str = "") -> subprocess.Popen[str]:
    """Start a program that extracts a store and says each article after its commit."""
    command = [sys.executable, "-m", "tests.tui.extracting_program", str(path), str(jobs), str(at)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def children(pid: int) -> list[int]:
    """Return the processes that a process started and that have not ended."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 2), (signal.SIGTERM, 2), (signal.SIGKILL, -9)])
@pytest.mark.parametrize("jobs", [1, 2])
def test_ended_in_the_middle_nothing_is_lost_and_the_next_goes_on(
    tmp_path: Path, number: signal.Signals, code: int, jobs: int
) -> None:
    bodies = [f"{text} {number}" for number in range(4) for text in TEXTS]
    whole, cut = (filled(tmp_path / name, bodies) for name in ("whole.db", "cut.db"))
    with program(cut, jobs) as running:
        assert running.stdout is not None
        told = [int(running.stdout.readline()) for _ in range(12)]
        workers = children(running.pid)
        assert len(workers) == (jobs if jobs > 1 else 0)
        os.kill(running.pid, number)
        told += [int(line) for line in running.stdout.read().split()]
        assert running.wait(20) == code
    with open_database(cut) as db:
        # at once: no worker holds the store
        covered = {row[0] for row in db.query("SELECT article FROM covered")}
        assert set(told) <= covered, "what was told of is kept"
        assert len(covered) < len(bodies), "it was in the middle"
        assert extract(db, engine=chosen(), jobs=jobs).articles == len(bodies) - len(covered)
    extracted(whole)
    assert tables(cut) == tables(whole)
    assert all(ends(worker) for worker in workers)


@pytest.fixture
def fifo(tmp_path: Path) -> tuple[Path, int]:
    """Give a pipe with a name and its reading end, for a worker that says where it waits."""
    at = tmp_path / "at"
    os.mkfifo(at)
    return at, os.open(at, os.O_RDONLY | os.O_NONBLOCK)


def read_pid(reader: int) -> int:
    """Return what the waiting worker says."""
    assert select.select([reader], [], [], 20)[0]
    return int(os.read(reader, 100))


def test_a_worker_that_is_killed_costs_one_article_and_the_exit_code_says_so(
    tmp_path: Path, fifo: tuple[Path, int]
) -> None:
    at, reader = fifo
    bodies = [*TEXTS[:4], "!wait", *TEXTS[4:]]
    path = filled(tmp_path / "a.db", bodies)
    with program(path, 2, at) as running:
        os.kill(read_pid(reader), signal.SIGKILL)
        out, errors = running.communicate(timeout=30)
    assert running.returncode == 1
    assert [int(line) for line in out.split()] == list(range(1, len(bodies) + 1))
    [line] = errors.splitlines()
    assert "article 5 (4.txt)" in line
    assert "SIGKILL" in line
    with open_database(path) as db:
        assert list(articles.unextracted(db, *chosen().identity)) == [5]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_worker_that_never_comes_back_ends_with_the_program(
    tmp_path: Path, fifo: tuple[Path, int], number: signal.Signals
) -> None:
    at, reader = fifo
    path = filled(tmp_path / "a.db", [*TEXTS[:4], "!wait", *TEXTS[4:]])
    with program(path, 2, at) as running:
        worker = read_pid(reader)
        assert running.stdout is not None
        # those before it are kept while it is waited for
        assert [int(running.stdout.readline()) for _ in range(4)] == [1, 2, 3, 4]
        os.kill(running.pid, number)
        running.communicate(timeout=20)
    assert ends(worker)
    with open_database(path) as db:
        assert {row[0] for row in db.query("SELECT article FROM covered")} == {1, 2, 3, 4}


# -- on a terminal


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_bar_shows_how_fast_it_goes_and_the_caret_comes_back(
    tmp_path: Path, fifo: tuple[Path, int], number: signal.Signals
) -> None:
    at, reader = fifo
    path = filled(tmp_path / "a.db", [*TEXTS[:4], "!wait", *TEXTS[4:]])
    command = [sys.executable, "-m", "tests.tui.extracting_program", str(path), "2", str(at)]
    with Terminal(command, columns=100) as terminal:
        read_pid(reader)
        terminal.read(until="4/31", quiet=0.05)
        assert re.search(r"4/31 [\d.e+]+ articles/s, [\d,]+ words/s", terminal.text)
        if number == signal.SIGINT:
            terminal.send(b"\x03")
        else:
            os.kill(terminal.pid, number)
        assert terminal.wait() == 2
    assert terminal.written.rfind(b"\x1b[?25h") > terminal.written.rfind(b"\x1b[?25l") > -1
    assert b"Traceback" not in terminal.written


def test_at_the_end_a_terminal_is_told_how_fast_it_went(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", TEXTS[:3])
    with Terminal(muraji("extract", "--store", str(path)), columns=120) as terminal:
        terminal.read(until="articles/s")
        assert terminal.wait() == 0
        assert re.search(r"3 articles extracted with builtin \S+ in [\d.]+ s: \S+ articles/s", terminal.text)


# -- the command


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run a command here; return its exit code, output and errors."""
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    out, errors = capsys.readouterr()
    return code, out, errors


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "a.db", ["وصل سالم الوادي إلى بغداد أمس", "قصف مسلحون قرية قرب الموصل"])
    code, out, errors = run(capsys, "extract", "--store", path, "--jobs", "2", "--json")
    assert (code, errors) == (0, "")
    said = json.loads(out)
    assert said.pop("seconds") > 0
    version = said.pop("version")
    assert said == {"engine": "builtin", "jobs": 2, "articles": 2, "words": 11, "skipped": []}
    code, out, errors = run(capsys, "extract", "--store", path, "--again")
    assert (code, errors) == (0, "")
    assert out == WORDS.say("extract_done", count=2, engine="builtin", version=version) + "\n"
    assert json.loads(run(capsys, "extract", "--store", path, "--json")[1])["articles"] == 0


def test_what_was_skipped_is_a_line_each_and_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.commands.extract.chosen", lambda *_: chosen())
    path = filled(tmp_path / "a.db", ["سالم هنا", "!raise"])
    code, out, errors = run(capsys, "extract", "--store", path)
    assert code == 1
    assert out.endswith(WORDS.say("extract_failed", count=1) + "\n")
    [line] = errors.splitlines()
    assert "article 2 (1.txt)" in line
    code, out, _ = run(capsys, "extract", "--store", path, "--again")
    assert code == 1
    assert out.endswith(WORDS.say("extract_again_failed", count=1) + "\n")
    code, out, errors = run(capsys, "extract", "--store", path, "--json")
    assert code == 2, "nothing was done"
    [skipped] = json.loads(out)["skipped"]
    assert (skipped["article"], skipped["name"]) == (2, "1.txt")


def test_an_unknown_engine_is_a_line_that_says_which_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = filled(tmp_path / "a.db", TEXTS[:1])
    code, out, errors = run(capsys, "extract", "--store", path, "--engine", "nope")
    assert (code, out) == (2, "")
    [line] = errors.splitlines()
    assert "nope" in line
    assert "builtin" in line


def test_no_number_of_jobs_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["extract", "--jobs", "0"])
    assert caught.value.code == 2
    assert "'0' is no number from 1 to 64" in capsys.readouterr().err


def test_loading_can_go_on_to_extract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("وصل سالم الوادي إلى بغداد أمس")
    path = tmp_path / "a.db"
    code, out, errors = run(capsys, "load", "--extract", tmp_path / "a.txt", "--store", path)
    assert (code, errors) == (0, "")
    loaded, done = out.splitlines()
    assert loaded.startswith("1 new")
    assert done.startswith("1 articles extracted")
    with open_database(path, write=False) as db:
        assert of_article(db, 1)
    code, out, _ = run(capsys, "load", "--extract", "--json", tmp_path / "a.txt", tmp_path / "b.txt", "--store", path)
    assert code == 1
    assert [json.loads(line)["article"] for line in out.splitlines()] == [1, None]


def test_loading_says_by_its_exit_code_that_an_article_was_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.commands.proposing.chosen", lambda **_: chosen())
    (tmp_path / "a.txt").write_text("!raise سالم")
    code, _, errors = run(capsys, "load", "--extract", tmp_path / "a.txt", "--store", tmp_path / "a.db")
    assert code == 1
    assert "ValueError" in errors


def test_few_articles_are_extracted_here_and_many_by_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr("tui.workers.WORTH_WORKERS", 5)
    with open_database(filled(tmp_path / "few.db", TEXTS[:4])) as db:
        assert propose(db, engine=chosen()).jobs == 1
    with open_database(filled(tmp_path / "many.db", TEXTS[:5])) as db:
        assert propose(db, engine=chosen()).jobs == 2
        assert queue.counts(db)["open"] == 5
    with open_database(filled(tmp_path / "alone.db", TEXTS[:5])) as db:
        alone = replace(chosen(), alone=True)
        assert propose(db, engine=alone).jobs == 1, "an engine with threads of its own"
        assert propose(db, engine=alone, jobs=2, again=True).jobs == 2, "asked for is asked for"


def test_the_handler_of_sigterm_is_put_back(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    path = filled(tmp_path / "a.db", TEXTS[:1])
    assert main(["extract", "--store", str(path)]) == 0
    assert signal.getsignal(signal.SIGTERM) is before
