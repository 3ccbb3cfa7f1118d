"""Dates with their spans; what is no date stays out."""

from __future__ import annotations

import pytest

from tests.extract.marked import plain, with_names

DATES = [
    "وصل [أمس|DATE] وغادر [اليوم|DATE]",
    "[أمس الأربعاء|DATE]",
    "قال، [الأربعاء|DATE]، إنه عائد",
    "في [يوم الثلاثاء من الأسبوع الماضي|DATE]",
    "[الأسبوع الماضي|DATE] و[الشهر الماضي|DATE]",
    "منذ [منتصف الشهر الماضي|DATE]",
    "بحلول [نهاية العام الجاري|DATE]",
    "في [يناير المقبل|DATE]",
    "في [14 مارس/آذار|DATE]",
    "في [12 يوليو (تموز)|DATE]",
    "[حزيران (يونيو) 2014|DATE]",
    "في [حزيران (يونيو) العام الماضي|DATE]",
    "في [3 أبريل/نيسان 2016|DATE]",
    "[عام 2003|DATE] و[العام 2011|DATE]",
    "ل[عام 2018|DATE]",
    "منذ [2015|DATE]",
    "في [٢٠٢٠/١١/٢٥|DATE]",
    "في [25/11/2020|DATE] و[2020-11-25|DATE]",
    "[Wed, 02 May 2018|DATE] 16:03:51 GMT",
    "posted on[November 25, 2020|DATE]",
    "[صباح الخميس|DATE] و[مساء أول أمس|DATE]",
    "[اليوم (الأحد)|DATE]",
    "[يوم الأحد 17 مارس 2018|DATE]",
    "في [الرابع عشر من يوليو|DATE]",
    "في [السادس من الشهر الجاري|DATE]",
    "في [تشرين الثاني|DATE] و[كانون الأول 2019|DATE]",
    "في [شهر أيار|DATE]",
    "[أول أمس|DATE]",
    "من [فجر 7 سبتمبر|DATE]",
    "من [مطلع عام 2016|DATE]",
    "في [الثمانينيات|DATE]",
    "و[يوليو 2006|DATE]",
    "خلال ثلاثة أيام",
    "خلال عام",
    "قبل عدة أسابيع",
    "في الأسابيع المقبلة",
    "مؤخرا",
    "عند الساعة 07:03",
    "فاز 3 - صفر",
    "بسعر 2500 دولار",
    "خلع ماي قبعته",
    "كان يمارس مهامه",
    "في ذلك اليوم",
    "في اليوم التالي",
]


@pytest.mark.parametrize("marked", DATES)
def test_dates_are_found_with_their_spans(marked: str) -> None:
    assert with_names(plain(marked)) == marked
