"""Who may one be in a demonstration? Each of its own accounts, by one press; on any other site there is no such way in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from operis import clock
from operis.accounts.log import Event, event
from operis.accounts.models import Grant
from operis.core.mandates import ROLE_LABELS, Role
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.web.account.counting import remember
from operis.web.account.entering import onward
from operis.web.account.proof import sign_in_as
from operis.web.account.who import GRANT
from operis.web.lawbook import today

AS, INVENTED = "as", "!"
"""`INVENTED` stands for the password of an account that case files brought: nobody has one. Who is added by hand has another mark."""
PLACE_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person in an office, and for whom that person acts there."""

    number: int
    name: str
    of: str


@dataclass(frozen=True, slots=True)
class Cast:
    """All who act in one role."""

    role: str
    people: tuple[Someone, ...]


def cast() -> list[Cast]:
    """The accounts that one may enter by a press, by role; none outside a demonstration."""
    if not clock.is_demo():
        return []
    held = list(_invented().order_by("office__body", "for_body", "user__name", "pk"))
    names = names_of({one.for_body or one.office.body for one in held})
    return [Cast(ROLE_LABELS[role].within(language()), people) for role in Role if (people := tuple(_people(held, role, names)))]


def _invented() -> QuerySet[Grant]:
    """Mandates of people to whom nobody has given a password, a passkey or codes: one enters nobody's own account."""
    nobody_s = Q(user__password=INVENTED, user__is_active=True, user__passkey=None, user__onetime=None)
    return Grant.objects.select_related("office", "user").filter(nobody_s, Q(last=None) | Q(last__gte=today()), first__lte=today())


def _people(held: Sequence[Grant], role: Role, names: Mapping[str, str]) -> Iterator[Someone]:
    for one in held:
        if one.office.role == str(role):
            whose = one.for_body or one.office.body
            yield Someone(one.pk, one.user.name, names.get(whose, one.office.name_zh if language() == "zh" else one.office.name_en))


@never_cache
@require_POST
def be_someone(request: HttpRequest) -> HttpResponseBase:
    """Sign in as one of them, with all that this site asks of who decides."""
    asked = request.POST.get(AS, "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= PLACE_DIGITS else 0
    grant = _invented().filter(pk=number).first() if clock.is_demo() else None
    if grant is None:
        event(Event.SIGN_IN_FAILED, way="demonstration")
        raise Http404
    sign_in_as(request, grant.user, "demonstration", strong=True)
    request.session[GRANT] = grant.pk
    return remember(request, grant.user, redirect(onward(request)))
