"""What may be chosen where a field refers to somebody or something that is on record? By name, so that nobody types a key."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from operis import clock
from operis.accounts.models import Grant
from operis.core.fields import Field, walk
from operis.core.kinds import ManyKind, RecordKind
from operis.core.mandates import ROLE_LABELS, Role
from operis.core.refers import RefersTo
from operis.core.wording import Wording
from operis.dockets.need.commands import RecordNeed
from operis.dockets.procurement.evaluation import first_offers, members
from operis.dockets.procurement.papers import in_force
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.names import in_language, names_of
from operis.documents.shown import language
from operis.ledger.states import state_of
from operis.registers import models
from operis.registers.finding import having, parties_having, searches
from operis.registers.questions import waiting, wording
from operis.rules.panels import SUPERVISING
from operis.rules.watching import OF_BODY, OVERSEEING, own_bodies
from operis.web.desk.candidates import needs_now, needs_of, procurements_now, procurements_of
from operis.web.desk.people import ACCOUNT
from operis.web.desk.sitting import Sitting
from operis.web.forms import FIND, Options, Searched, Typed, any_row, bare, named
from operis.web.reading.lists import headings

Many = Callable[[Sitting, str, str], Iterator[tuple[str, str]]]
MOST, QUOTED = 200, 60
"""A longer list is no help to anybody: what is not in it is found by words."""
CHECKED = frozenset({RefersTo.LOT, RefersTo.PART, RefersTo.DOCUMENT, RefersTo.ANSWER})
"""Few enough to be ticked, where several are asked for."""
EXPERTS = (str(Role.EXPERT), str(Role.PANEL))


def choices(at: Sitting, typed: Typed) -> Mapping[str, Options]:
    """By the name of the input with * for the number of a row, what the record knows for it.

    Of more than a list can hold the first are there, and at an input beside which words were typed, those that have them.
    """
    if at.acts_as.role not in at.step.by:
        return {}
    offers: dict[str, Options] = {}
    known: dict[RefersTo, Options] = {}
    for name, of in _referring(at.step.asked, ""):
        if of not in known:
            known[of] = tuple(islice(_known(at, of), MOST + 1))
        if len(known[of]) > MOST:
            offers |= {name: Searched(known[of][:MOST]), **dict(_found(at, of, name, typed, known[of][:MOST]))}
        elif known[of]:
            offers |= {name: known[of], **dict(_kept(at, of, name, typed, known[of]))}
    return offers


def _kept(at: Sitting, of: RefersTo, name: str, typed: Typed, first: Options) -> Iterator[tuple[str, Options]]:
    """What is chosen already stays by its name, though it is not offered now."""
    for full, chosen in typed.items():
        if any_row(full) == name and chosen and all(key != chosen for key, _words in first):
            yield full, (*islice(_known(at, of, key=chosen), 1), *first)


def _found(at: Sitting, of: RefersTo, name: str, typed: Typed, first: Options) -> Iterator[tuple[str, Options]]:
    """For each input of that name: what has the words beside it; and what is chosen there, which stays by its name."""
    for full in {key.removesuffix(f"-{FIND}") for key in typed}:
        words, chosen = typed.get(named(full, FIND), "").strip(), typed.get(full, "").strip()
        if any_row(full) != name or not (words or chosen):
            continue
        found = tuple(islice(_known(at, of, words=words), MOST)) if words else first
        kept = () if any(key == chosen for key, _words in found) else tuple(islice(_known(at, of, key=chosen), 1)) if chosen else ()
        offered = Searched((*kept, *(found or first)))
        offered.missed = not found
        yield full, offered


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


def _known(at: Sitting, of: RefersTo, *, words: str = "", key: str = "") -> Iterator[tuple[str, str]]:
    """What may be chosen; with words those that have them, with a key that one."""
    if of in MANY:
        return MANY[of](at, words, key)
    return _having(KNOWN[of](at), words, key) if of in KNOWN else iter(())


def _having(known: Iterator[tuple[str, str]], words: str, key: str) -> Iterator[tuple[str, str]]:
    return (one for one in known if words.casefold() in one[1].casefold() and key in ("", one[0]))


def _procurement(at: Sitting) -> Any:
    """The state of the procurement that the step is about."""
    state = at.state
    return state if hasattr(state, "lots") else state_of(getattr(state, "procurement", None))


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


def _candidates(at: Sitting) -> Iterator[tuple[str, str]]:
    """Those on the list from which those who are invited are drawn."""
    listed = at.state.candidates
    names = names_of({one.supplier for one in listed.candidates}) if listed is not None else {}
    return ((key, name) for key, name in names.items())


def _envelopes(at: Sitting) -> Iterator[tuple[str, str]]:
    """Those of the closing list that two persons have not read yet: whose bid it is stands on the envelope."""
    waiting = getattr(_procurement(at), "envelopes_waiting", ())
    names = names_of({one.supplier for one in waiting})
    several = len({one.lot for one in waiting}) > 1
    for one in waiting:
        name = names.get(one.supplier, one.supplier)
        yield one.bid, _("{name}, lot {lot}").format(name=name, lot=one.lot) if several else name


def _members(at: Sitting) -> Iterator[tuple[str, str]]:
    state = _procurement(at)
    return ((one.person, one.name) for one in (members(state) if state is not None else ()))


def _criteria(at: Sitting) -> Iterator[tuple[str, str]]:
    state = _procurement(at)
    plan = state.plan if state is not None else None
    return ((str(one.id), _named(one.id, one.name)) for one in (plan.criteria if plan is not None else ()))


def _documents(at: Sitting) -> Iterator[tuple[str, str]]:
    state = _procurement(at)
    return ((name, name) for name in dict.fromkeys(one.name for one in (in_force(state) if state is not None else ())))


def _questions(at: Sitting) -> Iterator[tuple[str, str]]:
    """Those that wait for their answer; the whole of each stands above the form."""
    answered = tuple(one.no for one in at.state.answers)
    for one in waiting(at.number or "", answered):
        yield str(one.no), _question(one.no, wording(one))


def _answers(at: Sitting) -> Iterator[tuple[str, str]]:
    return ((str(one.no), _question(one.no, one.asked)) for one in at.state.answers)


def _question(no: int, text: Wording) -> str:
    words = text.within(language())[1]
    return f"{no}: {words[:QUOTED]}{'…' if len(words) > QUOTED else ''}"


def _named(id: str, name: Wording | None) -> str:
    return name.within(language())[1] if name is not None else label(id, language())


def _parts(at: Sitting) -> Iterator[tuple[str, str]]:
    """The parts of the need that the step is about."""
    need = at.state if hasattr(at.state, "recorded") else state_of(at.request.GET.get("need", "").strip(), kind=RecordNeed.docket_kind)
    parts = need.recorded.parts if need is not None and need.recorded is not None else ()
    for one in parts if len(parts) > 1 else ():
        yield one.part, f"{one.part}: {one.result.within(language())[1]}" if one.result is not None else one.part


def _needs(at: Sitting, words: str, key: str) -> Iterator[tuple[str, str]]:
    return _dockets(needs_of(at) if key else needs_now(at), words, key)


def _procurements(at: Sitting, words: str, key: str) -> Iterator[tuple[str, str]]:
    return _dockets(procurements_of(at) if key else procurements_now(at), words, key)


def _contracts(at: Sitting, words: str, key: str) -> Iterator[tuple[str, str]]:
    """Signed contracts of one's own body."""
    own = models.Contract.objects.filter(body=at.mandate.acts_for or "-", signed__isnull=False).values("docket")
    return _dockets(models.Docket.objects.filter(number__in=own), words, key)


