"""A transformer of chance numbers that is read by camel-tools' own loader, as small as one can be, and a morphology of five words."""

from __future__ import annotations

import json
from pathlib import Path

from tests.extract.camel.fake import LABELS

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىئؤ0123456789.,؟،:«»"
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{letter}" for letter in LETTERS)]


def write_model(folder: Path, *, binary: bool = False, seed: int = 1, labels: tuple[str, ...] = LABELS) -> Path:
    """Write a model into a folder; needs the extra `camel`."""
    import torch
    from transformers import BertConfig, BertForTokenClassification
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    model = BertForTokenClassification(config)
    # chance numbers this small give every word one label: spread, they give several
    torch.nn.init.normal_(model.classifier.weight, std=2.0)
    model.save_pretrained(folder)
    if binary:
        torch.save(model.state_dict(), folder / "pytorch_model.bin")
        (folder / "model.safetensors").unlink()
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": False}))
    return folder


MORPHOLOGY = """###DEFINES###
DEFINE pos pos:verb pos:noun pos:adj
DEFINE prc0 prc0:0 prc0:Al_det
DEFINE prc1 prc1:0
DEFINE prc2 prc2:0 prc2:wa_conj
DEFINE prc3 prc3:0
DEFINE enc0 enc0:0
DEFINE lex lex:*open*
DEFINE diac diac:*open*
DEFINE bw bw:*open*
DEFINE gloss gloss:*open*
###DEFAULTS###
DEFAULT pos:verb prc0:0 prc1:0 prc2:0 prc3:0 enc0:0 lex:* diac:* bw:* gloss:*
DEFAULT pos:noun prc0:0 prc1:0 prc2:0 prc3:0 enc0:0 lex:* diac:* bw:* gloss:*
DEFAULT pos:adj prc0:0 prc1:0 prc2:0 prc3:0 enc0:0 lex:* diac:* bw:* gloss:*
###ORDER###
ORDER pos prc0 prc1 prc2 prc3 enc0 lex diac bw gloss
###TOKENIZATIONS###
TOKENIZATION bw
###STEMBACKOFF###
STEMBACKOFF NOAN NOUN
###PREFIXES###
\tPref-0\tdiac: bw: gloss:
و\tPref-Wa\tprc2:wa_conj diac:وَ bw:وَ/CONJ+ gloss:and
###SUFFIXES###
\tSuff-0\tdiac: bw: gloss:
###STEMS###
يعتقلنهما\tV\tpos:verb prc0:0 prc1:0 prc2:0 prc3:0 enc0:0 lex:اِعْتَقَل_1 diac:يَعْتَقِلْنَهُما bw:يعتقلنهما/IV gloss:arrest
شربناه\tV\tpos:verb prc0:0 prc1:0 prc2:0 prc3:0 enc0:0 lex:شَرِب_1 diac:شَرِبْناه bw:شربناه/PV gloss:drink
###TABLE AB###
Pref-0 V
Pref-Wa V
###TABLE BC###
V Suff-0
###TABLE AC###
Pref-0 Suff-0
Pref-Wa Suff-0
"""
"""Written for these tests, in the format of camel-tools' databases."""
