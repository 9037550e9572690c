"""How is what people wrote shown on a page? In the reader's language where there is one, else in its own, and marked so."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from operis.core.findings import Ground
from operis.core.wording import Wording
from operis.documents.said import TAGS, finding_says
from operis.documents.shown import language

register = template.Library()


@register.simple_tag
def wording(text: Wording) -> SafeString:
    """A paragraph for each line; a text in the other language says which it is."""
    written, words = text.within(language())
    lines = format_html_join("", "<p>{}</p>", ((line,) for line in words.splitlines() if line.strip()))
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
    return finding_says(ground.finding)
