"""(text, keys, text): names in brackets before and after. The first name is current when the keys begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.article import Article, Reading, Source
from extract.items import Extraction, Mention
from store import articles, runs
from store.database import open_database
from store.values import MentionValue
from tests.tui.desk import marked, unmarked
from tests.tui.driving import Seat, seat


def store_of(text: str, folder: Path) -> Path:
    """Return a store with one article, the names that stand in brackets proposed."""
    body, spans = unmarked(text)
    path = folder / "store.db"
    with open_database(path) as db:
        article = Article(body, (), "title", "2021-03-14", "text")
        added = articles.add(db, Reading(article, Source("a.txt", bytes(32), "utf-8", "text/1")))
        names = tuple(Mention(start, end, kind, body[start:end], 0.5, "by hand") for start, end, kind in spans)
        runs.keep(db, added.n, Extraction("byhand", "1", names, ()))
    return path


def standing(at: Seat) -> str:
    """Return the text with the names that stand in brackets."""
    values = [item.value for item in at.view.mentions()]
    return marked(
        at.view.body, [(each.start, each.end, each.type) for each in values if isinstance(each, MentionValue)]
    )


CASES = [
    # edges: the far end moves, tab takes the near one
    ("زار [بغداد|LOC].", "x right enter", "زار [بغدا|LOC]د."),
    ("زار [بغداد|LOC] أمس.", "x left left left left enter", "زار [بغداد أمس|LOC]."),
    ("زار [بغداد|LOC] أمس.", "x a enter", "زار [بغداد أمس|LOC]."),
    ("زار [مدينة بغداد|LOC].", "x tab a enter", "زار مدينة [بغداد|LOC]."),
    ("زار [بغداد أمس|LOC].", "x d enter", "زار [بغداد|LOC] أمس."),
    ("زار [الشيخ سليم الوادي|PERSON].", "x tab a d enter", "زار [الشيخ سليم الوادي|PERSON]."),
    # proclitics, also those that share a cell with the name's first letter
    ("سافر [لبغداد|LOC].", "x tab left enter", "سافر ل[بغداد|LOC]."),
    ("سافر [لأربيل|LOC].", "x tab left enter", "سافر ل[أربيل|LOC]."),
    # which are taken in on the second press, and let go on the first
    ("سافر ل[أربيل|LOC].", "x tab right enter", "سافر ل[أربيل|LOC]."),
    ("سافر ل[أربيل|LOC].", "x tab right right enter", "سافر [لأربيل|LOC]."),
    ("سافر ل[أربيل|LOC].", "x tab right left right enter", "سافر ل[أربيل|LOC]."),
    ("سافر [ولأربيل|LOC].", "x tab left enter", "سافر و[لأربيل|LOC]."),
    ("سافر [ولأربيل|LOC].", "x tab left left enter", "سافر ول[أربيل|LOC]."),
    ("سافر ول[أربيل|LOC].", "x tab right right enter", "سافر و[لأربيل|LOC]."),
    ("سافر ول[أربيل|LOC].", "x tab right right right enter", "سافر [ولأربيل|LOC]."),
    ("كتب [وللأمم|ORG] المتحدة", "x tab left left enter", "كتب ول[لأمم|ORG] المتحدة"),
    ("كتب ول[لأمم|ORG] المتحدة", "x tab right enter", "كتب ول[لأمم|ORG] المتحدة"),
    ("زار ف[بغداد|LOC]", "x tab right enter", "زار ف[بغداد|LOC]"),
    ("زار ب[غداد|LOC]", "x tab right enter", "زار [بغداد|LOC]"),
    # by word: to the stem, then to its proclitics, then on
    ("قال للعراق [اليوم|DATE]", "x tab d enter", "قال ل[لعراق اليوم|DATE]"),
    ("قال للعراق [اليوم|DATE]", "x tab d d enter", "قال [للعراق اليوم|DATE]"),
    ("قال للعراق [اليوم|DATE]", "x tab d d d enter", "[قال للعراق اليوم|DATE]"),
    ("قال ولأربيل [اليوم|DATE]", "x tab d enter", "قال ول[أربيل اليوم|DATE]"),
    ("قال ولأربيل [اليوم|DATE]", "x tab d d enter", "قال [ولأربيل اليوم|DATE]"),
    ("من بغداد [اليوم|DATE]", "x tab d enter", "من [بغداد اليوم|DATE]"),
    ("من كابل [اليوم|DATE]", "x tab d enter", "من [كابل اليوم|DATE]"),
    ("من لبنان [اليوم|DATE]", "x tab d enter", "من [لبنان اليوم|DATE]"),
    ("قال والي [بغداد|LOC]", "x tab d enter", "قال [والي بغداد|LOC]"),
    ("سافر و[أربيل|LOC] أمس", "x tab d enter", "سافر و[أربيل|LOC] أمس"),
    ("سافر و[أربيل|LOC] أمس", "x tab d d enter", "سافر [وأربيل|LOC] أمس"),
    ("سافر [لأربيل الجديدة|LOC]", "x tab a enter", "سافر ل[أربيل الجديدة|LOC]"),
    ("سافر [مدينة وأربيل|LOC]", "x tab a enter", "سافر مدينة و[أربيل|LOC]"),
    # the far end passes a word's proclitics with the word, and is not left behind them unasked
    ("زار [بغداد|LOC] وأربيل", "x a enter", "زار [بغداد وأربيل|LOC]"),
    ("زار [بغداد|LOC] وأربيل", "x left left enter", "زار [بغداد|LOC] وأربيل"),
    ("زار [بغداد|LOC] وأربيل", "x left left left enter", "زار [بغداد و|LOC]أربيل"),
    ("زار [بغداد وأ|LOC]ربيل", "x right enter", "زار [بغداد|LOC] وأربيل"),
    # inside another letter pair on the second press of a key of its own
    ("رأى [جميلا|PERSON] أمس", "x x enter", "رأى [جميلا|PERSON] أمس"),
    ("رأى [جميلا|PERSON] أمس", "x x x enter", "رأى [جميل|PERSON]ا أمس"),
    ("رأى [جميل|PERSON]ا أمس", "x left enter", "رأى [جميلا|PERSON] أمس"),
    ("رأى [جميل|PERSON]ا أمس", "x x enter", "رأى [جميلا|PERSON] أمس"),
    ("قال [سلام|PERSON]", "x tab left x x enter", "قال سل[ام|PERSON]"),
    # with an anchor set by hand, and with shift
    ("زار [بغداد|LOC] وأربيل", "+ a a space a enter l", "زار [بغداد|LOC] و[أربيل|LOC]"),
    ("زار [بغداد|LOC] وأربيل", "+ a shift+left shift+left shift+left enter f", "زار [بغداد|LOC] و[أربي|FAC]ل"),
    ("زار [بغداد|LOC] وأربيل", "+ a shift+left shift+left left enter f", "زار [بغداد|LOC] و[أربيل|FAC]"),
    ("زار [بغداد|LOC] وأربيل", "+ a shift+left space left enter f", "زار [بغداد|LOC] و[أرب|FAC]يل"),
    ("زار [بغداد|LOC]. قال لا. نعم", "+ { } enter f", "زار [بغداد.|FAC] قال لا. نعم"),
    # Enter alone: the word without its proclitics, with them when the caret stands on them
    ("زار [بغداد|LOC] وأربيل", "+ a enter l", "زار [بغداد|LOC] و[أربيل|LOC]"),
    ("زار [بغداد|LOC] وأربيل", "+ a right enter l", "زار [بغداد|LOC] [وأربيل|LOC]"),
    ("زار [بغداد|LOC] لأربيل", "+ a enter l", "زار [بغداد|LOC] ل[أربيل|LOC]"),
    ("[زار|LOC] بغداد", "+ a enter f", "[زار|LOC] [بغداد|FAC]"),
    ("كتب [للعراق|LOC].", "x tab left enter", "كتب ل[لعراق|LOC]."),
    # marks go with their letter
    ("زَارَ [بِبَغْدَادَ|LOC].", "x tab left enter", "زَارَ بِ[بَغْدَادَ|LOC]."),
    ("زَارَ [بَغْدَادَ|LOC].", "x right enter", "زَارَ [بَغْدَا|LOC]دَ."),
    ("[العـــراق|LOC]", "x right enter", "[العـــرا|LOC]ق"),
    # Latin letters and digits inside Arabic go the other way on the screen
    ("قالت [AvaToday|ORG] أمس", "x left enter", "قالت [AvaToda|ORG]y أمس"),
    ("عام [2003|DATE] مضى", "x left enter", "عام [200|DATE]3 مضى"),
    ("عام [٢٠٠٣|DATE] مضى", "x left enter", "عام [٢٠٠|DATE]٣ مضى"),
    # blanks at the ends are left out
    ("زار [بغداد|LOC] أمس.", "x left enter", "زار [بغداد|LOC] أمس."),
    # type, verdicts
    ("زار [بغداد|LOC].", "t o", "زار [بغداد|ORG]."),
    ("زار [بغداد|LOC].", "t down enter", "زار [بغداد|FAC]."),
    ("زار [بغداد|LOC].", "r", "زار بغداد."),
    ("زار [بغداد|LOC].", "r u", "زار [بغداد|LOC]."),
    ("زار [بغداد|LOC].", "r u y", "زار بغداد."),
    ("زار [بغداد|LOC] ثم [بغداد|LOC].", "z", "زار بغداد ثم بغداد."),
    # adding: a word, a selection, over two lines
    ("زار [بغداد|LOC] أمس.", "+ a enter d", "زار [بغداد|LOC] [أمس|DATE]."),
    ("[بغداد|LOC] يا سليم الوادي", "+ a a space a a enter p", "[بغداد|LOC] يا [سليم الوادي|PERSON]"),
    ("[هيت|LOC]\nوراوة", "+ down enter l", "[هيت|LOC]\n[وراوة|LOC]"),
    ("[هيت|LOC]\n\n\nراوة", "+ a a enter l", "[هيت|LOC]\n\n\n[راوة|LOC]"),
    # a name that is added over a suggestion sets it aside
    ("في [بغداد|LOC] الجديدة", "+ space a a enter l", "في [بغداد الجديدة|LOC]"),
    ("في [بغداد|LOC] الجديدة", "+ space a a enter l u", "في [بغداد|LOC] الجديدة"),
    # the same span added again is an edit of it
    ("في [بغداد|LOC]", "+ enter f", "في [بغداد|FAC]"),
    ("في [بغداد|LOC]", "r + enter f", "في [بغداد|FAC]"),
    # nothing
    ("زار [بغداد|LOC].", "x right escape", "زار [بغداد|LOC]."),
    ("زار [بغداد|LOC].", "x tab tab left right enter", "زار [بغداد|LOC]."),
]  # fmt: skip


@pytest.mark.parametrize(("before", "keys", "after"), CASES)
async def test_keys(before: str, keys: str, after: str, tmp_path: Path) -> None:
    assert await brought(before, keys, tmp_path, width=80) == after


@pytest.mark.parametrize(("before", "keys", "after"), CASES[::5])
async def test_keys_where_the_list_stands_below_the_text(before: str, keys: str, after: str, tmp_path: Path) -> None:
    assert await brought(before, keys, tmp_path, width=44) == after


async def brought(before: str, keys: str, folder: Path, *, width: int) -> str:
    """Press the keys on a text; return what it has become."""
    async with seat(store_of(before, folder), first=1, size=(width, 24)) as at:
        assert standing(at) == before
        await at.press(*keys.split())
        assert at.mode == "review"
        return standing(at)


@pytest.mark.parametrize("text", ["زار [بغداد|LOC] أمس.", "[ا|ORG][ب|FAC]", "بلا", "قال [أ ب|PERSON]\n"])
def test_brackets_come_off_and_go_on(text: str) -> None:
    assert marked(*unmarked(text)) == text
