"""What happens when the link of a letter is opened? An account is made, its mandate, and the file of the organisation; or one more mandate.

The button is pressed by a person: programs that look through mail open links too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from operis import clock
from operis.accounts.log import Event, event
from operis.accounts.models import Grant, Invitation, Office, Registration, User
from operis.accounts.offices import install_office
from operis.accounts.registering import give_mandate, invitation_of, is_over, opened, person_of, registration_of
from operis.clerk import Refused, RefusedTooOftenError, WentBackError, put
from operis.core.mandates import REGISTRATION, Mandate, Role
from operis.dockets.file.commands import EnterFile
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.watch import ClockStoppedError
from operis.web.account.entering import let_in, safe
from operis.web.account.fields import PASSWORD, errors_of, password_field, too_long
from operis.web.account.who import GRANT, person
from operis.web.components.links import Link
from operis.web.components.why import Why
from operis.web.lawbook import today
from operis.web.register.letter import HOURS, LINK, address
from operis.web.register.written import forget, keep, read
from operis.web.told import tell

UNKNOWN, USED, OLD, CLOSED = "unknown", "used", "old", "closed"
STATUS = {UNKNOWN: 404, USED: 410, OLD: 410, CLOSED: 403}
OFFICE_NAME = ("供应商", "Supplier")
Waiting = Registration | Invitation


class NotEnteredError(Exception):
    """Nothing was entered; `answer` says why."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Opening:
    """A link that was opened, what waits behind it, and the organisation in words."""

    link: str
    waiting: Waiting
    page: str
    whom: str
    onward: str
    enters: Callable[[UUID], Office]
    """What is entered before the account of this number has its mandate, and in which office that is."""


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: HttpRequest) -> HttpResponseBase:
    link = request.POST.get(LINK) or request.GET.get(LINK, "")
    waiting = registration_of(link)
    if waiting is None or _why_closed(waiting):
        return _closed(request, _why_closed(waiting), reverse("register"))
    asked: EnterFile | None = read(written := opened(waiting.sealed)).form.asked
    if asked is None:  # what may be written has changed meanwhile
        keep(request, written)
        return redirect("register")

    def enters(number: UUID) -> Office:
        return _file(request, waiting, asked, number, written)

    onward = safe(request, waiting.onward)
    return _open(request, Opening(link, waiting, "register-confirm", asked.name.within(language())[1], onward, enters))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join_page(request: HttpRequest) -> HttpResponseBase:
    """Who was invited takes the mandate."""
    link = request.POST.get(LINK) or request.GET.get(LINK, "")
    waiting = invitation_of(link)
    if waiting is None or _why_closed(waiting):
        return _closed(request, _why_closed(waiting), "")
    body = waiting.office.body
    whom = names_of({body}).get(body, body)
    return _open(request, Opening(link, waiting, "join", whom, reverse("desk"), lambda number: waiting.office))


def _why_closed(waiting: Waiting | None) -> str:
    if waiting is None:
        return UNKNOWN
    return USED if waiting.used is not None else OLD if is_over(waiting, timezone.now()) else ""


def _closed(request: HttpRequest, why: str, again: str) -> HttpResponse:
    return render(request, "web/register/closed.html", {"why": why, "hours": HOURS, "again": again}, status=STATUS[why])


def _open(request: HttpRequest, opening: Opening) -> HttpResponseBase:
    known = User.objects.filter(email=opening.waiting.email).first()
    if known is not None and not known.is_active:
        return _closed(request, CLOSED, "")
    if known is not None and person(request) != known:
        return _page(request, opening, {}, to_sign_in=True)
    if request.method != "POST":
        return _page(request, opening, {}, known=known)
    password = request.POST.get(PASSWORD, "")
    if known is None and (wrong := _password_wrong(opening.waiting, password)):
        return _page(request, opening, {PASSWORD: wrong})
    number = known.pk if known else opening.waiting.person if isinstance(opening.waiting, Registration) else uuid4()
    try:
        office = opening.enters(number)
    except NotEnteredError as fault:
        return fault.answer
    return _let_in(request, opening, known, _mandate(opening.waiting, known, office, number, password))


