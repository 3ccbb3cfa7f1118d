"""Events: triggers by type, what is no trigger, modality, and who fills which role."""

from __future__ import annotations

import pytest

from tests.extract.marked import plain, proposed, roles, with_triggers

TRIGGERS = [
    "و{قال|STATEMENT.say} مصدر إن الأمر انتهى",
    "{أعلنت|STATEMENT.announce} بغداد القرار",
    "{اتهمت|STATEMENT.accuse} واشنطن طهران",
    "{حذّرت|STATEMENT.warn} السفارة رعاياها",
    "{نفى|STATEMENT.deny} الوزير الخبر",
    "{تبنى|STATEMENT.claim} تنظيم داعش الهجوم".replace("الهجوم", "{الهجوم|ATTACK}"),
    "{انتقد|STATEMENT.criticise} النائب القرار",
    "{طالب|STATEMENT.demand} المحتجون برحيله",
    "س{تعلن|STATEMENT.announce future} النتائج غدا",
    "{هجوم|ATTACK} على قاعدة",
    "ب{غارات|ATTACK} جوية",
    "{القصف|ATTACK} العنيف",
    "{أطلقت|ATTACK} الفصائل صواريخ على القاعدة",
    "{انفجرت|ATTACK} سيارة مفخخة",
    "{اشتباكات|CLASH.clash} في المدينة",
    "{عملية عسكرية|CLASH.clash} واسعة",
    "{أسقطت|CLASH.intercept} الدفاعات طائرة مسيرة",
    "{مقتل|KILL_INJURE.kill} جندي و{إصابة|KILL_INJURE.injure} آخر",
    "{اغتيال|KILL_INJURE.kill} ناشط",
    "{اعتقال|ARREST.detain} متهم",
    "ألقت الشرطة {القبض|ARREST.detain} على متهم",
    "{خطف|ARREST.abduct} مسلحون طبيبا",
    "{إطلاق سراح|RELEASE} المعتقلين",
    "قرر القضاء {إطلاق سراحه|RELEASE}",
    "{أفرجت|RELEASE} السلطات عن المعتقلين",
    "{التقى|MEET.meet} الوزير نظيره",
    "{اتصال|MEET.call} هاتفي بين الرئيسين",
    "{مفاوضات|MEET.negotiate} في جنيف",
    "{زيارة|VISIT_TRAVEL} إلى بغداد",
    "و{زار|VISIT_TRAVEL} الوفد المدينة",
    "{وقف إطلاق النار|AGREEMENT.truce} في الجنوب",
    "{سحب|DEPLOY_WITHDRAW.withdraw} قوات من الشمال",
    "{احتجاجات|PROTEST} في البصرة",
    "{عقوبات|SANCTION} على المصرف",
    "{استقالة|APPOINT_RESIGN.resign} الوزير",
    "{محاكمة|TRIAL.trial} المتهم",
    "{زلزال|DISASTER_ACCIDENT} في الشمال",
    "{مشددة|STATEMENT.say} على الهدوء",
    "{قائلة|STATEMENT.say} لوكالة رويترز إنها باقية",
    "{صدت|CLASH.clash} القوات محاولة تسلل",
    "{إحالته|TRIAL.charge} للتحقيق",
    "لقي {حتفه|KILL_INJURE.kill} في المدينة",
    "{عبر|STATEMENT.say} الرئيس عن أسفه",
    "{مساعدات إنسانية|AID} للنازحين",
    "{دانت|STATEMENT.criticise} الأمم المتحدة القرار",
    # After لم a long vowel is lost.
    "لم {يصب|KILL_INJURE.injure denied} أحد",
    "ولم {تقل|STATEMENT.say denied} الوزارة إن الوفد عاد",
    "لم {يستقل|APPOINT_RESIGN.resign denied} الوزير",
    "لم {يزر|VISIT_TRAVEL denied} الوزير بغداد",
    "لم {يدن|STATEMENT.criticise denied} المجلس القرار",
]

