"""What is said of what was entered, where the way leads on at once? The step, its number, and the way to its receipt."""

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.clerk import Entered
from operis.web.components.links import Link


def entered_words(step: str, told: Entered) -> str:
    return _("Entered: {step}, {docket}.").format(step=step, docket=f"{told.docket} {told.entries[0].number}")


def receipt_link(told: Entered) -> Link:
    return Link(_("Receipt"), reverse("receipt", args=[told.docket, told.entries[0].number]))
