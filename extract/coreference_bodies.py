"""Organisations told in full and in short: keys that are one body, by its words.

A key is (type, word, ...), words folded and in one spelling. Nothing here reads the text: what is one body is told by
the names that an article has of it, and a short name joins only where one name alone can be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.gazetteer import known_names
from extract.heads import heads
from extract.same_names import rows_with, spelled
from extract.tables import is_nationality, word_set

Key = tuple[str, ...]
Join = tuple[Key, Key]
"""Two keys of one thing, the fuller first."""

_TRANSPARENT = word_set(
    "وزارة نادي فريق قناة قناتي فضائية وكالة صحيفة جريدة مجلة موقع شركة شبكة إذاعة تلفزيون محطة تنظيم جماعة منظمة حركة هيئة حزب تيار "
    "مؤسسة مجموعة ميليشيا ميليشيات مليشيا مليشيات ميلشيا ميلشيات جبهة مصرف بنك النادي القناة الشركة قوات"
)
"""Heads that a body is called with and without: وزارة الخارجية, الخارجية. No unit of another: كتائب حزب الله is not حزب الله."""
_HOUSES = frozenset(
    {("مجلس", "النواب"), ("مجلس", "الشعب"), ("مجلس", "الشوري"), ("الكونجرس",), ("الكنيست",), ("مجلس", "الامه")}
)
_GENERIC_TAIL = word_set(
    "الدولي الدولية الاتحادية الاتحادي الفيدرالية الفيدرالي العالمية العالمي الرسمية الرسمي العامة العام العليا الأعلى"
)
"""Adjectives that a name keeps its thing without, where it stands told once with them."""
_PARTING = word_set(
    "القومي القومية الأعلى الخاصة البرية الجوية البحرية الفضائية النظامية العسكري العسكرية السياسي السياسية المركزي المركزية الإقليمي المحلي المحلية الانتقالي الانتقالية"
)
"""Adjectives that make another body of a name: مجلس الأمن, مجلس الأمن القومي."""
_FORCES = word_set("القوات قوات الجيش")
"""Heads that any word but a nationality makes a part of: قوات الأمن العراقية is not القوات العراقية."""
_ALONE = word_set("التحالف المقاومة الشرعية الائتلاف")
"""Single words that stand for a name that begins with them."""
_COUNTRY_ENDINGS = ("", "ا", "يا", "ه", "يه")


def body_joins(keys: Iterable[Key]) -> Iterator[Join]:
    """Yield pairs of keys of organisations that are one body, surest first."""
    bodies = [key for key in dict.fromkeys(keys) if key[0] == "ORG"]
    yield from _headless(bodies)
    yield from _parliaments(bodies)
    yield from _of_countries(bodies)
    yield from _shortened(bodies)


def _headless(bodies: list[Key]) -> Iterator[Join]:
    """نادي الاتحاد and الاتحاد; two bodies of other heads and one name leave the name alone."""
    headed: dict[Key, list[Key]] = {}
    for key in bodies:
        if len(key) > 2 and _is_transparent(key):
            headed.setdefault(key[2:], []).append(key)
    for key in bodies:
        wholes = headed.get(key[1:], [])
        if len(wholes) == 1:
            yield wholes[0], key


def _parliaments(bodies: list[Key]) -> Iterator[Join]:
    """البرلمان العراقي and مجلس النواب العراقي, of one state."""
    for key in bodies:
        if len(key) == 3 and key[1] == "البرلمان" and is_nationality(key[2]):
            for other in bodies:
                if other[1:-1] in _HOUSES and other[-1] == key[2]:
                    yield other, key


def _of_countries(bodies: list[Key]) -> Iterator[Join]:
    """المنتخب المصري and منتخب مصر, الجيش السوري and جيش سوريا."""
    definite = {(key[1], key[2]): key for key in bodies if len(key) == 3 and is_nationality(key[2])}
    for (noun, nationality), key in definite.items():
        for country in countries(nationality):
            other = ("ORG", noun.removeprefix("ال"), *country)
            if other in bodies:
                yield key, other


def countries(nationality: str) -> Iterator[Key]:
    """Yield the known countries' names that a nationality may be of: الأميركية is of أميركا."""
    stem = nationality.removeprefix("ال").removesuffix("ه").removesuffix("ي")
    for form in (start + stem + end for end in _COUNTRY_ENDINGS for start in ("", "ال")):
        country = country_of((form,))
        if country:
            yield spelled((form,))
            if country != spelled((form,)):
                yield country


def country_of(words: Key) -> Key:
    """Return the first spelling of a known place; empty where words name none."""
    for entry in known_names().get(words[0], ()):
        if entry.words == words and entry.type == "LOC":
            return spelled(entry.canonical.split())
    return ()


def _shortened(bodies: list[Key]) -> Iterator[Join]:
    """حزب العمال and حزب العمال الكردستاني: all words of the short name in the long one, in order, the head first."""
    stems = {key: tuple(_stem(word) for word in _core(key)) for key in bodies}
    for short in bodies:
        if not _may_be_short(short):
            continue
        wholes = [long for long in bodies if long != short and _is_short_of(stems[short], stems[long])]
        wholes = [long for long in wholes if not _are_two(short, long)]
        longest = max(wholes, key=len, default=())
        # Each of the fuller ones is short for the fullest, or the name may mean several.
        if longest and all(long == longest or _is_short_of(stems[long], stems[longest]) for long in wholes):
            yield longest, short


def _core(key: Key) -> Key:
    return key[2:] if len(key) > 2 and _is_transparent(key) else key[1:]


def _is_transparent(key: Key) -> bool:
    """Return whether a body is called by the words after its head too; وزارة البيشمركة is not البيشمركة."""
    if key[1] == "وزاره":
        return key[2] in heads().ministries
    if key[1] == "قوات":
        return not is_nationality(key[-1]) and key[2] not in heads().bodies
    return key[1] in _TRANSPARENT


def _stem(word: str) -> str:
    for start in ("لل", "ال"):
        if word.startswith(start) and len(word) > 4:
            return word[2:]
    return word


def _may_be_short(key: Key) -> bool:
    """Return whether a name has words enough, or is a ministry's, or is a coalition's and the like."""
    return len(key) > 2 or key[1] in heads().ministries or key[1] in _ALONE


def _is_short_of(short: Key, long: Key) -> bool:
    if len(short) >= len(long) or short[0] != long[0]:
        return False
    rest = iter(long)
    if not all(any(word == other for other in rest) for word in short):
        return False
    # What the long name has more says whose it is, or what it is for; it joins nothing to it.
    return not any(word[:1] == "و" and _stem(word[1:]) != word[1:] for word in long[len(short) :])


def _are_two(short: Key, long: Key) -> bool:
    """Return whether the lists know them as two, or a word makes the long one another body."""
    more = [word for word in long[1:] if _stem(word) not in {_stem(each) for each in short[1:]}]
    if _PARTING.intersection(more) or (short[1] in _FORCES and any(not is_nationality(word) for word in more)):
        return True
    if is_nationality(short[-1]) and is_nationality(long[-1]) and short[-1] != long[-1]:
        return True
    if all(word in _GENERIC_TAIL or is_nationality(word) for word in more):
        return False
    rows = [{first for first, _ in rows_with("ORG", " ".join(key[1:]))} for key in (short, long)]
    return bool(rows[0] and rows[1] and not rows[0] & rows[1])
