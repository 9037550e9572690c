"""What does the result of opening a bid mean? For whoever reads of a bid that was not opened why it was not."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from operis.accounts.models import User
from operis.dockets.procurement.evaluation import FIRST_ROUND
from operis.web.components.facts import FactRow


def meaning(result: str) -> str:
    """Nothing of a bid that was opened."""
    means = {
        "ill-made": _("Its key was found, but what was sealed is not written as a bid has to be, and cannot be read. It was sealed so."),
        "keyless": _("Of the shares of its key that were handed in, no two give the key."),
        "envelope-bad": _("Its envelopes do not all follow from its key: it would not open alike for each two key holders."),
        "envelope-missing": _("It was received on paper, and two persons did not find it at the opening. Who kept it answers for that."),
        "envelope-open": _("It was received sealed, and two persons found it open at the opening. Who kept it answers for that."),
        "bytes-missing": _("What was sealed is gone here, or was changed. That is the fault of this platform, and not of the bidder."),
    }
    return means.get(result, "")


def readers(accounts: Iterable[str]) -> str:
    """The names of the officials who read a bid from paper: they act for their office, and stand by it."""
    there = [*accounts]
    names = {str(one.pk): one.name for one in User.objects.filter(pk__in=[UUID(each) for each in there])}
    return _(", ").join(names.get(one, one) for one in there)


def opening_row(number: str, round: int, words: str) -> FactRow:
    """The way to what was read out."""
    link = format_html('<a href="{}#opening-{}">{}</a>', reverse("process", args=[number]), round, words)
    return FactRow(_("Opening record") if round == FIRST_ROUND else _("Opening record: final quotes"), link)
