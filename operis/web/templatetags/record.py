"""How is what people wrote shown on a page? In the reader's language where there is one, else in its own, and marked so."""

import re

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from operis.core.findings import Ground
from operis.core.wording import Wording
from operis.documents.names import by_name
from operis.documents.said import TAGS, finding_says
from operis.documents.shown import language

register = template.Library()
TELEPHONE = re.compile(r"(?<![\w-])\+?\d[\d-]{5,18}\d(?![\w-])")


def whole_numbers(words: str) -> SafeString:
    """Escaped; a telephone number never breaks at one of its hyphens."""
    # Only what was escaped and our own element are put together.
    return mark_safe(TELEPHONE.sub(lambda found: f'<span class="nobr">{found[0]}</span>' if "-" in found[0] else found[0], escape(words)))


@register.simple_tag
def wording(text: Wording) -> SafeString:
    """A paragraph for each line; a text in the other language says which it is."""
    written, words = text.within(language())
    lines = format_html_join("", "<p>{}</p>", ((whole_numbers(line),) for line in words.splitlines() if line.strip()))
    if written == language():
        return lines
    note = _("Only in Chinese:") if written == "zh" else _("Only in English:")
    return format_html('<p class="hint">{}</p><div lang="{}">{}</div>', note, TAGS[written], lines)


@register.simple_tag
def wording_inline(text: Wording) -> SafeString:
    written, words = text.within(language())
    return format_html("{}", words) if written == language() else format_html('<span lang="{}">{}</span>', TAGS[written], words)


@register.simple_tag
def ground_says(ground: Ground) -> SafeString:
    return finding_says(by_name(ground.finding, people=False))
