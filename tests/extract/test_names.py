"""Names by gazetteer, head noun, pattern and repetition: tables of our own sentences with the names drawn in."""

from __future__ import annotations

import pytest

from extract.items import Lexicon
from extract.normalise import normalise
from tests.extract.marked import plain, proposed, with_names

PLACES = [
    "وصل الوفد إلى [بغداد|LOC] ثم غادر إلى [طهران|LOC]",
    "عاد ل[لعراق|LOC] بعد عام",
    "ب[بيروت|LOC] و[دمشق|LOC] و[القاهرة|LOC]",
    "في محافظة [صلاح الدين|LOC] شمال [بغداد|LOC]",
    "في بلدة [زرنوقة|LOC] الحدودية",
    "قرب مدينة [الموصل|LOC]",
    "في [كوريا الشمالية|LOC] و[الضفة الغربية|LOC]",
    "[طهران|LOC] تعتقد أن [واشنطن|LOC] ستنسحب",
    "في [بَغْدَادَ|LOC] و[البصـرة|LOC]",
    "ب[المنطقة الخضراء|LOC] وسط العاصمة",
    "اللقاء في بلد مجاور",
    "لم يحضر العلم إلى الساحة",
    "انتقدت الصحيفة السعودية القرار",
    "رجلا سورياً في الأربعين",
    "ك[بيروت|LOC]",
]

ORGANISATIONS = [
    "أعلن [الجيش الأميركي|ORG] الانسحاب",
    "[قوات أميركية|ORG] في الشمال",
    "[القوات المسلحة المصرية|ORG] تعلن",
    "[الحكومة العراقية|ORG] و[السلطات الأردنية|ORG]",
    "وزير الدفاع الأميركي يعود",
    "قالت [وزارة الخارجية|ORG] في بيان",
    "[وزارة الدفاع الأردنية|ORG]",
    "[وزارة النفط العراقية|ORG]",
    "عناصر من [حزب الله|ORG] اللبناني",
    "قائد [فيلق القدس|ORG] الإيراني",
    "ميليشيا [الحشد الشعبي|ORG] الموالية ل[إيران|LOC]",
    "تنظيم [داعش|ORG] المتشدد",
    "تنظيم [القاعدة|ORG] في الجبال",
    "على القاعدة أن تصبر",
    "وكالة [فرانس برس|ORG]",
    "نقلت [وكالة الأنباء السعودية|ORG]",
    "صحيفة “[الصباح الجديد|ORG]” ذكرت",
    "على موقع [تويتر|ORG]",
    "لـ[CNN|ORG]",
    "[الأمم المتحدة|ORG] و[مجلس الأمن الدولي|ORG]",
    "[ميليشيات الحوثي|ORG] تنسحب",
    "[الميليشيات الحوثية|ORG] تنسحب",
    "الحكومة والجيش والشرطة والبرلمان",
    "قادة الفصائل المسلحة والميليشيات العراقية",
    "حركة السير في المدينة",
    "مصادر من “[ألوية سهل الشمال|ORG]” قالت",
    "“[جبهة السنديان|ORG]” تنسحب",
    "مسلحون من [كتائب رايات النخيل|ORG]",
    "[حزب كاديما|ORG] المعارض",
    "[وزارة التضامن الاجتماعي|ORG]",
    "قالت القيادة العامة “في حالة حرب” إنها",
    "شركة كبرى ومؤسسة صغيرة",
]

PERSONS = [
    "وصل [إسماعيل قاآني|PERSON] إلى [بغداد|LOC]",
    "قائد [الحرس الثوري|ORG] الإيراني [مروان الدلبوشي|PERSON]",
    "قال الرئيس الأميركي [دونالد ترامب|PERSON] أمس إن الأمر انتهى".replace("أمس", "[أمس|DATE]"),
    "التقى وزير الزراعة اليمني [رعد الكبيسي|PERSON] الوفد",
    "وزير الخارجية [سالم العبدلي|PERSON]",
    "العميد الركن [خالد سرحان|PERSON]",
    "القيادي في الحركة [قاسم الدرعي|PERSON]",
    "المتحدث باسم الوزارة [أحمد الزرقوني|PERSON]",
    "الملقب [أبو فراس|PERSON]",
    "زار [أبو مهدي المهندس|PERSON] المدينة",
    "و[محمد بن راشد|PERSON] في الوفد",
    "[عبد العزيز الدهامشة|PERSON]",
    "قالت [ليلى سرحان|PERSON] إنها عادت",
    "الوزير على رأس الوفد",
    "القتيل عاش في المدينة",
    "وأكد المتحدث رسائلًا وصلت",
]