NOT_TRIGGERS = [
    "عند الساعة ٤:٢٠ فجرا",
    "وفرة الأمطار في الشتاء",
    "حاجز تابع لـ “الجبهة”",
    "أوقفت الشركة البيع",
    "هجوم إلكتروني على المصرف",
    "مسيرته المهنية طويلة",
    "كسب لقمة العيش",
    "في مقر وزارة الثقافة",
    "ما يصل إلى مئة متجر",
    "إجراءات أمنية مشددة",
    "بشأن كشف غموض القضية",
    "معركة طويلة مع المرض",
    "كان مطعما تابعًا للمدينة",
    "عبر حسابه في الموقع",
    "زيارة غير معلنة".replace("زيارة", "{زيارة|VISIT_TRAVEL}"),
    "رواتب المنتقدين كبيرة",
    "لم يعد السوق آمنا",
    "ما لم يقل عن عشرة",
    "قد يزر الوزير",
    "احتل المرتبة الأولى في السباق",
    "هزم الفريق منافسه في المباراة",
    "خرب الصدأ الباب القديم",
    "سجل السائق الأول",
    "يذكر أن المدينة قديمة",
    "حرب تجارية بين البلدين",
    "معارك قانونية طويلة",
    "جواز سفره معه",
    "بلغ عدد السكان مليونا",
    "وصل السعر إلى ثمانين",
    "الحكومة تعمل في المدينة",
    "لجنة الانتخابات تعمل",
    "أضاف الهدف الثاني في المباراة",
    "لم يطرأ تغير على الأسعار",
    "توفير سيولة للمصارف",
    "إضافة إلى ذلك",
]


@pytest.mark.parametrize("marked", [*TRIGGERS, *NOT_TRIGGERS])
def test_triggers_are_found(marked: str) -> None:
    assert with_triggers(plain(marked)) == marked


MODALITIES = [
    ("لم يعتقل الجيش أحدا", "denied"),
    ("لن تقصف الطائرات المدينة", "denied"),
    ("دون اعتقال أحد", "denied"),
    ("أحبطت الشرطة محاولة اغتيال", "denied"),
    ("سيزور الوزير بغداد", "future"),
    ("يعتزم زيارة بغداد", "future"),
    ("لعقد اجتماع مع الوفد", "future"),
    ("قد تقصف الطائرات المدينة", "hypothetical"),
    ("إذا هاجمت القوات البلدة", "hypothetical"),
    ("دعا إلى وقف القصف", "hypothetical"),
    ("التوقف عن مهاجمة السفارة", "hypothetical"),
    ("حذر من السفر إلى العراق", "hypothetical"),
    ("وقد اعتقل الجيش رجلا", "asserted"),
    ("قصفت الطائرات المدينة", "asserted"),
]


@pytest.mark.parametrize(("body", "modality"), MODALITIES)
def test_modality_follows_its_cue(body: str, modality: str) -> None:
    assert proposed(body).events[-1].modality == modality


