"""Which people hold which offices today, by their names?"""

import re

from operis import clock
from operis.accounts.models import Grant, User
from operis.core.mandates import Role
from operis.documents.lawbook import calendar
from operis.web.forms import Options

MOST = 200
"""A longer list is no help to anybody."""
ACCOUNT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def people_of_body(body: str, role: Role) -> Options:
    """Those who act in this role for a body."""
    today = calendar().day(clock.now())
    held = Grant.objects.filter(first__lte=today, user__is_active=True, office__body=body, office__role=role).exclude(last__lt=today)
    found = dict(held.order_by("user__name").values_list("user_id", "user__name"))
    return tuple((str(person), name) for person, name in found.items())


def people_with(role: Role) -> Options:
    """Those who act in this role for whomever."""
    today = calendar().day(clock.now())
    held = Grant.objects.filter(first__lte=today, user__is_active=True, office__role=role).exclude(last__lt=today)
    found = dict(held.order_by("user__name").values_list("user_id", "user__name"))
    return tuple((str(person), name) for person, name in found.items())


def is_account(text: str) -> bool:
    """Whether it is the number of an account, of somebody or nobody."""
    return ACCOUNT.fullmatch(text) is not None


def names_of_people(persons: set[str]) -> dict[str, str]:
    """The names of accounts; who has none has no name."""
    numbers = {one for one in persons if is_account(one)}
    return {str(person): name for person, name in User.objects.filter(pk__in=numbers).values_list("pk", "name")}
