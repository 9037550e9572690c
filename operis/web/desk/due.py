"""What is due, and by when? The duties of one's own office that have a last day, the nearest first; late ones on top.

Who oversees sees those of all bodies whose day under a row of law has gone by.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from operis.core.acts import Command
from operis.core.mandates import Mandate, Role
from operis.dockets.kinds import KINDS
from operis.dockets.procurement.commands import Terminate
from operis.documents.awaited import wanted_again
from operis.documents.few import shut
from operis.documents.lawbook import calendar
from operis.documents.names import names_of
from operis.documents.shown import language, moment
from operis.ledger.numbers import kind_of
from operis.procedures import takers
from operis.registers import models
from operis.registers.awards import FINAL_QUOTE
from operis.registers.duties import Standing, agency_does, entrusts, standing
from operis.registers.refusals import OVERSEERS
from operis.web.desk.earlier import plans_anew
from operis.web.desk.named_member import naming
from operis.web.reading.lists import Heading, headings
from operis.web.reading.own_bid import docket_of

AHEAD = timedelta(days=30)
"""How far the desk looks ahead: a help to the reader, and no period of a law."""
SHOWN_MAX = 10
CAME_IN_MAX = 25
NEXT_MAX = 3
OFFICERS = frozenset({Role.BUYER, Role.REVIEWER, Role.AGENCY})
OWNERS = frozenset({*OFFICERS, Role.UNIT, Role.SUPPLIER, Role.INSTITUTION})
"""Roles that work on dockets of their own body; the others work on those of all."""


@dataclass(frozen=True, slots=True)
class Due:
    day: date | None
    words: str
    title: Heading
    """What it is about, by its name; by its number where it has none."""
    url: str
    late: int
    """How many working days it is late."""


def due_of(mandate: Mandate, now: datetime, *, late: bool = False) -> tuple[list[Due], int]:
    """The next days, and how many more there are; `late`: only those that have gone by. What the clock will do is nobody's to do."""
    today = calendar().day(now)
    until = today - timedelta(days=1) if late else today + AHEAD
    dated = ((day, one) for one, day in dated_duties(mandate, now)
             if day <= until and not (one.duty.itself and day >= today) and (late or not _came_to(one, mandate)))  # fmt: skip
    soon = sorted(dated, key=lambda each: each[0])
    titles = headings(models.Docket.objects.filter(number__in={one.docket for _day, one in soon[:SHOWN_MAX]}))
    shown = [_due(one, titles, mandate, today) for _day, one in soon[:SHOWN_MAX]]
    return shown, len(soon) - len(shown)


def came_in(mandate: Mandate, now: datetime) -> tuple[list[Due], int]:
    """What somebody else did and this office must answer, with a last day or without: the nearest first; and how many more there are."""
    slugs = {one.slug for kind in KINDS.values() for one in kind.duties if one.came_in and mandate.role in takers(one.command)}
    wanted = Q(party=mandate.acts_for or "-") if mandate.role in OWNERS else Q(party__in=("", mandate.acts_for or "-"))
    wanted = (wanted & Q(person="")) | Q(person__in=mandate.persons)
    found = [one for one in standing(wanted & Q(command__in=slugs)) if _came_to(one, mandate)] if slugs else []
    found.sort(key=lambda one: one.day or date.max)
    some, besides = found[:CAME_IN_MAX], list(_besides(mandate))
    named = {*(docket for docket, *_rest in besides), *(one.docket for one in some)}
    titles = headings(models.Docket.objects.filter(number__in=named))
    first = [Due(day, words, titles.get(docket) or Heading(docket), url, 0) for docket, words, url, day in besides]
    first += _final_quotes(mandate, now)
    return [*first, *(_due(one, titles, mandate, calendar().day(now)) for one in some)], len(found) - len(some)