ROLES = [
    ("وصل إسماعيل قاآني إلى بغداد أمس", ["وصل actor=إسماعيل قاآني", "وصل location=بغداد", "وصل date=أمس"]),
    ("قاآني يصل بغداد", ["يصل actor=قاآني", "يصل location=بغداد"]),
    (
        "وصل قائد “لواء الضفاف” العراقي، مروان الدلبوشي، مساء الاثنين، إلى أربيل",
        ["وصل actor=مروان الدلبوشي", "وصل location=أربيل", "وصل date=مساء الاثنين"],
    ),
    ("أعلن الجيش الأميركي الانسحاب", ["أعلن actor=الجيش الأميركي", "الانسحاب actor=الجيش الأميركي"]),
    ("وقال مصدر أمني إن الوضع هادئ", ["قال actor=مصدر أمني"]),
    ("المصدر السياسي أكد الخبر", ["أكد actor=المصدر السياسي"]),
    ("اتهمت واشنطن طهران", ["اتهمت actor=واشنطن", "اتهمت target=طهران"]),
    ("أكد مصدر لوكالة رويترز الخبر", ["أكد actor=مصدر", "أكد recipient=رويترز"]),
    ("استهداف السفارة الأميركية في بغداد", ["استهداف target=السفارة الأميركية", "استهداف location=بغداد"]),
    ("هجوم على قاعدة بلد الجوية", ["هجوم target=قاعدة بلد الجوية"]),
    (
        "وتعرضت قاعدة بلد الجوية لهجوم بـ 3 صواريخ كاتيوشا",
        ["هجوم target=قاعدة بلد الجوية", "هجوم instrument=صواريخ كاتيوشا", "هجوم count=3"],
    ),
    ("شن داعش هجوما على القرية", ["هجوما actor=داعش", "هجوما target=القرية"]),
    ("مقتل 19 شخصا في بغداد", ["مقتل target=19 شخصا", "مقتل location=بغداد", "مقتل count=19 شخصا"]),
    ("إطلاق سراح قاسم الزرقوني", ["إطلاق سراح target=قاسم الزرقوني"]),
    ("الناشط قاسم الزرقوني الذي اعتقل الشهر الماضي", ["اعتقل target=قاسم الزرقوني", "اعتقل date=الشهر الماضي"]),
    ("التقى ترامب مع بوتين في موسكو", ["التقى actor=ترامب", "التقى counterpart=بوتين", "التقى location=موسكو"]),
    ("سحب القوات الأمريكية من العراق", ["سحب target=القوات الأمريكية", "سحب location=العراق"]),
    ("الحشد الشعبي في الأنبار هاجم القرية", ["هاجم actor=الحشد الشعبي", "هاجم location=الأنبار", "هاجم target=القرية"]),
    ("اعتقلت الشرطة أحمد الزرقوني", ["اعتقلت actor=الشرطة", "اعتقلت target=أحمد الزرقوني"]),
    ("اعتقلت الشرطة أمس", ["اعتقلت actor=الشرطة", "اعتقلت date=أمس"]),
    ("تفجير استهدف متظاهرين", ["تفجير target=متظاهرين", "استهدف target=متظاهرين"]),
    ("وصل قاآني إلى بغداد وقال إن الأمر انتهى", ["وصل actor=قاآني", "وصل location=بغداد"]),
    ("سافرت إلى لبنان والأردن", ["سافرت location=لبنان", "سافرت location=الأردن"]),
    ("نقلت رويترز عن مسؤولين قولهم إن الأمر انتهى", ["قولهم actor=مسؤولين"]),
]


@pytest.mark.parametrize(("body", "expected"), ROLES)
def test_roles_are_filled(body: str, expected: list[str]) -> None:
    assert roles(body) == expected


def test_an_argument_says_which_mention_fills_it() -> None:
    extraction = proposed("وصل إسماعيل قاآني إلى بغداد")
    spans = {(mention.start, mention.end) for mention in extraction.mentions}
    for argument in extraction.events[0].arguments:
        assert argument.mention == (argument.start, argument.end)
        assert argument.mention in spans


SPORT = """فاز الفريق في المباراة الأخيرة من الدوري، بعد هجوم متواصل على مرمى المنتخب الضيف في الشوط الثاني.
وسجل اللاعب هدفا في الدقيقة الثلاثين، وأصيب المدافع. والتقى المنتخب في لقاء القمة بطل الكأس، وعاد المدرب إلى الملعب."""


def test_a_game_is_no_war() -> None:
    assert [event.type for event in proposed(SPORT).events] == []


def test_the_same_words_outside_sport_are_events() -> None:
    assert [event.type for event in proposed("وأصيب المدافع في هجوم متواصل").events] == ["KILL_INJURE", "ATTACK"]


def test_an_event_says_why_and_how_sure() -> None:
    event = proposed("شن داعش هجوما على القرية").events[0]
    assert event.reason == "trigger: هجوم"
    assert 0 < event.confidence < 1
