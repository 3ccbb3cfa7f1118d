"""Speed and memory of the camel engine: our batches against `predict()` of camel-tools, with a model of chance numbers.

    python -m bench.camel                a model of BERT-base's size, made anew, on invented sentences
    python -m bench.camel --model DIR    the same with a model of yours
    python -m bench.camel --tiny         a model of nothing: does the program work

What a model costs hangs on its size alone, so its numbers may be chance. Needs the extra `camel`. Each part runs in a
process of its own, so that neither has the other's memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LABELS = ["B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O"]
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىئؤ0123456789.,؟،:«»()-"
_TEXT = """وصل قائد لواء الضفاف سليم الوادي إلى مطار أربيل الدولي مساء الاثنين واجتمع بمحافظ المدينة وذكر ضابط في الجمارك أن الوفد
عاد بعد اللقاء وأضاف المتحدث أن الأسعار ارتفعت في الأسواق بسبب نقص السلع وأن المواطنين يشترون ما يحتاجون إليه من الخضار
والفواكه كل صباح فيما هددت فصائل مسلحة بالرد على الغارات خلال الأسبوع الماضي قرب بغداد والموصل"""
WORDS = _TEXT.split()


def make_model(folder: Path, *, tiny: bool = False) -> None:
    """Write a model of chance numbers: BERT-base's shape, 30,000 word pieces."""
    import torch
    from transformers import BertConfig, BertForTokenClassification
    from transformers.utils import logging

    logging.disable_progress_bar()
    folder.mkdir(parents=True, exist_ok=True)
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{letter}" for letter in LETTERS)]
    # whole words too, as in real vocabularies, where an Arabic word has about 1.6 pieces
    pieces += [word for number, word in enumerate(dict.fromkeys(WORDS)) if number % 3]
    pieces += [f"##{word[1:]}" for number, word in enumerate(dict.fromkeys(WORDS)) if not number % 3 and len(word) > 2]
    pieces = list(dict.fromkeys(pieces))
    pieces += [f"[unused{number}]" for number in range((300 if tiny else 30_000) - len(pieces))]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": False}))
    shape = (
        {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64} if tiny else {}
    )
    torch.manual_seed(1)
    names = {"id2label": dict(enumerate(LABELS)), "label2id": {label: number for number, label in enumerate(LABELS)}}
    BertForTokenClassification(BertConfig(vocab_size=len(pieces), **shape, **names)).save_pretrained(folder)


def sentences(count: int) -> list[list[str]]:
    """Return invented sentences as long as those of news: 4 to 60 words, 25 in the mean."""
    chance = random.Random(7)
    return [[chance.choice(WORDS) for _ in range(min(60, 4 + int(chance.expovariate(1 / 25))))] for _ in range(count)]


def measure(part: str, folder: Path, count: int) -> dict[str, float]:
    """Return what one part took, in this process: seconds to load, seconds, words, megabytes."""
    started = time.perf_counter()
    from extract.article import Article
    from extract.camel.engine import Camel
    from extract.camel.folders import Here, model_files
    from extract.camel.library import Recogniser
    from extract.camel.windows import label_words
    from extract.engines import EngineId
    from extract.items import Lexicon

    here = Here(folder, model_files(folder)[-1], None, EngineId("camel", "bench"))
    model = Recogniser(here)
    ready, loaded = time.perf_counter() - started, _megabytes()
    texts = sentences(count)
    label_words(model, texts[:2])  # the first run is slower
    engine = Camel(here, model)
    if part == "articles":
        engine.propose(Article("قال"), Lexicon())
    started, spent = time.perf_counter(), time.process_time()
    if part == "ours":
        label_words(model, texts)
    elif part == "predict":
        model.recogniser.predict(texts, batch_size=32)
    else:
        for first in range(0, count, ARTICLE):
            engine.propose(
                Article("\n".join(" ".join(words) + "." for words in texts[first : first + ARTICLE])), Lexicon()
            )
    return {
        "load": ready,
        "wall": time.perf_counter() - started,
        "cpu": time.process_time() - spent,
        "words": sum(map(len, texts)),
        "loaded": loaded,
        "peak": _megabytes(),
    }


ARTICLE = 22
"""Sentences of an article: about 550 words."""


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Speed and memory of the camel engine.")
    parser.add_argument("--model", type=Path, help="folder of a model; default: one of chance numbers")
    parser.add_argument("--tiny", action="store_true", help="a model of nothing, to try the program")
    parser.add_argument("--sentences", type=int, default=132)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.model or Path(scratch) / "model"
        if not arguments.model:
            _run(f"from bench.camel import *; make_model(Path({str(folder)!r}), tiny={arguments.tiny})")
        results = {}
        for part in ("ours", "predict", "articles"):
            call = f"measure({part!r}, Path({str(folder)!r}), {arguments.sentences})"
            results[part] = json.loads(_run(f"from bench.camel import *; print(json.dumps({call}))"))
    for part, words in (
        ("ours", "our batches"),
        ("predict", "predict() of camel-tools"),
        ("articles", "the whole engine"),
    ):
        found = results[part]
        print(
            f"{words:26}{found['words'] / found['wall']:7,.0f} words/s{found['words'] / found['cpu']:8,.0f} a core's second"
            f"{found['peak']:8,.0f} MB at most"
        )
    wall, cpu = (results["predict"][clock] / results["ours"][clock] for clock in ("wall", "cpu"))
    print(f"times as fast             {wall:7.1f} by the clock, {cpu:.1f} by the processors' time")
    print(f"an article of {ARTICLE} sentences {results['articles']['wall'] * ARTICLE / arguments.sentences:7.1f} s")
    print(f"ready in a fresh process  {results['ours']['load']:7.1f} s, {results['ours']['loaded']:,.0f} MB")


def _run(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
