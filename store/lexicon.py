"""What reviewers have taught: the names they kept, with their types, and those they only ever rejected."""

from __future__ import annotations

from collections import Counter

from extract.items import Lexicon
from extract.normalise import normalise
from store.database import Database
from store.values import MentionValue, from_json


def learn(db: Database) -> Lexicon:
    """Return the names in the text under kept and rejected mentions; a name kept as several types has the commonest.

    A name is the text of the mention as it stands, normalised, spaces single. The same decisions teach the same.
    """
    kept: dict[str, Counter[str]] = {}
    rejected: set[str] = set()
    # Asked article by article: the bodies are never in memory together.
    for (article,) in db.query(
        "SELECT DISTINCT article FROM item INDEXED BY item_decided"
        " WHERE kind = 'mention' AND status IN ('accepted', 'edited', 'rejected')"
    ):
        [(body,)] = db.query("SELECT text FROM body WHERE article = ?", (article,))
        for value, verdict in db.query(
            "SELECT value, verdict FROM item INDEXED BY item_decided"
            " WHERE article = ? AND kind = 'mention' AND status IN ('accepted', 'edited', 'rejected')",
            (article,),
        ):
            mention = from_json(verdict or value)
            if not isinstance(mention, MentionValue):
                continue
            name = " ".join(normalise(body[mention.start : mention.end]).split())
            if not name:
                continue
            if verdict:
                kept.setdefault(name, Counter())[mention.type] += 1
            else:
                rejected.add(name)
    names = {name: min(types, key=lambda each: (-types[each], each)) for name, types in sorted(kept.items())}
    return Lexicon(names=names, rejected=frozenset(rejected - names.keys()))
