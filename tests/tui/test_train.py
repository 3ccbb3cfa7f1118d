"""`muraji train` as a reviewer meets it: what it says, what it changes, and that any end of it leaves a store's models whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from extract.article import Article, Reading, Source
from extract.engines import BUILTIN
from extract.errors import BadModel
from store import articles, decisions, items
from store.database import Database, open_database
from store.reviewed import reviewed
from store.values import MentionValue
from tests.extract.newsroom import article, unmarked
from tests.tui.terminal import muraji
from tui import own_models
from tui.__main__ import main
from tui.commands.output import DONE, FAILED
from tui.errors import BadUsage
from tui.loading import extract
from tui.own_models import Used, back, folder_of, keep, read, usable, used
from tui.serving import chosen
from tui.words import WORDS

BY = "r"


def add(db: Database, number: int) -> int:
    """Put an article of the newsroom into a store; return its number there."""
    body, _ = unmarked(article(number))
    source = Source(f"{number}.txt", sha256(body.encode()).digest(), "utf-8", "text/1")
    return articles.add(db, Reading(Article(body), source)).n


def review(db: Database, n: int, number: int) -> None:
    """Decide all names of an article towards its marks, and finish it."""
    body, names = unmarked(article(number))
    found = [item for item in items.of_article(db, n) if item.status == "open"]
    for item in found:
        value = item.value
        right = isinstance(value, MentionValue) and (value.start, value.end, value.type) in names
        (decisions.accept if right or item.kind != "mention" else decisions.reject)(db, [item.uid], by=BY)
    there = {(item.value.start, item.value.end) for item in items.of_article(db, n) if item.status == "accepted"}
    for start, end, kind in names:
        if (start, end) not in there:
            decisions.add(db, n, MentionValue(start, end, kind, body[start:end]), by=BY)
    decisions.finish(db, n, by=BY)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of eight articles that are reviewed and two that wait."""
    path = tmp_path_factory.mktemp("newsroom") / "news.db"
    with open_database(path) as db:
        numbers = {add(db, number): number for number in range(10)}
        extract(db)
        for n, number in list(numbers.items())[:8]:
            review(db, n, number)
    return path


