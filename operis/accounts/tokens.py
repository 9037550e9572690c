"""What does a program show instead of a password? A token of a mandate: until a day, for some commands or all, and ended for good."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from operis.accounts.log import Event, event
from operis.accounts.models import Grant, Token, User
from operis.accounts.offices import mandate_of
from operis.core.mandates import Mandate

DAYS = timedelta(days=90)
"""How long a token is good where nobody says otherwise."""
NAME = 10


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who shows a token: the mandate, the name of the token, and the commands that it may put."""

    mandate: Mandate
    name: str
    commands: frozenset[str]

    def may_put(self, slug: str) -> bool:
        return not self.commands or slug in self.commands


def make_token(grant: Grant, made: datetime, last: date | None = None, commands: Iterable[str] = ()) -> str:
    """A new token, shown once: 256 random bits. It ends with the mandate at the latest, even if that is made longer afterwards."""
    secret = secrets.token_urlsafe(32)
    last = min(filter(None, [last or made.date() + DAYS, grant.last]))
    made_now = Token.objects.create(digest=_digest(secret), grant=grant, made=made, last=last, commands=" ".join(sorted(set(commands))))
    event(Event.TOKEN_MADE, name=name_of(made_now), who=grant.user_id, mandate=grant.pk, last=last, commands=made_now.commands)
    return secret


def bearer(secret: str, day: date) -> Bearer | None:
    """Who shows this token on a day; None for one that is unknown or over."""
    holds = Q(grant__last=None) | Q(grant__last__gte=day), Q(last__gte=day), Q(ended=None)
    token = (
        Token.objects.select_related("grant__office")
        .filter(*holds, digest=_digest(secret), grant__user__is_active=True, grant__first__lte=day)
        .first()
    )
    return Bearer(mandate_of(token.grant), name_of(token), frozenset(token.commands.split())) if token else None


def mandate_by_token(secret: str, day: date) -> Mandate | None:
    """The mandate that a token stands for on a day."""
    found = bearer(secret, day)
    return found.mandate if found else None


def name_of(token: Token) -> str:
    """By what a token is named where it is not shown."""
    return token.digest[:NAME]


def name_of_secret(secret: str) -> str:
    return _digest(secret)[:NAME]


def named(name: str) -> QuerySet[Token]:
    return Token.objects.filter(digest__startswith=name)


def end_tokens(tokens: QuerySet[Token], now: datetime) -> int:
    """They open nothing any more, whatever becomes of person, password and mandate."""
    ending = tokens.filter(ended=None)
    for one in ending.select_related("grant"):
        event(Event.TOKEN_ENDED, name=name_of(one), who=one.grant.user_id)
    return ending.update(ended=now)


def end_tokens_of(user: User, now: datetime) -> int:
    return end_tokens(Token.objects.filter(grant__user=user), now)


def cut_short(grant: Grant) -> None:
    """The tokens of a mandate end with it, so that one that is made longer again does not make them good again."""
    if grant.last is not None:
        Token.objects.filter(grant=grant, last__gt=grant.last).update(last=grant.last)


def over_before(day: date) -> Q:
    """Those that open nothing on a day."""
    return ~Q(ended=None) | Q(last__lt=day) | Q(grant__last__lt=day) | Q(grant__first__gt=day) | Q(grant__user__is_active=False)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
