"""What is this site for? The first page: the question that comes before every purchase, and what else can be read here."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Area:
    """A page of the first rank: its name among the addresses, its words, and what one finds there."""

    name: str
    words: Promise
    about: Promise


AREAS = (
    Area("try", _("Try the questions"), _("Ten to twenty questions about your own case. Nothing is recorded.")),
    Area("checks", _("Check a document"), _("What the law would say to a plan or a notice, before it is filed. Nothing is recorded.")),
    Area("six-matters", _("Six matters"), _("What the rules of government procurement settle for a purchase of services, as a checklist.")),
    Area("notices", _("Find work"), _("Services that public bodies want to buy, and until when bids are taken.")),
    Area("plans", _("Plans"), _("What public bodies intend to buy and have planned, before there is a notice.")),
    Area("contracts", _("Contracts"), _("Contracts of which the text is published: who provides what, for how much.")),
    Area("processes", _("Processes"), _("Every need, purchase, budget and file on the record, and where each stands.")),
    Area("rules", _("Rules"), _("Every rule that is applied here: what it says, where it stands, since when, and how sure we are of it.")),
    Area("calendar", _("Calendar"), _("Working days, and until when something has to be done.")),
    Area("verify", _("Verify"), _("Check on your own computer that a record is genuine.")),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/public/home.html", {"areas": AREAS})
