"""How does a page lead to its papers? Links to their forms, in the head for programs and in the text for people."""

import re
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from operis.documents.shown import language
from operis.web.components.links import Link
from operis.web.papers.answers import TYPES
from operis.web.papers.official import found_in, title_of
from operis.web.reading.dockets import Shown

register = template.Library()
STAMPED = frozenset({"plan", "determination"})
"""Papers that are stamped and filed; the others are handed to a medium."""
TO_WRITE_ON = re.compile("＿+")


@register.filter
def unbroken(words: str) -> SafeString:
    """Text whose lines to be written on stay in one piece."""
    return mark_safe(TO_WRITE_ON.sub(r'<span class="nobr">\g<0></span>', conditional_escape(words)))


def _forms(docket: Shown, slug: str) -> list[Link]:
    words = {"pdf": _("PDF"), "docx": _("File to edit (DOCX)"), "txt": _("Text (TXT)")}
    return [Link(words[form], reverse("paper-file", args=[docket.number, slug, form]), TYPES[form].partition(";")[0]) for form in words]


def _for_medium(docket: Shown, slug: str) -> list[Link]:
    """The designated medium publishes in Chinese, whatever its reader reads."""
    if language() == "zh" or slug.partition("-")[0] in STAMPED:
        return []
    with override("zh-hans"):
        return [Link(_("Text in Chinese (TXT)"), reverse("paper-file", args=[docket.number, slug, "txt"]), "zh-Hans")]


@register.inclusion_tag("web/papers/forms.html")
def paper_forms(docket: Shown, slug: str) -> dict[str, Any]:
    return {"forms": _forms(docket, slug), "medium": _for_medium(docket, slug)}


@register.inclusion_tag("web/papers/alternates.html")
def paper_alternates(docket: Shown, slug: str) -> dict[str, Any]:
    return {"forms": _forms(docket, slug)}


@register.inclusion_tag("web/papers/list.html")
def papers(docket: Shown) -> dict[str, Any]:
    """Every official paper of a docket, with its forms."""
    listed = [(Link(title_of(slug), reverse("paper", args=[docket.number, slug])), _forms(docket, slug)) for slug in found_in(docket)]
    return {"papers": listed}