@pytest.fixture
def store(newsroom: Path, tmp_path: Path) -> Path:
    """Return a copy of that store."""
    path = tmp_path / "news.db"
    path.write_bytes(newsroom.read_bytes())
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run a command here; return its exit code, output and errors."""
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    out, errors = capsys.readouterr()
    return code, out, errors


def trained(capsys: pytest.CaptureFixture[str], store: Path, *arguments: str) -> dict[str, object]:
    """Return what `train --json` says."""
    code, out, errors = run(capsys, "train", "--store", store, "--json", *arguments)
    assert (code, errors) == (DONE, "")
    said: dict[str, object] = json.loads(out)
    return said


def verdicts(store: Path) -> list[tuple[object, ...]]:
    """Return all decided items of a store."""
    with open_database(store, write=False) as db:
        return db.query(
            "SELECT uid, status, verdict, head FROM item WHERE status IN ('accepted', 'edited', 'rejected') ORDER BY uid"
        )


# -- the story


def test_a_better_model_is_used_by_the_next_extraction_and_decisions_stay(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = verdicts(store)
    code, out, _ = run(capsys, "train", "--store", store)
    digest = used(store).now.removeprefix("names-").removesuffix(".model")
    assert (code, len(digest)) == (DONE, 8)
    with open_database(store, write=False) as db:
        corrections = sum(each.corrections for each in reviewed(db, 100))
    assert corrections > 8
    assert out.split("\n")[0] == WORDS.say("train_on", articles=8, corrections=corrections)
    assert WORDS.say("train_kept", model=digest) in out
    assert verdicts(store) == before, "training decides nothing"
    said = json.loads(run(capsys, "extract", "--store", store, "--jobs", "2", "--json")[1])
    assert (said["version"], said["articles"], said["skipped"]) == (f"{BUILTIN.version}+{digest}", 10, [])
    assert verdicts(store) == before, "nor does proposing anew"
    with open_database(store, write=False) as db:
        waiting = [item for n in (9, 10) for item in items.of_article(db, n) if item.status == "open"]
        texts = {n: articles.read(db, n).article.body for n in (9, 10)}
    houses = {texts[item.article][item.value.start : item.value.end] for item in waiting if item.kind == "mention"}
    assert sum(house.startswith("ديوان ") for house in houses) >= 3
    assert json.loads(run(capsys, "extract", "--store", store, "--json")[1])["articles"] == 0


def test_a_dry_run_says_what_would_be_and_changes_nothing(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = trained(capsys, store, "--dry-run")
    assert (said["articles"], said["better"], said["used"]) == (8, True, False)
    assert not folder_of(store).exists()
    assert trained(capsys, store) == {**said, "used": True}, "the same again, and used"
    assert used(store).now == f"names-{said['model']}.model"


def test_the_same_articles_make_nothing_better_the_second_time(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = trained(capsys, store)
    again = trained(capsys, store)
    assert (again["better"], again["used"], again["model"]) == (False, False, None)
    scores = again["f1"]
    assert isinstance(scores, dict)
    assert scores["before"] == scores["new"] > scores["base"]
    assert used(store).now == f"names-{first['model']}.model"
    assert WORDS.say("train_worse", old=f"{100 * scores['before']:.1f}") in run(capsys, "train", "--store", store)[1]


def test_going_back_is_going_back_to_the_engine_alone(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trained(capsys, store)
    assert run(capsys, "train", "--store", store, "--back")[:2] == (DONE, WORDS.say("train_back_base") + "\n")
    assert json.loads(run(capsys, "extract", "--store", store, "--json")[1])["version"] == BUILTIN.version
    code, out, errors = run(capsys, "train", "--store", store, "--back")
    assert (code, out, errors.count("\n")) == (FAILED, "", 1)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_too_few_articles_are_refused_with_how_many_it_wants(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    path = tmp_path / "few.db"
    with open_database(path) as db:
        for number in range(count + 3):
            n = add(db, number)
            if number < count:
                review(db, n, number)
    code, out, errors = run(capsys, "train", "--store", path)
    assert (code, out) == (FAILED, "")
    assert errors == f"muraji: {WORDS.say('train_few', wanted=5, count=count)}\n"
    assert not folder_of(path).exists()


@pytest.mark.parametrize("arguments", [("--back",), (), ("--back", "--dry-run")])
def test_a_store_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, out, errors = run(capsys, "train", "--store", tmp_path / "none.db", *arguments)
    assert (code, out, errors.count("\n")) == (FAILED, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_articles_count_when_finished_or_when_each_name_is_decided(tmp_path: Path) -> None:
    with open_database(tmp_path / "a.db") as db:
        finished, named, half, untouched = (add(db, number) for number in range(4))
        extract(db)
        decisions.finish(db, finished, by=BY)
        for n, share in ((named, 1), (half, 2)):
            mentions = [item.uid for item in items.of_article(db, n) if item.kind == "mention"]
            decisions.accept(db, mentions[::share], by=BY)
        assert untouched == 4
        assert [each.uid for each in reviewed(db, 10)] == [articles.read(db, n).uid for n in (finished, named)]
        assert [each.uid for each in reviewed(db, 1)] == [articles.read(db, named).uid], "the latest of too many"


def test_a_reviewer_may_train_while_the_app_has_the_store_open(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_database(store):
        assert trained(capsys, store)["used"] is True


# -- a model that can't be used


DAMAGES: dict[str, Callable[[Path], object]] = {
    "model cut short": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "model gone": lambda path: path.unlink(),
    "model of noise": lambda path: path.write_bytes(os.urandom(5000)),
    "list cut short": lambda path: path.with_name("used.json").write_text('{"now": "na'),
    "list of another kind": lambda path: path.with_name("used.json").write_text("[1]"),
    "list that leads out": lambda path: path.with_name("used.json").write_text('{"now": "../../x", "before": []}'),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_model_is_one_line_and_the_engine_goes_on_without(
    store: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[Path], object]
) -> None:
    trained(capsys, store)
    damage(folder_of(store) / used(store).now)
    code, out, errors = run(capsys, "extract", "--store", store, "--again", "--json")
    said = json.loads(out)
    assert (code, said["version"], said["articles"]) == (DONE, BUILTIN.version, 10)
    assert errors.count("\n") == 1
    assert str(folder_of(store)) in errors
    # Training again makes one that can be used.
    assert json.loads(run(capsys, "train", "--store", store, "--json")[1])["used"] is True
    assert usable(store, pytest.fail)


# -- the folder


@pytest.fixture
def some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of a store, for whose models any bytes will do."""
    monkeypatch.setattr("extract.learned.local.unpack", lambda data: (None, data))
    return tmp_path / "some.db"