def _final_quotes(mandate: Mandate, now: datetime) -> list[Due]:
    """For which purchases this supplier is asked for its final quote, until they close; whether it gave one is shown on its bid alone."""
    if mandate.role is not Role.SUPPLIER:
        return []
    asked = models.Asked.objects.filter(supplier=mandate.acts_for or "-", about=FINAL_QUOTE, until__gt=now).order_by("until")
    until = dict(asked.values_list("docket", "until")[:CAME_IN_MAX])
    titles = headings(models.Docket.objects.filter(number__in=until)) if until else {}
    own = {number: docket_of(number, mandate.acts_for or "") for number in until}
    return [Due(calendar().day(when), _("Give your final quote, or replace it, until {moment}").format(moment=moment(when)),
                titles.get(number) or Heading(number), reverse("bid", args=[docket]), 0)
            for number, when in until.items() if (docket := own[number]) is not None]  # fmt: skip


def _besides(mandate: Mandate) -> Iterator[tuple[str, str, str, date | None]]:
    """What no duty of a docket of its own tells: the docket, what is to be done there, where, and by when."""
    if mandate.role in takers(Terminate):  # nothing happens there until an officer does something
        for one in sorted(shut(Q(body=mandate.acts_for or "-")))[:CAME_IN_MAX]:
            yield one, _("Too few bids: end the purchase, then try again"), reverse("desk-step", args=[one, Terminate.slug]), None
    for link in plans_anew(mandate)[:CAME_IN_MAX]:
        yield link.number, link.words, link.url, None
    if mandate.role is Role.SUPPLIER:
        for one in naming(mandate.acts_for or "-")[:CAME_IN_MAX]:
            yield one, _("A bid names you as a member: object if that is not so"), reverse("desk-docket", args=[one]), None
    if mandate.role is Role.KEY_HOLDER:
        for one, since in wanted_again(mandate.acts_for or "-").items():
            day = calendar().day(since) if since is not None else None
            yield one, _("Hand in your shares again: they do not fit with the others"), reverse("keys-docket", args=[one]), day


def next_on(docket: str, mandate: Mandate, now: datetime) -> list[Due]:
    """What this office can do next on one docket, as it stands open there: the nearest first, and what has no last day after it."""
    wanted = Q(person="", party__in=("", mandate.acts_for or "-")) | Q(person__in=mandate.persons)
    today = calendar().day(now)
    found = [one for one in standing(Q(docket=docket) & wanted) if _can_now(one, today) and takes(one, mandate)]
    found.sort(key=lambda one: one.day or date.max)
    titles = headings(models.Docket.objects.filter(number=docket)) if found else {}
    return [_due(one, titles, mandate, today) for one in found[:NEXT_MAX]]


def way_on(docket: str, mandate: Mandate, now: datetime, asked: type[Command]) -> str | None:
    """The way to a step, where it is what this office can do now on a docket."""
    wanted = Q(person="", party__in=("", mandate.acts_for or "-")) | Q(person__in=mandate.persons)
    found = standing(Q(docket=docket, command=asked.slug) & wanted)
    return next((way_to(one, mandate) for one in found if _can_now(one, calendar().day(now)) and takes(one, mandate)), None)


def waiting_for(mandate: Mandate, now: datetime) -> set[str]:
    """The dockets on which this office can do something now, with a last day or without."""
    wanted = Q(party=mandate.acts_for or "-")
    if mandate.role not in (*OWNERS, Role.EXPERT):
        wanted |= Q(party="")
    wanted, today = (wanted & Q(person="")) | Q(person__in=mandate.persons), calendar().day(now)
    besides = {docket for docket, *_rest in _besides(mandate)}
    return besides | {one.docket for one in standing(wanted) if _can_now(one, today) and takes(one, mandate)}


def _can_now(one: Standing, today: date) -> bool:
    return not (one.waits or one.duty.itself) and (one.earliest is None or one.earliest.day <= today)


def takes(one: Standing, mandate: Mandate) -> bool:
    """Whether this office does it: an agency only where the plan names it, and only what it is entrusted with; nobody alone what two do."""
    if mandate.role not in takers(one.duty.command) or not one.not_by.isdisjoint(mandate.persons):
        return False
    if mandate.role is not Role.AGENCY or mandate.body == mandate.acts_for:
        return True
    return agency_does(one, mandate.body or "")


