"""The adapter to camel-tools, with a real model of chance numbers read by its real loader. Needs the extra `camel`."""

from __future__ import annotations

import json
import math
import os
import random
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from extract.article import Article
from extract.camel.engine import Camel
from extract.camel.folders import Here, here
from extract.camel.tagging import tag
from extract.camel.windows import Row, label_words
from extract.document import Document
from extract.engines import EngineId, load
from extract.errors import EngineMissing
from extract.items import Lexicon
from tests.extract.camel.fake import LABELS, FakeModel
from tests.extract.camel.test_lemmas import STRANGE
from tests.extract.camel.tiny import MORPHOLOGY, write_model

pytest.importorskip("camel_tools", reason="needs the extra camel: make test-camel")
pytest.importorskip("torch", reason="needs the extra camel: make test-camel")

from extract.camel.library import THREADS, Analyser, Recogniser


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("camel") / "model")


@pytest.fixture(scope="session")
def model(folder: Path) -> Recogniser:
    return Recogniser(where(folder))


@pytest.fixture
def setting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MURAJI_CAMEL_MODEL", str(folder))
    monkeypatch.delenv("MURAJI_CAMEL_MORPHOLOGY", raising=False)
    return folder


def where(folder: Path) -> Here:
    weights = next(folder / name for name in ("model.safetensors", "pytorch_model.bin") if (folder / name).exists())
    return Here(folder, weights, None, EngineId("camel", "test"))


def told(rows: list[Row | None]) -> list[str | None]:
    return [LABELS[row.index(max(row))] if row else None for row in rows]


SENTENCES = [
    ["وصل", "سليم", "الوادي", "إلى", "بغداد", "أمس"],
    ["قال"],
    ["اجتمع", "الوفد", "في", "أربيل", "،", "وعاد", "بعد", "اللقاء", "إلى", "الموصل", "."],
    ["عاد"] * 75,
]


def test_the_model_says_several_things(model: Recogniser) -> None:
    labels = {label for rows in label_words(model, SENTENCES) for label in told(rows)}
    assert len(labels) > 2, "a model that gives every word one label would show nothing in the tests below"


def test_it_says_what_camel_tools_itself_says(model: Recogniser) -> None:
    assert [told(rows) for rows in label_words(model, SENTENCES)] == model.recogniser.predict(SENTENCES)


def test_a_row_is_a_distribution_over_the_labels(model: Recogniser) -> None:
    rows = [row for rows in label_words(model, SENTENCES) for row in rows if row]
    assert all(len(row) == len(LABELS) == len(model.labels) for row in rows)
    assert all(math.isclose(sum(row), 1, abs_tol=1e-5) and min(row) >= 0 for row in rows)


def test_words_without_pieces_shift_nothing_where_predict_loses_them(model: Recogniser) -> None:
    words = ["وصل", "\u200f", "سليم", " ", "بغداد"]
    (rows,) = label_words(model, [words])
    (plain,) = label_words(model, [["وصل", "سليم", "بغداد"]])
    assert [row is None for row in rows] == [False, True, False, True, False]
    assert told([rows[0], rows[2], rows[4]]) == told(plain)
    assert len(model.recogniser.predict([words])[0]) == 3, (
        "if camel-tools answers all five, filtering is no longer needed"
    )


def test_a_word_outside_the_vocabulary_is_a_word(model: Recogniser) -> None:
    (rows,) = label_words(model, [["وصل", "😀", "漢", "NATO"]])
    assert None not in rows


def test_nothing_gives_nothing(model: Recogniser) -> None:
    assert label_words(model, []) == []
    assert label_words(model, [[]]) == [[]]
    assert tag(Document(Article("")), model) == []


def test_a_sentence_of_960_words_is_answered_word_by_word(model: Recogniser) -> None:
    (rows,) = label_words(model, [SENTENCES[0] * 160])
    assert len(rows) == 960
    assert None not in rows


def test_neither_order_nor_company_changes_an_answer(model: Recogniser) -> None:
    chance = random.Random(5)
    sentences = [chance.choices(SENTENCES[0] + SENTENCES[2], k=chance.randint(1, 70)) for _ in range(40)]
    together = label_words(model, sentences)
    order = chance.sample(range(40), 40)
    shuffled = label_words(model, [sentences[number] for number in order])
    for place, number in enumerate(order):
        alone = label_words(model, [sentences[number]])[0]
        for one, other, third in zip(together[number], shuffled[place], alone, strict=True):
            assert one
            assert one == pytest.approx(other, abs=1e-5)
            assert one == pytest.approx(third, abs=1e-5)


def test_the_same_again_is_the_same_to_the_last_digit(model: Recogniser, folder: Path) -> None:
    once = label_words(model, SENTENCES)
    assert label_words(model, SENTENCES) == once
    assert label_words(Recogniser(where(folder)), SENTENCES) == once


def test_threads_are_few_and_dropout_is_off(model: Recogniser) -> None:
    import torch

    assert torch.get_num_threads() == min(THREADS, os.cpu_count() or 1)
    assert not model.recogniser.model.training