def _dockets(found: QuerySet[models.Docket], words: str, key: str) -> Iterator[tuple[str, str]]:
    """By title and number, the newest first."""
    found = having(words, found) if searches(words) else found
    lines = list((found.filter(number=key) if key else found).order_by("-ordinal")[: MOST + 1])
    titles = headings(lines)
    return ((one.number, f"{titles[one.number].words} ({one.number})") for one in lines)


def _on_file(*parties: str) -> Many:
    def found(at: Sitting, words: str, key: str) -> Iterator[tuple[str, str]]:
        return _by_name(models.Party.objects.filter(party__in=parties, accepted=True), words, key)

    return found


def _by_name(rows: QuerySet[models.Party], words: str, key: str) -> Iterator[tuple[str, str]]:
    """Those that have the words, or that one, by name."""
    rows = rows.filter(key__in=parties_having(words)) if searches(words) else rows
    rows = (rows.filter(key=key) if key else rows).order_by("key")[: MOST + 1]
    return iter(sorted(in_language(rows.values_list("key", "name_zh", "name_en")).items(), key=lambda each: each[1]))


def _experts(at: Sitting, words: str, key: str) -> Iterator[tuple[str, str]]:
    """Those who hold an office of experts, and the officers of one's own body who may represent it, each with the office."""
    return _accounts(_held().filter(Q(office__role__in=EXPERTS) | Q(office__body=at.mandate.acts_for or "-")), words, key)


def _held() -> QuerySet[Grant]:
    """The mandates of today."""
    today = calendar().day(clock.now())
    return Grant.objects.filter(first__lte=today, user__is_active=True).exclude(last__lt=today)


