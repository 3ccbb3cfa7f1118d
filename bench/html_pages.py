"""Makes HTML pages of known parts out of the samples, in four habits of news sites, to compare readers on.

Every element that holds text carries `data-part`, "story" or "around": what a person would call it. Nothing is read
from it but by the comparison.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"
TEXTS = (
    "03-no-date.txt",
    "04-arabic-indic-digits.txt",
    "05-levantine-months.txt",
    "07-latin-names.txt",
    "12-economy.txt",
)

LINKS = (
    "محافظ مأرب يستقبل وفد الوساطة القبلية",
    "الأرصاد تحذر من أمطار غزيرة مساء غد على المرتفعات الغربية والسهول المحاذية لها",
    "سوق الخضار يعود للحياة بعد عامين",
)
COMMENT = (
    "شكرا على هذا التقرير المهم، وأتمنى من الجهات المسؤولة أن تنظر في الأمر بجدية هذه المرة لأن الناس تعبت من الوعود."
)
TICKER = ("بغداد 38 مشمس", "عدن 34 غائم جزئيا", "الدولار 1460", "برنت 84.2", "مواقيت الصلاة حسب التوقيت المحلي")
NOTICE = "تستخدم هذه الصفحة ملفات صغيرة لتذكر اختياراتك"
TEASER = (
    "قال مزارعون إن موسم هذا العام هو الأفضل منذ سنوات، غير أن ضعف الطلب في الأسواق المحلية يهدد بضياع جزء من المحصول."
)


def pages() -> dict[str, str]:
    """Return the pages by name."""
    makers = {"paragraphs": _paragraphs, "divs": _divs, "table": _table, "form": _form}
    return {f"{text[:2]}-{name}": make(*_story(text)) for text in TEXTS for name, make in makers.items()}


def _story(name: str) -> tuple[str, str, list[str]]:
    """Return title, byline and paragraphs."""
    title, byline, *rest = [line for line in (SAMPLES / name).read_text(encoding="utf-8").split("\n") if line.strip()]
    return escape(title), escape(byline), [escape(line) for line in rest]


def _tagged(tag: str, lines: list[str], part: str) -> str:
    return "\n".join(f'<{tag} data-part="{part}">{line}</{tag}>' for line in lines)


def _links(tag: str) -> str:
    return _tagged(tag, [f'<a href="/{number}">{link}</a>' for number, link in enumerate(LINKS)], "around")


def _paragraphs(title: str, byline: str, lines: list[str]) -> str:
    """A page that names its elements well."""
    return f"""<!DOCTYPE html><html lang="ar"><head><title>{title} | قناة المرفأ</title></head><body>
<header><nav data-part="around"><a href="/">الرئيسية</a> <a href="/y">اليمن</a> <a href="/s">رياضة</a></nav></header>
<main><article><h1 data-part="story">{title}</h1><p class="byline" data-part="story">{byline}</p>
{_tagged("p", lines[:2], "story")}<p data-part="around">اقرأ أيضا: <a href="/9">{LINKS[1]}</a></p>
{_tagged("p", lines[2:], "story")}</article>
<aside><h3 data-part="around">مقالات ذات صلة</h3><ul>{_links("li")}</ul></aside></main>
<footer><p data-part="around">جميع الحقوق محفوظة © قناة المرفأ</p></footer></body></html>"""


def _divs(title: str, byline: str, lines: list[str]) -> str:
    """A page of nameless boxes, with teasers and comments as long as paragraphs."""
    return f"""<html><head><title>{title}</title></head><body><div class="c1"><div data-part="around"><a href="/">الرئيسية</a><a href="/n">أخبار</a></div>
{_tagged("div", list(TICKER), "around")}
<div class="c2"><h1 data-part="story">{title}</h1><div data-part="story">{byline}</div><div data-part="around">شارك <a href="#">فيسبوك</a> <a href="#">تويتر</a></div>
{_tagged("div", lines, "story")}</div>
<div class="c3"><div data-part="around">الأكثر قراءة</div>{_links("div")}<div data-part="around"><a href="/t">{TEASER}</a></div></div>
<div class="comments"><h4 data-part="around">التعليقات</h4><p data-part="around">أبو علي</p><p data-part="around">{COMMENT}</p></div>
{_tagged("div", [*TICKER, NOTICE], "around")}<div data-part="around"><a href="#top">زر الذهاب إلى الأعلى</a></div></div></body></html>"""


def _table(title: str, byline: str, lines: list[str]) -> str:
    """An old page: columns by a table, paragraphs by breaks."""
    text = "<br><br>".join(lines)
    return f"""<html><body><table><tr><td colspan="3" data-part="around"><a href="/">الرئيسية</a> | <a href="/n">أخبار</a> | <a href="/c">اتصل بنا</a></td></tr>
<tr><td>{_links("div")}</td><td><font size="5" data-part="story">{title}</font><br><br><font data-part="story">{byline}</font><br><br>
<font data-part="story">{text}</font></td><td data-part="around">{"<br>".join(TICKER)}<br>إعلان<br>اشترك في نشرتنا البريدية</td></tr>
<tr><td colspan="3" data-part="around">جميع الحقوق محفوظة 2005</td></tr></table></body></html>"""


def _form(title: str, byline: str, lines: list[str]) -> str:
    """A page that one form wraps, as some systems write it, with pictures and captions."""
    return f"""<html><head><title>{title}</title></head><body><form id="aspnetForm"><div id="menu" data-part="around"><a href="/">الرئيسية</a> <a href="/n">سياسة</a></div>
<div class="content-with-sidebar"><h1 data-part="story">{title}</h1><span data-part="story">{byline}</span>
<div class="wp-caption-text" data-part="story">صورة من المكان (أرشيف)</div>{_tagged("p", lines, "story")}
<div class="widget"><b data-part="around">شاهد أيضا</b>{_links("p")}</div></div>
<div class="footer" data-part="around">تابعنا على <a href="#">تويتر</a> <a href="#">فيسبوك</a></div></form></body></html>"""