def test_names_stand_at_our_offsets(setting: Path) -> None:
    body = "وصل سَلِيم\u200f الـــوادي 😀 إلى بغداد.\n\n" + "قال المتحدث إن الوفد عاد، " * 200 + "\nوعاد سليم."
    engine = load("camel")
    found = engine.propose(Article(body), Lexicon())
    assert (found.engine, found.version) == (engine.name, engine.version) == here().id
    starts = {token.start for token in Document(Article(body)).tokens}
    ends = {token.end for token in Document(Article(body)).tokens}
    model_names = [each for each in found.mentions if "camel-tools" in each.reason]
    assert model_names, "the model of chance numbers finds something"
    for name in found.mentions:
        assert name.end in ends
        assert name.start in starts or body[name.start - 1] in "وبلكف"
        assert 0 < name.confidence < 1
    assert engine.propose(Article(body), Lexicon()) == found


def test_the_old_form_of_weights_is_read_the_same(tmp_path: Path, model: Recogniser) -> None:
    old = Recogniser(where(write_model(tmp_path / "old", binary=True)))
    assert [told(rows) for rows in label_words(old, SENTENCES)] == [
        told(rows) for rows in label_words(model, SENTENCES)
    ]


def _cut(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])


def _without(name: str, weights: Path) -> None:
    from safetensors.torch import load_file, save_file

    tables = load_file(weights)
    del tables[name]
    save_file(tables, weights, {"format": "pt"})


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: _cut(folder / "model.safetensors", 4),
        lambda folder: _cut(folder / "model.safetensors", 10_000),
        lambda folder: (folder / "model.safetensors").write_bytes(b""),
        lambda folder: (folder / "model.safetensors").write_bytes(b"\xff" * 5000),
        lambda folder: _without("classifier.weight", folder / "model.safetensors"),
        lambda folder: _without("bert.encoder.layer.1.output.dense.weight", folder / "model.safetensors"),
        lambda folder: (folder / "vocab.txt").write_bytes(b"\xff\xfe\x00"),
        lambda folder: (folder / "tokenizer_config.json").write_text("{"),
        lambda folder: (folder / "config.json").write_text(
            (folder / "config.json").read_text().replace('"hidden_size": 32', '"hidden_size": 48')
        ),
        lambda folder: (folder / "config.json").write_text(
            (folder / "config.json").read_text().replace('"num_attention_heads": 2', '"num_attention_heads": 5')
        ),
    ],
)
def test_a_damaged_model_is_one_line_that_names_its_folder(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, damage: object
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    assert callable(damage)
    damage(broken)
    monkeypatch.setenv("MURAJI_CAMEL_MODEL", str(broken))
    with pytest.raises(EngineMissing) as raised:
        load("camel")
    words = str(raised.value)
    assert str(broken) in words
    assert "\n" not in words
    assert len(words) < 400 + len(str(broken))


@pytest.mark.parametrize("text", ["", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n", "\n".join(map(str, range(5000)))])
def test_a_vocabulary_of_another_model_is_refused(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / "vocab.txt").write_text(text)
    monkeypatch.setenv("MURAJI_CAMEL_MODEL", str(broken))
    with pytest.raises(EngineMissing) as raised:
        load("camel")
    assert str(broken / "vocab.txt") in str(raised.value)


def test_no_network_is_asked_and_the_home_stays_as_it_was(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    code = (
        "import json, socket, sys\n"
        "asked = []\n"
        "def refuse(*a, **k):\n"
        "    asked.append(str(a))\n"
        "    raise OSError('no network in this test')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from extract.engines import load\n"
        "from extract.article import Article\n"
        "from extract.items import Lexicon\n"
        "found = load('camel').propose(Article('وصل سليم إلى بغداد.'), Lexicon())\n"
        "print(json.dumps([asked, found.engine, 'camel_tools.data' in sys.modules]))"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "MURAJI_CAMEL_MODEL": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == [[], "camel", False]
    assert done.stderr == "", "no progress bar and no warning of a library"
    assert list(home.rglob("*")) == []


def test_blocking_the_network_as_that_test_does_would_show() -> None:
    with socket.socket() as tried, pytest.raises(OSError, match=r".+"):
        tried.connect(("127.0.0.1", 1))


@pytest.fixture
def morphology(tmp_path: Path) -> Path:
    path = tmp_path / "morphology.db"
    path.write_text(MORPHOLOGY, encoding="utf-8")
    return path


def test_a_database_gives_lemma_part_and_proclitics(morphology: Path) -> None:
    analyser = Analyser(morphology)
    (found,) = analyser.analyses(STRANGE)
    assert (found.lemma, found.part, found.proclitics) == ("اِعْتَقَل", "verb", 0)
    (joined,) = analyser.analyses("و" + STRANGE)
    assert joined.proclitics == 1
    assert analyser.analyses("زرهوق") == []


def test_with_a_database_a_trigger_in_a_strange_form_is_found(
    setting: Path, morphology: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = Article(f"كن و{STRANGE} ليلا")
    # the model of chance numbers would take the word for a name
    plain = Camel(model=FakeModel({}))
    assert plain.propose(article, Lexicon()).events == ()
    monkeypatch.setenv("MURAJI_CAMEL_MORPHOLOGY", str(morphology))
    engine = Camel(model=FakeModel({}))
    assert engine.version != plain.version
    (event,) = engine.propose(article, Lexicon()).events
    assert (event.type, article.body[event.start : event.end]) == ("ARREST", STRANGE)


@pytest.mark.parametrize("text", ["", "no database", MORPHOLOGY[:400], MORPHOLOGY.replace("###STEMS###", "")])
def test_a_damaged_database_is_one_line_that_names_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.db"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EngineMissing) as raised:
        Analyser(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)