def _accounts(held: QuerySet[Grant], words: str, key: str) -> Iterator[tuple[str, str]]:
    """By name, with the role."""
    if key and not ACCOUNT.fullmatch(key):
        return
    found = held.filter(user=UUID(key)) if key else held.filter(user__name__icontains=words)
    for one in found.select_related("user", "office").order_by("user__name")[: MOST + 1]:
        yield str(one.user_id), _("{who} ({how})").format(who=one.user.name, how=ROLE_LABELS[Role(one.office.role)].within(language()))


def _watchers(at: Sitting, words: str, key: str) -> Iterator[tuple[str, str]]:
    """Officers and reviewers of the body, its agency, and who oversees it: each with role and body."""
    state, held = _procurement(at), _held()
    agency = state.plan.agency if state is not None and state.plan is not None else None
    found = held.filter(Q(office__role__in=OVERSEEING) | Q(office__role__in=OF_BODY, office__body=at.mandate.acts_for or "-")
                        | Q(office__role=Role.AGENCY, office__body=agency or "-"))  # fmt: skip
    if key and not ACCOUNT.fullmatch(key):
        return
    found = found.filter(user=UUID(key)) if key else found.filter(user__name__icontains=words)
    rows = list(found.select_related("user", "office").order_by("user__name")[: MOST + 1])
    bodies = names_of({one.office.body for one in rows})
    for one in rows:
        role = ROLE_LABELS[Role(one.office.role)].within(language())
        how = _("{role}, {body}").format(role=role, body=bodies.get(one.office.body, one.office.body))
        yield str(one.user_id), _("{who} ({how})").format(who=one.user.name, how=how)


def watching_from_outside(at: Sitting) -> tuple[tuple[str, str], ...]:
    """Those who may watch and are neither of the purchaser nor of its agency: with any of the others they make two bodies."""
    state = _procurement(at)
    own = own_bodies(state) if state is not None else {at.mandate.acts_for}
    inside = {str(one) for one in _held().filter(office__body__in=own).values_list("user_id", flat=True)}
    return tuple(one for one in _watchers(at, "", "") if one[0] not in inside)


def _holders(at: Sitting, words: str, key: str) -> Iterator[tuple[str, str]]:
    """Whose establishment is entered."""
    rows = models.Vacancy.objects.filter(holder__in=parties_having(words)) if searches(words) else models.Vacancy.objects.all()
    rows = rows.filter(holder=key) if key else rows
    there = list(rows.order_by("holder").values_list("holder", flat=True)[: MOST + 1])
    names = names_of({*there})
    return ((one, names.get(one, one)) for one in there)


def _keepers(at: Sitting, words: str, key: str) -> Iterator[tuple[str, str]]:
    """Bodies in which somebody has the office of a key holder."""
    there = _held().filter(office__role=Role.KEY_HOLDER).values_list("office__body", flat=True)
    return _by_name(models.Party.objects.filter(party="body", accepted=True, key__in={*there}), words, key)


def _drawn(at: Sitting, words: str, key: str) -> Iterator[tuple[str, str]]:
    """Bidders, of whom equals are drawn; and experts that no rule keeps out."""
    yield from _having(_bidders(at), words, key)
    agency = at.state.plan.agency if at.state.plan is not None else None
    out = Q(office__role__in=SUPERVISING) | Q(office__body=at.state.body) | Q(office__role=Role.AGENCY, office__body=agency or "-")
    held = _held()
    yield from _accounts(held.filter(office__role=Role.EXPERT).exclude(user__in=held.filter(out).values("user")), words, key)


KNOWN: Mapping[RefersTo, Callable[[Sitting], Iterator[tuple[str, str]]]] = {
    RefersTo.LOT: _lots,
    RefersTo.ENVELOPE: _envelopes,
    RefersTo.BIDDER: _bidders,
    RefersTo.CANDIDATE: _candidates,
    RefersTo.MEMBER: _members,
    RefersTo.CRITERION: _criteria,
    RefersTo.DOCUMENT: _documents,
    RefersTo.QUESTION: _questions,
    RefersTo.ANSWER: _answers,
    RefersTo.PART: _parts,
}
"""What one docket knows: as many as there are, in one list."""
MANY: Mapping[RefersTo, Many] = {
    RefersTo.CONTRACT: _contracts,
    RefersTo.NEED: _needs,
    RefersTo.PROCUREMENT: _procurements,
    RefersTo.BODY: _on_file("body"),
    RefersTo.SUPPLIER: _on_file("supplier"),
    RefersTo.ON_FILE: _on_file("body", "supplier"),
    RefersTo.HOLDER: _holders,
    RefersTo.KEEPER: _keepers,
    RefersTo.PERSON: _experts,
    RefersTo.WATCHER: _watchers,
    RefersTo.DRAWN: _drawn,
}
"""What the whole record knows, by words or by key."""
