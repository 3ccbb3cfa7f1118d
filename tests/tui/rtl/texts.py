"""Random text as it comes: Arabic with marks, Latin, digits, brackets, and now and then what should not be there."""

from __future__ import annotations

from hypothesis import strategies as st

from tui.rtl import DRAWN, Rendering

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى"
PERSIAN_URDU = "پچژگکیٹڈڑںھہۂۃےۓ"
KURDISH = "ڕڵەێۆڤ"
# Kurdish as its academy writes it, with ھ for h: ە is in print, too, what the Arabic ه is at the end of a word.
ALPHABETS = {
    "Arabic": ARABIC,
    "Persian": "ءآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئؤأۀة",
    "Urdu": "ءآابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیےئؤۂۃۓ",
    "Sorani": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆۊھەیێ",
    "Kurmanji": "ءئابپتجچحخدرزژسشصطعغفڤقکگلمنوۆھەیێ",
    "Pashto": "ءآابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهيېیۍئؤأة",
}
HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0653\u0654\u0655"
LATIN = "aBcXYz"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۴۵"
PUNCTUATION = "()[]{}<>«»“”\"'.,:;!?%/+-$#،؛؟٪٫٬…–—·"
WIDE = "漢字かな한글👍🏽🇸🇾😀❤"
ISOLATES = "\u2066\u2067\u2068\u2069"
HARMFUL = (
    "\x00\x07\x08\x0b\x0c\r\x1b\x1c\x7f\x85\x9b\x9d\u00ad\u034f\u061c\u0600\u06dd\u115f\u1160\u200b\u200c\u200d"
    "\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u3164\ufe0e\ufe0f\ufeff"
    "\ufff9\ufffe\ue000\U000e0001\U000e0041\U000e0100\U0001f3fb\U000f0000\ud800\udfff\u0378\ufdf2\ufdfa\ufdfd\u2630"
)
SPACES = "  \u00a0\u2003\u3000"

_ALL = ARABIC + PERSIAN_URDU + KURDISH + HARAKAT + LATIN + DIGITS + PUNCTUATION + WIDE + "ـ"

characters = st.one_of(
    st.sampled_from(ARABIC + "لاأ"),
    st.sampled_from(SPACES + "\n\t"),
    st.sampled_from(_ALL),
    st.sampled_from(HARMFUL),
    st.characters(),
)
"""One code point of any kind, the likely ones more often."""

any_text = st.text(characters, max_size=60)
one_line = st.text(characters.filter(lambda char: char != "\n"), max_size=60)
clean_line = st.text(st.sampled_from(ARABIC + LATIN + DIGITS + PUNCTUATION + "   "), max_size=40)
"""What a news line holds: no controls, no line ends."""

widths = st.integers(1, 30)
bases = st.sampled_from([None, 0, 1])
renderings = st.sampled_from(
    [DRAWN, Rendering(joined=False), Rendering(ordered=False), Rendering(joined=False, ordered=False)]
)