def _mandate(waiting: Waiting, known: User | None, office: Office, number: UUID, password: str) -> Grant | None:
    """The account where there is none, and the mandate; None where another press of the same button was first."""
    with transaction.atomic():
        mine = type(waiting).objects.filter(pk=waiting.pk, used=None).update(used=timezone.now())
        if not mine:
            return None
        if isinstance(waiting, Registration):
            Registration.objects.filter(pk=waiting.pk).update(sealed="")
        user = known or person_of(waiting.email, waiting.name, number, password)
        grant = give_mandate(user, office, today())
    if known is None:
        event(Event.PERSON_ADDED, who=user.pk)
    event(Event.MANDATE_GIVEN, mandate=grant.pk, who=user.pk, office=office.key, role=office.role, first=grant.first, last="")
    return grant


def _let_in(request: HttpRequest, opening: Opening, known: User | None, grant: Grant | None) -> HttpResponseBase:
    if grant is None:
        return _closed(request, USED, "")
    forget(request)
    if known is None:
        answer = let_in(request, grant.user, opening.onward, "letter", under=grant)
    else:
        request.session[GRANT], answer = grant.pk, redirect(opening.onward)
    tell(request, _("You act for {name} from now on.").format(name=opening.whom), opening.onward)
    return answer


def _file(request: HttpRequest, waiting: Registration, asked: EnterFile, number: UUID, written: dict[str, str]) -> Office:
    """Enter the file through the clerk, as the person whose account is about to be made: the same link enters it once."""
    key, now = f"{asked.key}", clock.now()
    office = Office(key=f"{key}-{Role.SUPPLIER}", body=key, role=str(Role.SUPPLIER))
    mandate = Mandate(role=Role.SUPPLIER, office=office.key, body=key, by=REGISTRATION, persons=(f"{number}",))
    try:
        said = put(clock.this_office(), None, asked, mandate, happened=now, entered=now, key=f"registration {waiting.digest}")
    except (RefusedTooOftenError, WentBackError, ClockStoppedError) as fault:
        raise NotEnteredError(render(request, "web/register/later.html", {"again": request.path}, status=503)) from fault
    if isinstance(said, Refused):
        keep(request, written)
        ways = (Link(_("Change what you wrote"), reverse("register")),)
        why = Why(heading=_("This organisation cannot be registered"), grounds=said.refusal.grounds, reference=said.number, decided=now,
                  ways=ways, more=said.refusal.more)  # fmt: skip
        raise NotEnteredError(render(request, "web/register/refused.html", {"refusal": why}, status=said.refusal.status))
    return install_office(office.key, key, Role.SUPPLIER, *OFFICE_NAME)


def _password_wrong(waiting: Waiting, password: str) -> str:
    try:
        if too_long(password):
            raise ValidationError(_("This password is too long."))
        validate_password(password, User(email=waiting.email, name=waiting.name))
    except ValidationError as wrong:
        return " ".join(wrong.messages)
    return ""


def _page(
    request: HttpRequest, opening: Opening, wrong: dict[str, str], *, known: User | None = None, to_sign_in: bool = False
) -> HttpResponse:
    hint = _("At least twelve characters; several words are easy to remember and hard to guess.")
    asks = () if known or to_sign_in else (password_field(wrong.get(PASSWORD, ""), label=_("Choose a password"), hint=hint, new=True),)
    here = address(request, opening.page, opening.link).removeprefix(f"{request.scheme}://{request.get_host()}")
    context = {
        "whom": opening.whom, "email": opening.waiting.email, "parts": asks, "errors": errors_of(wrong), "link": opening.link,
        "to_sign_in": to_sign_in, "here": here, "action": reverse(opening.page), "joins": opening.page == "join",
    }  # fmt: skip
    return render(request, "web/register/confirm.html", context, status=422 if wrong else 200)
