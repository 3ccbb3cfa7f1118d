"""Names that reviewers kept are learned with their types; names they only rejected are not proposed again."""

from __future__ import annotations

from extract.items import Extraction, Mention
from store import articles, decisions, runs
from store.database import Database
from store.lexicon import learn
from store.values import MentionValue
from tests.store import sample
from tests.store.sample import item, place


def test_nothing_decided_teaches_nothing(db: Database) -> None:
    sample.filled(db)
    lexicon = learn(db)
    assert (lexicon.names, lexicon.rejected) == ({}, frozenset())


def test_kept_corrected_and_added_names_are_learned_and_rejected_ones_remembered(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "حركة النخيل").uid], by="a")
    decisions.edit(db, item(db, n, "وكالة الرافد").uid, MentionValue(*place("الرافد"), "ORG", "الرافد"), by="a")
    decisions.add(db, n, MentionValue(*place("أمين"), "PERSON", "أمين"), by="a")
    decisions.reject(db, [item(db, n, "الموصل").uid], by="a")
    # One of the two Baghdads rejected, the other kept: a name all the same.
    decisions.reject(db, [item(db, n, "بغداد", 0).uid], by="a")
    decisions.accept(db, [item(db, n, "بغداد", 1).uid], by="a")
    # Events teach no names; what was undone teaches nothing.
    decisions.accept(db, [item(db, n, "هجوما", kind="event").uid], by="a")
    decisions.accept(db, [item(db, n, "قاعدة السدرة").uid], by="a")
    decisions.undo(db, by="a")
    lexicon = learn(db)
    assert lexicon.names == {"حركه النخيل": "ORG", "الرافد": "ORG", "امين": "PERSON", "بغداد": "LOC"}
    assert lexicon.rejected == {"الموصل"}


def test_a_name_of_two_types_has_the_commonest(db: Database) -> None:
    n = articles.add(db, sample.reading("النهر قال والنهر وصل والنهر بعيد")).n
    spans = [(0, 5), (11, 16), (22, 27)]
    found = tuple(
        Mention(*span, kind, "النهر", 0.5, "") for span, kind in zip(spans, ("ORG", "LOC", "ORG"), strict=True)
    )
    runs.keep(db, n, Extraction("e", "1", found, ()))
    decisions.accept(db, [item(db, n, "النهر", nth).uid for nth in range(2)], by="a")
    # A tie is settled by the type's name, the same everywhere.
    assert learn(db).names == {"النهر": "LOC"}
    decisions.accept(db, [item(db, n, "النهر", 2).uid], by="a")
    assert learn(db).names == {"النهر": "ORG"}
