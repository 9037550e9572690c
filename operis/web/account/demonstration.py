"""Who may one be in a demonstration? Each of its own accounts, by one press; on any other site there is no such way in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from operis import clock
from operis.accounts.log import Event, event
from operis.accounts.models import Grant, User
from operis.core.mandates import ROLE_LABELS, Role
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.web.account.entering import let_in, onward
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


def in_demonstration(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that no other site has, however it is asked for."""

    @wraps(view)
    def there(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if not clock.is_demo():
            raise Http404
        return view(request, **named)

    return there


def is_invented(user: User) -> bool:
    """Whether everybody may be this person, so that nothing here is anybody's own."""
    return clock.is_demo() and _invented().filter(pk=user.pk).exists()


def cast() -> list[Cast]:
    """The accounts that one may enter by a press, by role; none outside a demonstration."""
    if not clock.is_demo():
        return []
    held = list(_held().order_by("office__body", "for_body", "user__name", "pk"))
    names = names_of({key for one in held for key in (one.office.body, one.for_body)} - {""})
    return [Cast(ROLE_LABELS[role].within(language()), people) for role in Role if (people := tuple(_people(held, role, names)))]


def _invented() -> QuerySet[User]:
    """People to whom nobody has given a way of their own to sign in."""
    return User.objects.filter(password=INVENTED, is_active=True, passkey=None, onetime=None, linked=None)


def _held() -> QuerySet[Grant]:
    """Their mandates of today."""
    holds = Q(last=None) | Q(last__gte=today())
    return Grant.objects.select_related("office", "user").filter(holds, first__lte=today(), user__in=_invented())


def _people(held: Sequence[Grant], role: Role, names: Mapping[str, str]) -> Iterator[Someone]:
    for one in held:
        if one.office.role == str(role):
            named = one.office.name_zh if language() == "zh" else one.office.name_en
            of = names.get(one.office.body) or named or one.office.body
            if one.for_body not in ("", one.office.body):
                of = _("{body}, for {other}").format(body=of, other=names.get(one.for_body, one.for_body))
            yield Someone(one.pk, one.user.name, of)


@never_cache
@in_demonstration
@require_POST
def be_someone(request: HttpRequest) -> HttpResponseBase:
    """Sign in as one of them, under that mandate, with all that this site asks of who decides."""
    asked = request.POST.get(AS, "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= PLACE_DIGITS else 0
    grant = _held().filter(pk=number).first()
    if grant is None:
        event(Event.SIGN_IN_FAILED, way="demonstration")
        raise Http404
    return let_in(request, grant.user, onward(request), "demonstration", strong=True, under=grant)
