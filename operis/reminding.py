"""Who is written to of what came in from somebody else? The officers who must act on it: at once, and again when its last day is near.

A letter says that there is something and where it is done. It names nobody from whom it came; no page does either.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from operis import clock
from operis.accounts.models import Grant, User
from operis.core.mandates import Role
from operis.dockets.kinds import KINDS
from operis.documents.lawbook import calendar
from operis.documents.shown import day, language, moment
from operis.ledger.numbers import kind_of
from operis.ledger.states import state_of
from operis.lettering import letter_of, site_of, title_of
from operis.mail.models import Told
from operis.mail.queue import is_address, is_on, send_later
from operis.procedures import takers
from operis.registers.duties import Standing, agency_does, standing

NEAR: Final = timedelta(days=1)
"""So long before the last day it is told of again: a help to the reader, and no period of a law."""
CAME, SOON = "came", "soon"


def write_due() -> int:
    """Write the letters of what stands open by now and was not told of yet; how many duties were told of."""
    if not is_on():
        return 0
    slugs = {one.slug for kind in KINDS.values() for one in kind.duties if one.came_in}
    owed = standing(Q(command__in=slugs, above="") & ~Q(party="", person=""))
    found = [(one, when) for one in owed if not one.waits for when in _times(one)]
    known = set(Told.objects.filter(what__in=[_named(*each) for each in found]).values_list("what", flat=True))
    new = [each for each in found if _named(*each) not in known]
    for one, when in new:
        with transaction.atomic():
            Told.objects.create(what=_named(one, when))
            _write(one, when)
    return len(new)


def ask_to_sign(persons: Iterable[str], path: Callable[[], str], about: str) -> None:
    """Write to each of a panel that something waits for the signature; the letter names no purchase."""
    if not is_on():
        return
    subject, text = letter_of(lambda code: _("Read and sign"), lambda code: _to_sign(path()))
    for address in sorted(User.objects.filter(pk__in=[*persons], is_active=True).values_list("email", flat=True)):
        if is_address(address):
            send_later(address, subject, text, language="zh" if settings.LANGUAGE_CODE.startswith("zh") else "en", about=about)


def _to_sign(path: str) -> str:
    says = _("A paper of a panel on which you sit waits for your signature.")
    return "\n".join((says, _("The way to it:"), f"{site_of()}{path}"))


def _times(one: Standing) -> Iterator[str]:
    """What there is to tell of by now; what comes in shortly before its last day is told of once."""
    today = calendar().day(clock.now())
    near = one.day is not None and one.day - NEAR <= today
    if not near:
        yield CAME
    elif one.day is not None and today <= one.day:
        yield SOON


def _named(one: Standing, when: str) -> str:
    return " ".join((when, one.docket, one.duty.slug, one.about, f"{one.day or ''}" if when == SOON else "")).strip()


def _write(one: Standing, when: str) -> None:
    subject, text = letter_of(lambda code: _subject(one, when), lambda code: _text(one, code))
    for address in sorted({each.user.email for each in _officers(one) if _may(one, each)}):
        if is_address(address):
            send_later(address, subject, text, language="zh" if settings.LANGUAGE_CODE.startswith("zh") else "en", about=one.docket)


def _officers(one: Standing) -> "QuerySet[Grant]":
    """Those who may act for the body today in an office that does it; the one person whose duty it is."""
    today, roles = calendar().day(clock.now()), takers(one.duty.command)
    held = Grant.objects.filter(Q(last=None) | Q(last__gte=today), first__lte=today, user__is_active=True, office__role__in=roles)
    if one.person:
        return held.filter(user_id=one.person).select_related("user", "office")
    return held.filter(Q(for_body=one.party) | Q(for_body="", office__body=one.party)).select_related("user", "office")


def _may(one: Standing, grant: Grant) -> bool:
    """Not who did what a second person has to see, and no agency that the plan does not entrust with it."""
    entrusted = grant.office.role != Role.AGENCY or grant.office.body == one.party or agency_does(one, grant.office.body)
    return entrusted and str(grant.user_id) not in one.not_by


def _what(one: Standing) -> str:
    words = one.duty.came_in or one.duty.words
    return words.within(language()).format(about=one.about)


def _subject(one: Standing, when: str) -> str:
    words = _("{number}: soon due: {what}") if when == SOON else _("{number}: {what}")
    return words.format(number=one.docket, what=_what(one))


def _text(one: Standing, code: str) -> str:
    lines = [_told_of(one, code), *_meeting(one)]
    if one.day is not None:
        lines.append(_("To be done by {day}.").format(day=day(one.day)))
    about = f"?{urlencode({one.duty.fills: one.about})}" if one.duty.fills and one.about else ""
    lines += [_("The way to it:"), f"{site_of()}{reverse('desk-step', args=[one.docket, one.duty.slug])}{about}"]
    return "\n".join(lines)


def _told_of(one: Standing, code: str) -> str:
    """What is one person's own names no purchase: a letter may be read by others, and who evaluates what is secret."""
    if one.person:
        return _("This waits for you: {what}.").format(what=_what(one))
    words = _("“{title}” ({number}) waits for you: {what}.")
    return words.format(title=title_of(one.docket, code), number=one.docket, what=_what(one))


def _meeting(one: Standing) -> Iterator[str]:
    """When and where one is expected."""
    meeting = KINDS[str(kind_of(one.docket))].meeting(state_of(one.docket)) if one.person else None
    if meeting is not None:
        yield _("When: {when}").format(when=moment(meeting[0]))
        if meeting[1] is not None:
            yield _("Where: {where}").format(where=meeting[1].within(language())[1])
