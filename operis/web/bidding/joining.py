"""With whom does a supplier bid together? Chosen by name among those on file who may join: accepted, of a kind that may, not barred."""

from django.db.models import Q, QuerySet

from operis import clock
from operis.dockets.file.terms import NATURES
from operis.documents.lawbook import calendar
from operis.documents.names import names_of
from operis.registers import models
from operis.rules.bids import INSTITUTION, PROVIDING_CATEGORIES, kind_admitted, may_provide
from operis.web.bidding.draft import Draft
from operis.web.bidding.sections import Joined
from operis.web.bidding.sitting import Bidding
from operis.web.desk.guided import offers_of
from operis.web.forms import CommandForm, Options, Searched, form_for

WITHIN = "content-"
"""Before the name of an input where the whole bid is asked for."""


def able_to_join(at: Bidding) -> QuerySet[models.Party]:
    """Whom no rule of this bid would turn away today, the bidder itself aside."""
    now, step = clock.now(), at.step()
    case, today = step.case(now), calendar().day(now)
    rows = next(one.rows for one in step.step.provided if one.check is kind_admitted)
    there = models.Party.objects.filter(party="supplier", accepted=True).exclude(key=at.state.body or "")
    barred = models.Bar.objects.filter(scope="supplying", first__lte=today).exclude(last__lt=today)
    there = there.exclude(key__in=barred.values("party")).order_by("key")
    row = case.law.first(rows, method=case.method)
    if row is None:
        return there
    kinds = Q(nature__in=[one for one in NATURES if may_provide(row, one, None)])
    for one in PROVIDING_CATEGORIES:
        kinds |= Q(nature=INSTITUTION, category=one) if may_provide(row, INSTITUTION, one) else Q()
    return there.filter(kinds)


def joined_form(at: Bidding, *, bound: bool) -> CommandForm:
    own = {name: text for name, text in at.draft.typed.items() if name.partition("-")[0] == "members"}
    found = offers_of(at.step(), {f"{WITHIN}{name}": text for name, text in own.items()})
    ours = ((name.removeprefix(WITHIN), options) for name, options in found.items())
    offers = {name: _able(at, options, own.get(name, "")) for name, options in ours if name.startswith("members")}
    form = form_for(Joined)
    return form(own, zone=calendar().zone, offers=offers) if bound else form(zone=calendar().zone, initial=own, offers=offers)


def _able(at: Bidding, options: Options, chosen: str) -> Options:
    """Whoever may join, and who is chosen already: that one is told of where the bid is checked."""
    able = {*able_to_join(at).filter(key__in=[key for key, _name in options]).values_list("key", flat=True)}
    kept = tuple(one for one in options if one[0] in able or one[0] == chosen)
    if not isinstance(options, Searched):
        return kept
    found = Searched(kept)
    found.missed = options.missed
    return found


def member_keys(draft: Draft) -> tuple[str, ...]:
    form = form_for(Joined)({name: text for name, text in draft.typed.items() if name.startswith("members")}, zone=calendar().zone)
    return tuple(form.asked.members) if form.is_valid() else ()


def members_of(draft: Draft) -> tuple[str, ...]:
    """Their names."""
    keys = member_keys(draft)
    names = names_of(set(keys))
    return tuple(names.get(one, one) for one in keys)