FACILITIES = [
    "هبط في [مطار بغداد الدولي|FAC]",
    "أغلقت [السفارة الأميركية|FAC] في [بغداد|LOC]",
    "[سفارة الولايات المتحدة|FAC] تحذر",
    "[القنصلية الأمريكية|FAC] في [أربيل|LOC]",
    "[قاعدة عين الأسد الجوية|FAC]",
    "[قاعدة “الزيتون”|FAC] قرب المطار",
    "نقل إلى [مستشفى الرازي|FAC]",
    "في [سجن إيفين|FAC]",
    "ل[لبيت الأبيض|FAC]",
    "القواعد الأمريكية والمعسكرات العراقية",
    "قاعدة عسكرية ومطار مدني",
    "رجل عالق في مطار ب[ماليزيا|LOC]",
    "[موقع نطنز النووي|FAC]",
]


@pytest.mark.parametrize("marked", [*PLACES, *ORGANISATIONS, *PERSONS, *FACILITIES])
def test_names_are_found_with_their_spans(marked: str) -> None:
    assert with_names(plain(marked)) == marked


REPEATS = [
    "وصل [إسماعيل البطحاني|PERSON] صباحا. وقال [البطحاني|PERSON] إنه متعب. و[البطحاني|PERSON] شيخ.",
    "قادة [الحشد الشعبي|ORG] اجتمعوا. وقال قيادي في [الحشد|ORG] إن الأمر انتهى.",
    "قال [أحمد الزرقوني|PERSON]: سأعود. و[الزرقوني|PERSON] غادر.",
]


@pytest.mark.parametrize("marked", REPEATS)
def test_names_told_again_are_found(marked: str) -> None:
    assert with_names(plain(marked)) == marked


def test_a_surname_with_tanwin_is_a_plain_word() -> None:
    assert with_names("وصل قاسم مصلح أمس. وجاء مصلحً.") == "وصل [قاسم مصلح|PERSON] [أمس|DATE]. وجاء مصلحً."
    assert with_names("وصل قاسم مصلح أمس. وعاد مصلح.") == "وصل [قاسم مصلح|PERSON] [أمس|DATE]. وعاد [مصلح|PERSON]."


def test_a_list_of_places_goes_on() -> None:
    body = "في بلدتي زرنوقة وخربشان وتلعوط"
    assert with_names(body) == "في بلدتي [زرنوقة|LOC] و[خربشان|LOC] و[تلعوط|LOC]"


def test_a_byline_names_its_writer_and_paper() -> None:
    assert with_names("بغداد - سعد الغريب") == "[بغداد|LOC] - [سعد الغريب|PERSON]"
    assert with_names("«الضحى» من الرياض") == "«[الضحى|ORG]» من [الرياض|LOC]"


def taught(names: dict[str, str], rejected: tuple[str, ...] = ()) -> Lexicon:
    """Return a lexicon of these names."""
    return Lexicon({normalise(name): kind for name, kind in names.items()}, frozenset(map(normalise, rejected)))


def test_an_accepted_name_is_proposed_with_its_clitics() -> None:
    lexicon = taught({"رابطة الشروق": "ORG"})
    marked = "قالت [رابطة الشروق|ORG] ول[رابطة الشُّروق|ORG] رأي"
    assert with_names(plain(marked), lexicon) == marked
    assert proposed(plain(marked), lexicon).mentions[0].reason == "accepted by a reviewer"


def test_an_accepted_name_is_found_whole_only() -> None:
    assert with_names("الشروقية", taught({"الشروق": "ORG"})) == "الشروقية"


def test_an_accepted_type_wins_over_the_tables() -> None:
    assert with_names("في بغداد", taught({"بغداد": "ORG"})) == "في [بغداد|ORG]"


def test_a_rejected_name_is_not_proposed() -> None:
    assert with_names("في بغداد والبصرة", taught({}, ("بغداد",))) == "في بغداد و[البصرة|LOC]"


def test_every_mention_says_why() -> None:
    for mention in proposed("وصل إسماعيل قاآني إلى بغداد أمس").mentions:
        assert mention.reason
        assert 0 < mention.confidence <= 1


def test_confidence_is_spread() -> None:
    body = "\n".join(map(plain, [*PLACES, *ORGANISATIONS, *PERSONS, *FACILITIES]))
    assert len({mention.confidence for mention in proposed(body).mentions}) >= 8


def test_furniture_gets_items_too() -> None:
    body = "مواضيع ذات صلة: وصول وزير الدفاع إلى البصرة"
    assert "[البصرة|LOC]" in with_names(body)


@pytest.mark.xfail(strict=True, reason="a surname that is a plain word (the valley) is not told from the word yet")
def test_a_surname_that_is_a_plain_word_after_a_chain_of_titles() -> None:
    marked = "قائد [الحرس الثوري|ORG] الإيراني [سليم الوادي|PERSON]"
    assert with_names(plain(marked)) == marked