def test_the_last_few_are_kept_and_gone_back_to_one_by_one(some: Path) -> None:
    assert read(some) == b""
    for number in range(8):
        keep(some, b"%d" % number, str(number))
    there = sorted(path.name for path in folder_of(some).glob("*.model"))
    assert there == [f"names-{number}.model" for number in range(2, 8)]
    for number in range(7, 1, -1):
        assert read(some) == b"%d" % number
        if number > 2:
            back(some)
    back(some)
    assert read(some) == b""
    with pytest.raises(BadUsage):
        back(some)


def test_going_back_and_training_again_leads_back_to_what_was_in_use(some: Path) -> None:
    for name in ("a", "b"):
        keep(some, name.encode(), name)
    back(some)
    assert keep(some, b"c", "c") == Used("names-c.model", ("names-a.model", ""))
    assert back(some).now == "names-a.model"
    keep(some, b"a", "a")
    assert used(some) == Used("names-a.model", ("",)), "the same model is not behind itself"


def test_a_store_reached_by_a_link_has_the_same_models(some: Path) -> None:
    some.write_bytes(b"")
    link = some.parent / "folder" / "link.db"
    link.parent.mkdir()
    link.symlink_to(some)
    keep(link, b"a", "a")
    assert folder_of(link) == folder_of(some)
    assert read(some) == b"a"


KILLED = """\
import os, signal, sys
from pathlib import Path
left, store = int(sys.argv[1]), Path(sys.argv[2])
def dying(act):
    def wrapped(*args, **more):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **more)
    return wrapped
os.fsync, Path.replace, Path.unlink = dying(os.fsync), dying(Path.replace), dying(Path.unlink)
from tui import own_models
own_models.keep(store, b"new", "new")
print("kept")
"""


def test_a_kill_at_any_step_leaves_the_old_model_or_the_new_one_whole(some: Path) -> None:
    keep(some, b"old", "old")
    fates = []
    for step in range(20):
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(step), str(some)], capture_output=True, text=True, check=False
        )
        now = read(some)
        assert now in (b"old", b"new")
        fates.append(now)
        if ended.stdout:
            break
        assert ended.returncode == -signal.SIGKILL
        # as it was, for the next
        own_models._use(folder_of(some), Used("names-old.model"))
    assert fates[0] == b"old"
    assert fates[-1] == b"new"
    assert len(fates) >= 6
    assert fates == sorted(fates, key=lambda fate: fate == b"new"), "once the new one is used it stays so"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_end_in_the_middle_of_training_leaves_all_as_it_was(store: Path, how: signal.Signals) -> None:
    program = (
        "import os, sys, extract.train.local as local\n"
        "fit = local._fit\n"
        "def ending(*args):\n"
        "    fit(*args)\n"
        f"    os.kill(os.getpid(), {int(how)})\n"
        "local._fit = ending\n"
        "from tui.__main__ import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "train", "--store", str(store)], capture_output=True, text=True, check=False
    )
    assert ended.returncode == (-how if how == signal.SIGKILL else FAILED)
    assert "Traceback" not in ended.stderr
    assert not folder_of(store).exists()
    with pytest.raises(BadUsage):
        back(store)


def test_help_needs_neither_models_nor_tables() -> None:
    code = (
        "import sys\nfrom tui.__main__ import main\n"
        "try:\n    main(['train', '--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(bool({'pycrfsuite', 'textual', 'extract.document'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
    assert muraji("train")


def test_only_the_builtin_engine_takes_it(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trained(capsys, store)
    data = read(store)
    assert chosen("builtin", local=data).identity.version.startswith(f"{BUILTIN.version}+")
    assert chosen("builtin").identity.version == BUILTIN.version
    with pytest.raises(BadModel):
        chosen("builtin", local=data[:-1]).make()
