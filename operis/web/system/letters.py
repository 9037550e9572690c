"""Which letters were written? In a demonstration everybody reads those that give nothing away, and its reader the rest; elsewhere who runs
the site is told which do not arrive.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from operis.core.mandates import Mandate, Role
from operis.dockets.kinds import KINDS
from operis.ledger.numbers import kind_of
from operis.ledger.states import state_of
from operis.lettering import ON_PASSWORD
from operis.mail import sending
from operis.mail.models import GIVEN_UP, SENT, WAITING, Letter
from operis.mail.queue import failed, is_on, waiting, words_of
from operis.registers.refusals import OVERSEERS
from operis.web.account.asked_here import ABOUT_LINKS, asked_here
from operis.web.account.counting import is_known
from operis.web.account.demonstration import in_demonstration
from operis.web.components.status import Status
from operis.web.desk.entry import with_mandate
from operis.web.frame import TAGS

PAGE_ROWS, FAILED_MAX = 25, 50
OPERATORS = OVERSEERS | {Role.ADMINISTRATOR}
"""Who is told of what an installation's own work lacks."""
STATES = {WAITING: (_("Waits"), ""), SENT: (_("Sent"), "done"), GIVEN_UP: (_("Not delivered"), "off")}
FAULTS: dict[str, Promise] = {
    sending.NO_SERVER: _("The server of mail does not answer."),
    sending.NO_SIGN_IN: _("The server of mail does not let this site sign in."),
    sending.NO_ADDRESS: _("The server of mail does not know the address."),
    sending.NOT_TAKEN: _("The server of mail did not take the letter."),
    sending.UNREADABLE: _("The letter cannot be read under this key."),
    sending.TOO_OLD: _("The letter waited for too long."),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as a demonstration shows it."""

    number: int
    to: str
    subject: str
    text: str
    tag: str
    status: Status


@dataclass(frozen=True, slots=True)
class Failed:
    """A letter that does not arrive: to whom is told by doctor alone, since an address may say who asked or took part."""

    number: int
    queued: datetime
    tries: int
    status: Status
    why: Promise


@never_cache
@in_demonstration
@require_safe
def letters_page(request: HttpRequest) -> HttpResponseBase:
    page = Paginator(_shown_to(request).order_by("-pk"), PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "web/system/letters.html", {"page": page, "letters": [_written(one) for one in page]})


@never_cache
@in_demonstration
@require_safe
def letter_page(request: HttpRequest, number: int) -> HttpResponseBase:
    letter = _shown_to(request).filter(pk=number).first()
    if letter is None:
        raise Http404
    return render(request, "web/system/letter.html", {"letter": _written(letter)})


@with_mandate
@require_safe
def mail_page(request: HttpRequest, mandate: Mandate) -> HttpResponseBase:
    if mandate.role not in OPERATORS:
        raise PermissionDenied
    rows = failed()
    context = {"on": is_on(), "waiting": waiting(), "count": rows.count(), "failed": [_failed(one) for one in rows[:FAILED_MAX]]}
    return render(request, "web/system/mail.html", context)


def _shown_to(request: HttpRequest) -> "QuerySet[Letter]":
    """Even a demonstration keeps who bids: what is about a secret is read by whom it is written to, and signed in, alone.

    Who forgot a password is not signed in: a letter about one is read in a browser in which its account has signed in before; and one
    with the link of a new account, in the session that asked for it.
    """
    shut = [one for one in Letter.objects.order_by().values_list("about", flat=True).distinct() if one in ABOUT_LINKS or _is_secret(one)]
    own = Q(to=request.user.email) if request.user.is_authenticated else Q(pk=None)
    asked = Letter.objects.filter(about=ON_PASSWORD).order_by().values_list("to", flat=True).distinct()
    here = Q(about=ON_PASSWORD, to__in=[one for one in asked if is_known(request, one)])
    return Letter.objects.filter(~Q(about__in=shut) | own | here | Q(pk__in=asked_here(request)))


def _is_secret(about: str) -> bool:
    """Of a password, of a docket that is its own party's, and of a purchase until a result is out or it ended."""
    if about == ON_PASSWORD:
        return True
    kind = kind_of(about)
    if kind is None or KINDS[kind].secret:
        return kind is not None
    state = state_of(about, kind="procurement")
    return state is not None and not (state.results or state.ended)


def _written(letter: Letter) -> Written:
    subject, text = words_of(letter)
    return Written(letter.pk, letter.to, subject, text, TAGS["zh-hans" if letter.language == "zh" else "en"], _status(letter))


def _failed(letter: Letter) -> Failed:
    return Failed(letter.pk, letter.queued, letter.tries, _status(letter), FAULTS[letter.fault])


def _status(letter: Letter) -> Status:
    words, colour = STATES[letter.state]
    return Status(f"{words}", colour)