def entrusted(line: models.Docket, command: type[Command], mandate: Mandate) -> bool:
    """Whether an agency is entrusted with what the command does; every other office is not asked."""
    return mandate.role is not Role.AGENCY or entrusts(line, command, mandate.body or "")


def _came_to(one: Standing, mandate: Mandate) -> bool:
    """Whether it is this office that must act on what came in."""
    own = one.duty.came_in is not None and takes(one, mandate)
    return own and not one.waits and one.party in ("", mandate.acts_for) and one.person in ("", *mandate.persons)


def _due(one: Standing, titles: Mapping[str, Heading], mandate: Mandate, today: date) -> Due:
    title = titles.get(one.docket) or Heading(one.docket)
    own = one.duty.itself or mandate.role in takers(one.duty.command)
    return Due(one.day, words_of(one) if own else _of_others(one), title, way_to(one, mandate), one.days_late(calendar(), today))


def late_of(mandate: Mandate, now: datetime) -> set[str]:
    """The dockets in which a day has gone by."""
    today = calendar().day(now)
    return {one.docket for one, day in dated_duties(mandate, now) if day < today}


def dated_duties(mandate: Mandate, now: datetime) -> Iterator[tuple[Standing, date]]:
    """Duties of this office that have a last day; for who oversees also the late ones of others."""
    today, oversees = calendar().day(now), mandate.role in OVERSEERS
    wanted = Q(party=mandate.acts_for or "-")
    if mandate.role not in (*OWNERS, Role.EXPERT):
        wanted |= Q(party="", day__isnull=False)
    wanted = (wanted & Q(person="")) | Q(person__in=mandate.persons)
    if oversees:
        wanted |= Q(day__lt=today, public=True) & ~Q(row="")
    told: set[tuple[str, date]] = set()
    for one in standing(wanted):
        if one.day is None or one.waits:
            continue
        own = _of_office(one, mandate, now)
        late = oversees and one.day < today and bool(one.row) and (one.docket, one.day) not in told
        if own or late:  # of others' duties of one docket and day, which belong together, one is enough
            told.add((one.docket, one.day))
            yield one, one.day


def _of_office(one: Standing, mandate: Mandate, now: datetime) -> bool:
    """Whether this office does it; what the clock does is good to have in an officer's calendar, until it is done."""
    if one.duty.itself:
        return mandate.role in OFFICERS and one.moment is not None and one.moment > now
    return takes(one, mandate)


def _of_others(one: Standing) -> str:
    """What another office is late with: no step of who oversees it."""
    what, name = one.duty.words.within(language()), names_of({one.party}).get(one.party, "") if one.party else ""
    return _("Of another office: {what}, {name}").format(what=what, name=name) if name else _("Of another office: {what}").format(what=what)


def words_of(one: Standing) -> str:
    if one.duty.of_party:
        words, name = one.duty.words.within(language()), names_of({one.about}).get(one.about, one.about)
        return _("{what}: {name}").format(what=words, name=name)
    if one.duty.came_in is not None:
        return one.duty.came_in.within(language()).format(about=one.about)
    return (one.duty.words if one.duty.itself else one.duty.command.title_words).within(language())


def way_to(one: Standing, mandate: Mandate) -> str:
    """To the form that does it; where that is another's, is none of this docket and opens none from here, to the docket."""
    kind = KINDS[str(kind_of(one.docket))]
    lead, command = kind.lead(one.duty.command), one.duty.command
    if mandate.role not in takers(command):
        return reverse("desk-docket", args=[one.docket])
    if one.duty.page:
        return reverse(one.duty.page, args=[one.docket])
    if one.duty.of_party and (own := docket_of(one.docket, one.about)) is not None:
        return reverse("desk-step", args=[own, command.slug])
    if lead is not None:
        return f"{reverse('desk-new', args=[command.docket_kind, command.slug])}?{urlencode(lead.starts(one.docket, one.about))}"
    if command.docket_kind == kind.name:
        about = f"?{urlencode({one.duty.fills: one.about})}" if one.duty.fills and one.about else ""
        return reverse("desk-step", args=[one.docket, command.slug]) + about
    return reverse("desk-docket", args=[one.docket])
