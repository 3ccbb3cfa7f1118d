"""A verb that only carries an event noun is no event: شن هجوما, وجه طلبا, عقد اجتماعا; the trigger is the noun."""

from __future__ import annotations

import pytest

from tests.extract.guideline_events.drawn import arguments_at, read, triggers_in

CARRIED = [
    "شن المسلحون {هجوما|ATTACK} على المخفر",
    "شنت الطائرات {غارات|ATTACK} على المعسكر",
    "تشن القوات {هجوما|ATTACK} على المخفر",
    "نفذت الطائرات {ضربات|ATTACK} جوية على المعسكر",
    "نفذ المسلحون {هجوما|ATTACK} على المخفر",
    "تعرض المخفر ل{هجوم|ATTACK}",
    "تعرضت القافلة ل{كمين|ATTACK}",
    "وقع {انفجار|ATTACK} في السوق",
    "دوى {انفجار|ATTACK} في السوق",
    "فتح مجهولون {النار|ATTACK} على سيارة",
    "قامت الشرطة ب{اعتقال|ARREST.detain} ثلاثة شبان",
    "قام مسلحون ب{خطف|ARREST.abduct} مهندس",
    "شنت الشرطة حملة {اعتقالات|ARREST.detain} في الخليل",
    "ألقى الأمن {القبض|ARREST.detain} على ثلاثة لصوص",
    "عقد الوزيران {اجتماعا|MEET.meet} في عمان",
    "يعقد المجلس {اجتماعا|MEET.meet} طارئا",
    "عقدت اللجنة {اجتماعات|MEET.meet} في عمان",
    "أجرى الوزيران {مباحثات|MEET.meet} في عمان",
    "يجري الوزير {محادثات|MEET.meet} في عمان",
    "أجرى الوزير {اتصالا|MEET.call} هاتفيا بنظيره",
    "تلقى الوزير {مكالمة|MEET.call} هاتفية",
    "خاض الطرفان {مفاوضات|MEET.negotiate} في عمان",
    "بدأ الوزير {زيارة|VISIT_TRAVEL} إلى عمان",
    "قام الوزير ب{زيارة|VISIT_TRAVEL} إلى عمان",
    "أجرى الوزير {زيارة|VISIT_TRAVEL} إلى عمان",
    "يقوم الوزير ب{جولة|VISIT_TRAVEL} في الخليج",
    "وجه السكان {نداء|STATEMENT.demand} إلى الوزير",
    "وجه الوزير {طلبا|STATEMENT.demand} إلى البلدية",
    "وجهت الحركة {تهديدات|STATEMENT.threaten} إلى السكان",
    "وجه النائب {انتقادات|STATEMENT.criticise} إلى البلدية",
    "أصدرت الهيئة {تحذيرا|STATEMENT.warn} من الجفاف",
    "أدلى الوزير ب{تصريحات|STATEMENT.say} للصحفيين",
    "وجه الوزير {دعوة|STATEMENT.demand} إلى نظيره",
    "أصدر القائد {أوامر|STATEMENT.demand} للجنود",
    "وقع الطرفان {اتفاقا|AGREEMENT.deal} للمياه",
    "أبرم الطرفان {صفقة|AGREEMENT.deal} لتبادل الأسرى",
    "توصل الطرفان إلى {اتفاق|AGREEMENT.deal}",
    "توصل الطرفان إلى {هدنة|AGREEMENT.truce}",
    "نظم المعلمون {تظاهرة|PROTEST} أمام الوزارة",
    "نظمت النقابة {إضرابا|PROTEST} في عمان",
    "خرج المئات في {مظاهرة|PROTEST} في عمان",
    "فرضت واشنطن {عقوبات|SANCTION} على المصرف",
    "رفعت واشنطن {العقوبات|SANCTION} عن المصرف",
    "قدم المدير {استقالته|APPOINT_RESIGN.resign}",
    "أصدرت المحكمة {حكما|TRIAL.sentence} بالسجن على الموظف",
    "وجهت النيابة {اتهامات|TRIAL.charge} إلى الموظف",
    "أجرت تونس {انتخابات|ELECTION} بلدية",
    "تنظم تونس {انتخابات|ELECTION} بلدية",
    "اندلع {حريق|DISASTER_ACCIDENT} في المخزن",
    "ضرب {زلزال|DISASTER_ACCIDENT} أغادير",
    "قدمت الكويت {مساعدات|AID} إلى النازحين",
    "تلقى النازحون {مساعدات|AID} غذائية",
    "اندلعت {اشتباكات|CLASH.clash} بين القبيلتين",
    "دارت {معارك|CLASH.clash} قرب المطار",
    "خاض الجنود {معركة|CLASH.clash} قرب المطار",
    "نفذ الجيش {عملية عسكرية|CLASH.clash} في سنجار",
    "سقط ثلاثة {قتلى|KILL_INJURE.kill} في السوق",
    "لقي عاملان {حتفهما|KILL_INJURE.kill} في المنجم",
]


@pytest.mark.parametrize("marked", CARRIED)
def test_the_noun_is_the_event(marked: str) -> None:
    drawing = read(marked)
    assert triggers_in(drawing.body) == list(drawing.triggers)


SUBJECTS = [
    "شن [الحشد الشعبي|actor] {هجوما} على [كركوك|target]",
    "شنت [روسيا|actor] {غارات} على [إدلب|target]",
    "نفذ [داعش|actor] {هجوما} على [كركوك|target]",
    "تعرضت [كركوك|target] ل{هجوم}",
    "تعرضت [إدلب|target] ل{قصف}",
    "عقد [مجلس الأمن|actor] {اجتماعا} طارئا",
    "أجرى [أردوغان|actor] {محادثات} مع [بوتين|counterpart]",
    "فرضت [واشنطن|actor] {عقوبات} على [طهران|target]",
    "أجرى [أردوغان|actor] {اتصالا} هاتفيا مع [بوتين|counterpart]",
    "نظم [محتجون|actor] {مسيرة} في [الرباط|location]",
    "ألقت [الشرطة|actor] {القبض} على [قاسم الزرقوني|target]",
    "قدم [قاسم الزرقوني|actor] {استقالته}",
    "أجرت [تونس|actor] {انتخابات} بلدية",
    "خاض [الجيش العراقي|actor] {معركة} ضد [داعش|counterpart]",
    "قدمت [الكويت|actor] {مساعدات} إلى [النازحين|recipient]",
]


@pytest.mark.parametrize("marked", SUBJECTS)
def test_the_subject_of_the_support_verb_is_the_nouns_doer(marked: str) -> None:
    drawing = read(marked)
    assert arguments_at(drawing) == drawing.arguments
