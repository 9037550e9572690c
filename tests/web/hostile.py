"""What is typed by people who mean no good, by programs that guess, and by those who paste from anywhere? Made by rule, the same each time.

What would do something on a page carries the sign `hx`, by which a page that let it through is known.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote

WORD = "day care"
QUOTES = ("'", '"', "`", "´", "’", "\\'", '\\"')
SHORT, LONG = 300, 20_000


def strings() -> tuple[str, ...]:
    """Every string once, in an order in which neighbours are unlike."""
    found = tuple(dict.fromkeys(one for rule in RULES for one in rule()))
    step = 211  # no divisor of their number: a walk in such steps comes to each
    count = len(found) if len(found) % step else len(found) - 1
    return tuple(found[(place * step) % count] for place in range(count))


def controls() -> Iterator[str]:
    """Every control character, alone and within a word."""
    for code in (*range(0x20), *range(0x7F, 0xA0)):
        yield chr(code)
        yield f"day{chr(code)}care"


def unseen() -> Iterator[str]:
    """What nobody sees: directions, joiners, blanks that are none, marks of order, noncharacters, private signs, tags."""
    codes = (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070),
             0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0x1D173, 0x1FFFE, 0xE000, 0xE0001, 0xE0041,
             0xF0000, 0x10FFFF)  # fmt: skip
    for code in codes:
        yield chr(code)
        yield f"{chr(code)}{WORD}{chr(code)}"
    yield "\u202e" + "fdp.exe" + "\u202c"
    yield "\u2067" * 200 + WORD


def blanks() -> Iterator[str]:
    """Nothing at all, in many ways, and around something."""
    for code in (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000):
        yield chr(code) * 3
        yield f"{chr(code)}860000{chr(code)}"
    yield from ("\r\n", "\n\n\n", "\t", "\r", " \n ", "line\nline", "line\r\nline", "line\rline", "\n" * 2000)


def marks() -> Iterator[str]:
    """Towers of combining signs, and letters that change their length when they are folded."""
    for code, height in product((0x300, 0x335, 0x488, 0x5B0, 0x64B, 0xE34, 0x20E3, 0x1AB0), (1, 30, 900)):
        yield "e" + chr(code) * height
    yield from ("\u0301", "é", "e\u0301", "Å", "Å", "A\u030a", "ﬁ", "ﬃ", "ß", "ẞ", "İ", "ı", "ŉ", "ǰ", "ΐ", "ﷺ", "㎏", "㍿", "㏂", "①", "⑳")
    yield from (unicodedata.normalize(form, "Ｄａｙ　ｃａｒｅ　㌔ｶﾞ각") for form in ("NFC", "NFD", "NFKC", "NFKD"))


def scripts() -> Iterator[str]:
    """Other planes and other hands."""
    yield from ("👪", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏿", "1️⃣", "🇨🇳", "🇨", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "𠮷野家", "𪚥𪚥", "𝒹𝒶𝓎", "𐀀", "𒀱", "ꦠ", "བོད",
                "العربية", "עברית", "हिन्दी", "ไทย", "ᄀᆨᄀᆨ",
                "각", "ⅧⅣ", "½", "²", "٣٤٥", "۱۲۳", "८६०", "一百万", "捌拾陆万元整", "〇", "零", "㈠", "️", "🫠" * 300, "ꙮ", "𓂸",
                "﷽﷽")  # fmt: skip


def lengths() -> Iterator[str]:
    for count in (255, 256, 257, 1_000, 1_024, 4_096, LONG):
        yield "a" * count
    for sign in ("字", "👪", "(", "[", "<", "{", "-", "0", "9", "é", "a-", "' ", "\\", "%", "&", "=", "/"):
        yield sign * 3_000


def database() -> Iterator[str]:
    """Pieces of a query, behind each quotation mark."""
    ends = (
        " OR 1=1 --",
        "; DROP TABLE entry; --",
        " UNION SELECT password FROM accounts_user --",
        ") OR (1=1",
        "||(SELECT 1)||",
        "/**/",
        " #",
    )
    yield from (f"{WORD}{one}{end}" for one, end in product(QUOTES, ends))
    yield from ("%", "_", "%%", "\\%", "*", "?", "[a-z]", "NULL", "0x27", "$$", "$1", ":name", "@@version", "pg_sleep(9)", "MATCH 'a'",
                'a" OR "b',
                "NEAR(a b)", "col:val", "^a", "a*", "(", ")", '"', "AND", "OR", "NOT", "a AND", "-a", "+a", "a:*", "<->", "!a",
                "a & b")  # fmt: skip


def page() -> Iterator[str]:
    """Pieces of a page that would do something there."""
    tags = ("script", "img", "svg", "iframe", "math", "style", "object", "form", "a", "details", "hx-own")
    events = ("onerror", "onload", "onfocus", "ontoggle")
    yield from (f"<{tag} hx {event}=hx()>" for tag, event in product(tags, events))
    yield from (
        f"</{tag}><hx>" for tag in ("textarea", "title", "script", "style", "option", "select", "p", "form", "main", "pre", "noscript")
    )
    yield from (f"{one} {event}=hx() autofocus x={one}" for one, event in product(("'", '"', "`", ""), events))
    yield from (
        f"{scheme}hx()" for scheme in ("javascript:", "JaVaScRiPt:", "java\tscript:", "data:text/html,", "vbscript:", "\x01javascript:")
    )
    yield from ("<!-- <hx> -->", "<![CDATA[<hx>]]>", "]]><hx>", "<hx", "<hx\n", "< hx>", "<%68x>", "&lt;hx&gt;", "&#60;hx&#62;", "&lt",
                "&#0;", "&#x1F;",
                "&amp;amp;", "&zwnj;", "\\u003chx\\u003e", "\\x3chx", "＜hx＞", "‹hx›", "<<hx>>", "<hx/><hx>", "<?xml hx?>",
                "<!DOCTYPE hx [<!ENTITY a 'b'>]>",
                "//hx.example", "https://hx.example/?a=1&b=2#c", "mailto:hx@x", "<base href=//hx.example>",
                "<meta http-equiv=refresh content='0;hx'>")  # fmt: skip


def templates() -> Iterator[str]:
    """What a template, a format or a message file would work out: none of it may be."""
    yield from ("{{ 70707|add:10101 }}", "{% load hx %}", "{% csrf_token %}", "{{ request }}", "{# hx #}", "${70707+10101}",
                "#{70707+10101}",
                "<%= 70707+10101 %>",
                "{{70707+10101}}", "[[70707+10101]]", "{0}", "{1}", "{}", "{name}", "{given}", "{field}", "{step}", "{choices}",
                "{0.__class__}",
                "{given!r}",
                "{given:>99999999}", "{given[0]}", "{", "}", "{{", "}}", "{{}", "{!}", "{:}", "%s", "%d", "%(name)s", "%(step)s", "%",
                "%%", "%n",
                "%999999999d", "%1$s", "%c%c", "$name", "${name}", "$(id)", "`id`", "|id", "; id", "&& id", "> hx", "\\1", "\\g<0>", "\\",
                "\\n", "\\u0000",
                "\\ud800", "\\x00")  # fmt: skip


def numbers() -> Iterator[str]:
    yield from (f"{sign}{2**power + more}" for sign, power, more in product(("", "-"), (7, 15, 31, 32, 53, 63, 64, 128), (-1, 0, 1)))
    yield from ("0", "-0", "+1", "00", "007", "1e3", "1E400", "-1e-400", "1.", ".5", "0.1", "0.001", "1.2.3", "1,00", "1,000", "1,0000",
                "1.000,00", "1 000",
                "1'000", "1_000", "0x10", "0b1", "0o7", "NaN", "nan", "Infinity", "-inf", "１２３", "１，０００．５０", "1/2", "3%",
                "3 %", "百分之三", "86万元", "8.6e5元",
                "¥860,000.00", "￥８６０，０００", "CNY 1", "860000元整", "$1", "€1", "1-", "--1", "1+1", "=1+1", "@1", "9" * 400,
                "0" * 400 + "1",
                "0." + "0" * 400 + "1", "1" + "0" * 15, "1" + "0" * 15 + ".00")  # fmt: skip


def days() -> Iterator[str]:
    """Days and moments, most of which are none."""
    dates = ("0000-00-00", "0001-01-01", "1899-12-31", "1900-02-29", "2026-00-10", "2026-02-30", "2026-13-01", "2026-12-32", "2999-12-31",
                "3000-01-01",
             "9999-12-31", "10000-01-01", "-2026-01-01", "2026-1-1", "26-01-01", "2026-W01-1", "2026-060", "20260302", "2026/03/02",
             "2026.3.2",
             "2026年3月2日", "2026年13月2日", "２０２６－０３－０２", "2026–03–02", "02.03.2026", "March 2", "today", "昨天",
             "2026-03-02Z")  # fmt: skip
    times = ("24:00", "25:00", "09:60", "09:30:60", "9:30", "09:30Z", "09:30+08:00", "09:30+99:99", "09:30+24:00", "09:30-00:00:01",
                "09:30:00.123456789",
             "上午9点", "０９：３０", "09:30 AM", "T09:30")  # fmt: skip
    yield from dates
    yield from (f"{day} {time}" for day, time in product(("2026-03-23", "9999-12-31", "2026-02-30"), times))
    yield from ("2026-03-23T09:30[Asia/Shanghai]", "2026-03-23TT09:30", "@1772000000", "1772000000", "P1D", "2026-03-01/2026-04-01")


def places() -> Iterator[str]:
    """Files, programs of others, headers and tables."""
    yield from (
        up * count + end for up, count, end in product(("../", "..\\", "%2e%2e/", "....//"), (1, 9), ("etc/passwd", "keys/ledger.pem", ""))
    )
    yield from ("/etc/passwd", "C:\\hx.exe", "\\\\hx\\share", "file:///etc/passwd", "~root", "CON", "NUL", "a" * 250 + "/b", ".", "..",
                "...", ".git", "hx\x00.pdf",
                "hx.pdf;x", "a\r\nSet-Cookie: hx=1", "a\nLocation: //hx.example", "%0d%0aSet-Cookie: hx=1", "a\r\n\r\n<hx>",
                "\x0d\x0aX-Hx: 1",
                "=cmd|' /C hx'!A0", "+SUM(1)", "-2+3", "@hx", "\t=1+1", "a,b", 'a"b', "a;b", "a\tb", "NULL,NULL")  # fmt: skip


def notations() -> Iterator[str]:
    """What means something in the languages of files and of names."""
    yield from ("yes", "YES", "no", "on", "off", "true", "null", "~", "None", "True", "undefined", "[]", "{a: b}", "- a", "a: b",
                "&anchor", "*alias", "!!python/object:hx",
                "---", "...", "# hx", "| hx", "> hx", '"', "'", '{"a":1}', "[" * 2000, "{" * 2000, "[1,2", "\ufeff{}", "<?xml?>", "&hx;",
                "(a+)+$", "(?=)" * 20,
                "a" * 40 + "!", "__class__", "__proto__", "constructor", "self", "pk", "id", "csrfmiddlewaretoken", "desk-key", "../desk",
                "-", "--", "a-", "-a", "A",
                "open-tender", "Open-Tender", "open-tender\n", " open-tender ", "ｏｐｅｎ－ｔｅｎｄｅｒ", "open_tender", "DC-2026-S-0001",
                "dc-2026-s-0001", "DC-2026-S-9999",
                "DC-B-00000000000000000000000000", "X-2026-000001", "ＤＣ－２０２６－Ｓ－０００１", "GPL-35", "0" * 64,
                "7F3A-91C2-0KQ4-M8XT", "CN", "zh", "zz")  # fmt: skip


RULES = (controls, unseen, blanks, marks, scripts, lengths, database, page, templates, numbers, days, places, notations)
BYTES = (
    "%ff",
    "%c3%28",
    "%c0%af",
    "%e0%80%af",
    "%ed%a0%80",
    "%ed%bf%bf",
    "%f4%90%80%80",
    "%f8%88%80%80%80",
    "%00",
    "%fe%ff",
    "a%80b",
    "%e5%85",
    "%u4e00",
    "%",
    "%zz",
)
"""As they stand in an address or a body: most are no text at all."""


def in_address(text: str) -> str:
    """As part of a path: a slash would make two of it, and a line has its bounds."""
    return quote(text[:SHORT], safe="")


REQUESTS = int(os.environ.get("HOSTILE_REQUESTS", "2000"))
"""How many requests are made; 20,000 are the whole walk."""
TAG, QUOTED = re.compile(r"<[a-zA-Z/!?][^<>]*>"), re.compile(r"\"[^\"]*\"|'[^']*'")
LET_THROUGH = re.compile(r"\bhx|\son\w+\s*=", re.I)
"""What would be one of our strings in a tag, outside of the quotation marks."""
LEADS_AWAY = re.compile(r"""(?:href|src|action|formaction)=["']\s*(?:java\s*script|data|vbscript):""", re.I)
WORKED_OUT = "80808"
"""The sum that the templates among the strings would give."""
PICTURE = re.compile(r'src="data:image/[^"]*"')
"""The picture of the secret of one-time codes is ours, and leads nowhere."""
NO_PAPER = "web/papers/no_pdf.html"
"""Where no font has a sign that was written, a page says so instead of the PDF."""
FINE = {200, 201, 302, 303, 400, 401, 403, 404, 405, 409, 410, 413, 414, 415, 422, 429}


def sound(answer: Any, what: object) -> str:
    """The words of an answer in which nothing has broken and nothing runs."""
    assert answer.status_code in FINE or NO_PAPER in {one.name for one in answer.templates}, (answer.status_code, what)
    assert [name for name in answer.headers if "hx" in name.lower()] == [], what
    assert "hx" not in answer.cookies, what
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return ""
    html = PICTURE.sub("", body.decode())
    runs = [tag for tag in TAG.findall(html) if LET_THROUGH.search(QUOTED.sub("", tag))]
    assert (runs, LEADS_AWAY.findall(html), WORKED_OUT in html) == ([], [], False), what
    return html
