"""What may be chosen where a field refers to somebody or something that is on record? By name, so that nobody types a key."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from operis import clock
from operis.accounts.models import Grant
from operis.core.fields import Field, walk
from operis.core.kinds import ManyKind, RecordKind
from operis.core.mandates import ROLE_LABELS, Role
from operis.core.refers import RefersTo
from operis.core.wording import Wording
from operis.dockets.procurement.evaluation import first_offers, members
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.names import in_language, names_of
from operis.documents.shown import language
from operis.registers import models
from operis.web.desk.entry import state_of
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, bare, named
from operis.web.reading.lists import headings

MOST = 200
"""A longer list is no help to anybody: then the number is typed, and found by search."""
CHECKED = frozenset({RefersTo.LOT, RefersTo.PART})
"""Few enough to be ticked, where several are asked for."""
EXPERTS = (str(Role.EXPERT), str(Role.PANEL))


def choices(at: Sitting) -> Mapping[str, Options]:
    """By the name of the input with * for the number of a row, what the record knows for it; a list that is too long is left out."""
    if at.mandate.role not in at.step.by:
        return {}
    found: dict[RefersTo, Options] = {}
    offers: dict[str, Options] = {}
    for name, of in _referring(at.step.asked, ""):
        if of not in found:
            found[of] = _known(at, of)
        if 0 < len(found[of]) <= MOST:
            offers[name] = found[of]
    return offers


def _referring(cls: type, name: str) -> Iterator[tuple[str, RefersTo]]:
    """Every input of a command that refers to something."""
    for one in walk(cls).values():
        yield from _inside(one, named(name, one.name))


def _inside(one: Field, name: str) -> Iterator[tuple[str, RefersTo]]:
    kind, of = bare(one.kind), one.asked.of
    if isinstance(kind, ManyKind):
        name, kind = name if of in CHECKED else named(name, "*"), bare(kind.of)
    if isinstance(kind, RecordKind):
        yield from _referring(kind.record, name)
    elif of is not None:
        yield name, of


def _known(at: Sitting, of: RefersTo) -> Options:
    given = KNOWN.get(of)
    return tuple(given(at)) if given is not None else ()


def _procurement(at: Sitting) -> Any:
    """The state of the procurement that the step is about."""
    state = at.state
    return state if hasattr(state, "lots") else state_of("procurement", getattr(state, "procurement", None))


def _lots(at: Sitting) -> Iterator[tuple[str, str]]:
    state = _procurement(at)
    divided = {one.lot: one.name for one in state.plan.lots} if state is not None and state.plan is not None else {}
    for lot in state.lots if state is not None else ():
        words = _("Lot {lot}").format(lot=lot)
        yield lot, f"{words} {divided[lot].within(language())[1]}" if lot in divided else words


def _bidders(at: Sitting) -> Iterator[tuple[str, str]]:
    """Those whose bids were opened: before that nobody is told who bids."""
    state = _procurement(at)
    there = dict.fromkeys(one.supplier for lot in state.lots for one in first_offers(state, lot)) if state is not None else {}
    names = names_of({*there})
    return ((one, names.get(one, one)) for one in there)


def _members(at: Sitting) -> Iterator[tuple[str, str]]:
    state = _procurement(at)
    return ((one.person, one.name) for one in (members(state) if state is not None else ()))


def _criteria(at: Sitting) -> Iterator[tuple[str, str]]:
    state = _procurement(at)
    plan = state.plan if state is not None else None
    return ((str(one.id), _named(one.id, one.name)) for one in (plan.criteria if plan is not None else ()))


def _named(id: str, name: Wording | None) -> str:
    return name.within(language())[1] if name is not None else label(id, language())


def _parts(at: Sitting) -> Iterator[tuple[str, str]]:
    """The parts of the need that the step is about."""
    need = at.state if hasattr(at.state, "recorded") else state_of("need", at.request.GET.get("need", "").strip().upper())
    parts = need.recorded.parts if need is not None and need.recorded is not None else ()
    for one in parts if len(parts) > 1 else ():
        yield one.part, f"{one.part}: {one.result.within(language())[1]}" if one.result is not None else one.part


def _needs(at: Sitting) -> Iterator[tuple[str, str]]:
    return _dockets(models.Docket.objects.filter(kind="need", body=at.mandate.acts_for or "-", state="determined"))


def _procurements(at: Sitting) -> Iterator[tuple[str, str]]:
    return _dockets(models.Docket.objects.filter(kind="procurement", body=at.mandate.acts_for or "-").exclude(number=at.number or ""))


def _dockets(found: Any) -> Iterator[tuple[str, str]]:
    """By title and number, the newest first."""
    lines = list(found.order_by("-ordinal")[: MOST + 1])
    titles = headings(lines)
    return ((one.number, f"{titles[one.number].words} ({one.number})") for one in lines)


def _on_file(*parties: str) -> Callable[[Sitting], Iterator[tuple[str, str]]]:
    def found(at: Sitting) -> Iterator[tuple[str, str]]:
        rows = models.Party.objects.filter(party__in=parties, accepted=True).order_by("key")[: MOST + 1]
        return iter(sorted(in_language(rows.values_list("key", "name_zh", "name_en")).items(), key=lambda each: each[1]))

    return found


def _experts(at: Sitting) -> Iterator[tuple[str, str]]:
    """Those who hold an office of experts, and the officers of one's own body who may represent it, each with the office."""
    today = calendar().day(clock.now())
    held = Grant.objects.filter(first__lte=today).exclude(last__lt=today).select_related("user", "office").order_by("user__name")
    for one in held[: MOST + 1]:
        if one.office.role in EXPERTS or one.office.body == at.mandate.acts_for:
            yield str(one.user_id), _("{who} ({how})").format(who=one.user.name, how=ROLE_LABELS[Role(one.office.role)].within(language()))


def _holders(at: Sitting) -> Iterator[tuple[str, str]]:
    """Whose establishment is entered."""
    there = list(models.Vacancy.objects.order_by("holder").values_list("holder", flat=True)[: MOST + 1])
    names = names_of({*there})
    return ((one, names.get(one, one)) for one in there)


def _drawn(at: Sitting) -> Iterator[tuple[str, str]]:
    """Bidders, of whom equals are drawn; and experts."""
    yield from _bidders(at)
    yield from _experts(at)


KNOWN: Mapping[RefersTo, Callable[[Sitting], Iterator[tuple[str, str]]]] = {
    RefersTo.LOT: _lots,
    RefersTo.BIDDER: _bidders,
    RefersTo.MEMBER: _members,
    RefersTo.CRITERION: _criteria,
    RefersTo.PART: _parts,
    RefersTo.NEED: _needs,
    RefersTo.PROCUREMENT: _procurements,
    RefersTo.BODY: _on_file("body"),
    RefersTo.SUPPLIER: _on_file("supplier"),
    RefersTo.ON_FILE: _on_file("body", "supplier"),
    RefersTo.HOLDER: _holders,
    RefersTo.PERSON: _experts,
    RefersTo.DRAWN: _drawn,
}
