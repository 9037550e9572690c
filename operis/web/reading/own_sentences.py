"""Why is it asked? What each condition of the body's own serves, and what the reviewer answered to its sentences and to found wordings."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from operis.core.wording import Wording
from operis.dockets.procurement.state import Procurement
from operis.documents.labels import label
from operis.documents.lawbook import book
from operis.documents.shown import language
from operis.rules.reading import answers_of


def own_sentences(state: Procurement) -> Iterator[tuple[str, Wording]]:
    """What it is about, and the words of the plan or of its reviewer."""
    plan = state.plan
    if plan is None:
        return
    for no, one in enumerate(plan.conditions, start=1):
        if one.serves is not None and 1 <= one.serves <= len(plan.requirements):
            yield _("Condition {no} serves requirement {which}").format(no=no, which=one.serves), plan.requirements[one.serves - 1].text
    for answer in answers_of(state):
        about = label(answer.about, language())
        look = book().rows.get(answer.look) if answer.look else None
        says = _("The reviewer on {about} {no}. Found: {found}") if look else _("The reviewer on {about} {no}")
        yield says.format(about=about, no=answer.no, found=look.says.said(language()) if look else ""), answer.words
