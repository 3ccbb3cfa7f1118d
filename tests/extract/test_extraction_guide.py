"""docs/extraction.md says what is so: its example file is good, its reasons are those that the engine gives, its steps are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.article import Article
from extract.engines import load
from extract.extension_file import parse
from extract.items import Lexicon
from extract.ontology import MOST_ENTITY_TYPES, ontology
from extract.patterns import MOST_STATES
from extract.train.__main__ import STEPS

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "extraction.md").read_text(encoding="utf-8")
CARD = (ROOT / "extract" / "data" / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_the_example_is_a_good_file_and_does_what_it_says() -> None:
    [example] = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    engine = load("builtin", parse(example))
    body = "قال الشاطئ الأزرق إن فوج النسور رأى السفينة ريم، ثم بدأ إضراب عمال الميناء"
    found = engine.propose(Article(body), Lexicon())
    told = {each.reason.partition(":")[0]: (each.type, each.canonical) for each in found.mentions}
    assert told["name of this project"] == ("ORG", "كتائب الشاطئ الأزرق")
    assert told["head word of this project"][0] == "ORG"
    assert told["pattern of this project"][0] == "SHIP"
    assert [each.reason for each in found.events if each.type == "STRIKE"] == ["trigger of this project: إضراب"]


def test_its_numbers_are_those_of_the_code() -> None:
    assert f"at most {MOST_STATES} states" in GUIDE
    assert MOST_ENTITY_TYPES - len(ontology().entities) == 8
    assert "eight entity types at most" in GUIDE
    assert "24 words" in GUIDE
    assert f"one of {len(ontology().events)} kinds" in GUIDE
    for kind in ontology().entities:
        assert f"| {kind} |" in GUIDE


@pytest.mark.parametrize("step", ["words", "lists", "names", "triggers", "roles"])
def test_every_step_of_the_training_is_there(step: str) -> None:
    assert step in STEPS
    assert f"python -m extract.train {step}" in GUIDE


REASONS = re.findall(r"`([a-z][a-z :+]+?)`", GUIDE.partition("## How to read a reason")[2].partition("\n## ")[0])


@pytest.mark.parametrize("reason", [each for each in REASONS if ":" in each or " " in each])
def test_every_reason_is_one_that_the_code_gives(reason: str) -> None:
    words = re.sub(r"^(model: (after a )?|gazetteer: |pattern: |trigger: )", "", reason.strip())
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "extract").rglob("*.py")]
    assert any(words in source for source in sources)


@pytest.mark.parametrize("suffix", ["crf", "marisa", "attributes"])
def test_the_card_and_the_notice_name_every_model(suffix: str) -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    names = [path.name for path in (ROOT / "extract" / "data").glob(f"*.{suffix}")]
    assert names
    for name in names:
        assert f"`{name}`" in CARD
        assert name in notice


def test_every_link_of_the_two_leads_somewhere() -> None:
    for text, folder in ((GUIDE, ROOT / "docs"), (CARD, ROOT / "extract" / "data")):
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
            assert (folder / target).exists(), target
