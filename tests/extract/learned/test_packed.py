"""The packed models: read once, a tagger for each thread, and a version that follows them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib import resources

import pytest

from extract.article import Article
from extract.builtin import Builtin
from extract.engines import BUILTIN
from extract.items import Lexicon
from extract.learned import modality, models, roles, triggers
from extract.learned.packed import Packed

MODELS = {"names": models.MODEL, "triggers": triggers.MODEL, "modality": modality.MODEL, "roles": roles.MODEL}
BODY = (
    "قال قائد الشرطة في مدينة الموصل إن مسلحين هاجموا نقطة تفتيش قرب الجسر مساء أمس، وقتل في الهجوم جنديان وأصيب"
    " ثلاثة آخرون، فيما اعتقلت القوات العراقية أربعة من المهاجمين ونقلتهم إلى العاصمة بغداد. وأضاف سليم الوادي أن"
    " التحقيق مستمر وأن وزارة الداخلية لن تفرج عن أحد منهم قبل محاكمته.\n"
)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_a_thread_keeps_its_tagger_and_shares_it_with_none(model: Packed) -> None:
    mine = model.tagger()
    assert model.tagger() is mine
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(model.tagger).result()
    assert other is not mine
    assert other.labels() == mine.labels()


@pytest.mark.parametrize("name", MODELS)
def test_the_digest_is_of_the_bytes(name: str) -> None:
    data = resources.files("extract").joinpath("data", f"{name}.crf").read_bytes()
    assert MODELS[name].digest == sha256(data).hexdigest()[:8]


def test_a_model_that_is_not_there_is_told_when_it_is_asked() -> None:
    missing = Packed("no_such.crf")
    with pytest.raises(FileNotFoundError, match="no_such"):
        missing.tagger()


def test_threads_at_the_same_time_give_the_items_that_one_gives() -> None:
    """One tagger for all would answer a thread with the sentence of another."""
    engine = Builtin()
    bodies = [BODY, BODY.replace("الموصل", "كركوك") * 2, BODY.replace("هاجموا", "قصفوا"), BODY * 3]
    alone = [engine.propose(Article(body), Lexicon()) for body in bodies]
    start = threading.Barrier(len(bodies))

    def run(body: str) -> list[object]:
        start.wait()
        return [engine.propose(Article(body), Lexicon()) for _ in range(6)]

    with ThreadPoolExecutor(len(bodies)) as pool:
        for wanted, found in zip(alone, pool.map(run, bodies), strict=True):
            assert found == [wanted] * 6


def test_the_version_was_raised_with_the_data() -> None:
    """Another model or table proposes other items; stores that an older version covered are extracted anew by the version.

    When this fails: raise BUILTIN.version in extract/engines.py and write the new digest here.
    """
    digest = sha256()
    data = resources.files("extract").joinpath("data")
    files = [*data.iterdir(), *data.joinpath("lists").iterdir()]
    for path in sorted((each for each in files if each.is_file() and each.name not in _SAYS_NOTHING), key=str):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    assert (BUILTIN.version, digest.hexdigest()[:12]) == _VERSION


_SAYS_NOTHING = ("MODEL_CARD.md", "extension_example.toml")
_VERSION = ("5", "76907657538d")
