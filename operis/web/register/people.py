"""Who acts for my organisation? Each invites and takes away, and one always stays."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from operis.accounts.log import Event, event
from operis.accounts.models import Grant, Invitation, Office, User
from operis.accounts.registering import GOOD_FOR, new_link
from operis.accounts.tokens import cut_short
from operis.core.mandates import Role
from operis.documents.names import names_of
from operis.mail.queue import ADDRESS_MAX, is_address, is_on
from operis.web.account.counting import TooOftenError, may_send
from operis.web.account.entering import later
from operis.web.account.entry import signed_in_page
from operis.web.account.fields import EMAIL, errors_of, field
from operis.web.account.recent import needs_again
from operis.web.account.who import chosen
from operis.web.lawbook import today
from operis.web.register.letter import send_invitation
from operis.web.register.written import LIMIT, PERSON
from operis.web.told import tell

TAKE, WHICH, DO = "take", "which", "do"


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who acts for the organisation."""

    number: int
    name: str
    email: str
    since: object
    self: bool


@dataclass(frozen=True, slots=True)
class Invited:
    name: str
    email: str
    until: datetime


@never_cache
@signed_in_page
@require_http_methods(["GET", "HEAD", "POST"])
def people_page(request: HttpRequest, user: User) -> HttpResponseBase:
    grant = chosen(request)
    if grant is None:
        return redirect(f"{reverse('mandate')}?next={request.path}")
    if grant.office.role != str(Role.SUPPLIER):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, grant.office, user, {})
    if again := needs_again(request):
        return again
    if request.POST.get(DO) == TAKE:
        return tell(request, _take_away(grant.office, request.POST.get(WHICH, "")), reverse("people"))
    return _invite(request, grant.office, user)


def _invite(request: HttpRequest, office: Office, user: User) -> HttpResponseBase:
    name, email = request.POST.get(PERSON, "").strip()[:LIMIT], request.POST.get(EMAIL, "").strip().lower()[: ADDRESS_MAX + 1]
    wrong = {}
    if not name or not name.isprintable():
        wrong[PERSON] = _("Enter the person's name.")
    if not is_address(email):
        wrong[EMAIL] = _("This is no e-mail address. Enter one like name@example.com.")
    elif _held(office).filter(user__email=email).exists():
        wrong[EMAIL] = _("Whoever has this address acts for you already.")
    if wrong:
        return _page(request, office, user, wrong)
    try:
        may_send(request, email)
    except TooOftenError as fault:
        wrong[EMAIL] = _("Too many letters were asked for. Try again in an hour.")
        return later(_page(request, office, user, wrong, 429), fault)
    link = new_link(Invitation, timezone.now(), office=office, by=user, email=email, name=name)
    send_invitation(request, office.body, user, email, link)
    return tell(request, _("A letter with a link went to {email}.").format(email=email), reverse("people"))


def _take_away(office: Office, which: str) -> str:
    """From now on: a mandate of today goes whole, an older one has ended yesterday. The last one stays."""
    with transaction.atomic():
        held = list(_held(office).select_for_update(of=("self",)))
        found = next((one for one in held if f"{one.pk}" == which), None)
        if found is None:
            return _("That person does not act for you any more.")
        if len({one.user_id for one in held}) == 1:
            return _("Somebody has to act for your organisation: invite another person first.")
        name = found.user.name
        event(Event.MANDATE_ENDED, mandate=found.pk, who=found.user_id, last=today())
        for one in held:
            if one.user_id == found.user_id:
                _end(one)
    return _("{name} does not act for you any more.").format(name=name)


def _end(grant: Grant) -> None:
    yesterday = today() - timedelta(days=1)
    if grant.first > yesterday:
        grant.delete()
        return
    grant.last = yesterday
    grant.save(update_fields=["last"])
    cut_short(grant)


def _held(office: Office) -> QuerySet[Grant]:
    """The mandates of today in this office for itself."""
    return held(today(), office=office, for_body__in=("", office.body))


def held(day: date, **of: object) -> QuerySet[Grant]:
    """Mandates that hold on a day, the oldest first."""
    holds = Q(last=None) | Q(last__gte=day)
    found = Grant.objects.select_related("user", "office").filter(holds, first__lte=day, user__is_active=True)
    return found.filter(**of).order_by("first", "pk")


def _page(request: HttpRequest, office: Office, user: User, wrong: dict[str, str], status: int = 422) -> HttpResponse:
    typed = request.POST if wrong else {}
    asks = (
        field(PERSON, _("Name of the person"), value=typed.get(PERSON, "")[:LIMIT], wrong=wrong.get(PERSON, ""), autocomplete="off"),
        field(EMAIL, _("E-mail address"), value=typed.get(EMAIL, "")[:LIMIT], wrong=wrong.get(EMAIL, ""), autocomplete="off",
              spellcheck="false", autocapitalize="none", inputmode="email"),
    )  # fmt: skip
    people = {one.user_id: Acting(one.pk, one.user.name, one.user.email, one.first, one.user_id == user.pk) for one in _held(office)}
    waiting = Invitation.objects.filter(office=office, used=None, made__gt=timezone.now() - GOOD_FOR).order_by("made")
    context = {
        "name": names_of({office.body}).get(office.body, office.body), "people": list(people.values()), "parts": asks,
        "invited": [Invited(one.name, one.email, one.made + GOOD_FOR) for one in waiting], "errors": errors_of(wrong), "mail": is_on(),
    }  # fmt: skip
    return render(request, "web/register/people.html", context, status=status if wrong else 200)
