"""Who is written to of what was entered? Whoever asked, once it is answered; all who took the documents, once a notice is corrected or
the purchase ended; bidders, members that a bid names and key holders, once bids are open; winner and others, once the result is published.

Letters follow the log and no door, so that it does not matter by which one an act came, and none is written in the act's transaction. How
far they are is kept beside them: what was entered while nobody served is told when somebody does.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.accounts.models import Grant
from operis.core.mandates import Role
from operis.dockets.kinds import KINDS
from operis.dockets.procurement.evaluation import answered_until
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.querying import query_until, step_query_until
from operis.documents.shown import day, language, moment
from operis.ledger import read
from operis.ledger.models import Leaf
from operis.ledger.numbers import kind_of
from operis.ledger.read import Stored
from operis.ledger.states import state_of
from operis.lettering import address_of, letter_in_both, site_of, title_of
from operis.letters_of_opening import (
    done_with,
    fell_out,
    holders,
    left_shut,
    members,
    named,
    not_opened,
    read_out,
    unconfirmed,
    was_opened,
)
from operis.mail.models import Followed
from operis.mail.queue import is_address, is_on, send_later
from operis.registers import models

MOST: Final = 500
"""So many entries are looked at in one turn."""


def write_new() -> int:
    """Write the letters that follow from what got its place in the log since the last turn; how many entries were looked at."""
    size = read.size()
    last = Followed.objects.filter(pk=1).values_list("size", flat=True).first()
    if last is None or last > size:  # nothing was followed yet, or an older copy was restored: what is there is told of no more
        Followed.objects.update_or_create(pk=1, defaults={"size": size})
        return 0
    if last == size:
        return 0
    found = list(Leaf.objects.filter(position__gte=last).order_by("position").values_list("position", "docket", "no")[:MOST])
    placed = {(docket, no) for _position, docket, no in found if kind_of(docket) == "procurement"}
    told = [one for one in read.of_kinds(sorted({docket for docket, _no in placed}), tuple(OF)) if (one.docket, one.no) in placed]
    with transaction.atomic():  # of the letters alone: all of these are in the queue, or they are written in the next turn
        if Followed.objects.filter(pk=1, size=last).update(size=found[-1][0] + 1) and is_on():
            for one in told:
                _write(one)
    return len(found)


def _write(entry: Stored) -> None:
    people, letters = entry.act.kind in TO_PEOPLE, set()
    for to, letter in OF[entry.act.kind]:
        held = _people(set(to(entry))) if people else accounts_of(set(to(entry)), ROLES.get(to, Role.SUPPLIER))
        letters |= {(one.user.email, *letter(entry, str(one.user_id) if people else one.office.body)) for one in held}
    for address, subject, text in sorted(letters):
        if is_address(address):
            send_later(address, subject, text, language="zh" if settings.LANGUAGE_CODE.startswith("zh") else "en", about=entry.docket)


def accounts_of(bodies: set[str], role: Role = Role.SUPPLIER) -> "QuerySet[Grant]":
    """Those who may act today for a supplier, or for a body in another role."""
    today = calendar().day(clock.now())
    held = Grant.objects.filter(Q(last=None) | Q(last__gte=today), first__lte=today, user__is_active=True)
    return held.filter(office__role=role, office__body__in=bodies).select_related("user", "office")


def _people(persons: set[str]) -> "QuerySet[Grant]":
    """The mandates to evaluate of these accounts today."""
    today = calendar().day(clock.now())
    held = Grant.objects.filter(Q(last=None) | Q(last__gte=today), first__lte=today, user__is_active=True)
    return held.filter(user_id__in=persons, office__role=Role.EXPERT).select_related("user", "office")


def _drawn(entry: Stored) -> Iterator[str]:
    """The experts who came out of a draw."""
    act: Any = entry.act
    return iter(act.drawn if act.purpose == "experts" else ())


def _called(entry: Stored, to: str) -> tuple[str, str]:
    """When and where, and nothing of what is bought or of who else comes: a letter may be read by others."""
    act: Any = entry.act

    def says(code: str) -> str:
        told = [_("You were drawn to evaluate bids. Keep it to yourself until the result is published."), *_when_and_where(entry)]
        if act.answer_by is not None:
            told.append(_("Say on your desk by {moment} whether you come: nobody answers for you.").format(moment=moment(act.answer_by)))
        return "\n".join((*told, _("The way to it:"), f"{site_of()}{reverse('desk')}"))

    return letter_in_both(lambda: _("You were drawn to evaluate"), says)


def _when_and_where(entry: Stored) -> Iterator[str]:
    meeting = KINDS[str(kind_of(entry.docket))].meeting(state_of(entry.docket))
    if meeting is not None:
        yield _("When: {when}").format(when=moment(meeting[0]))
        if meeting[1] is not None:
            yield _("Where: {where}").format(where=meeting[1].within(language())[1])


def _passed_over(entry: Stored) -> Iterator[str]:
    """Who was struck from those who were drawn, and who leaves the panel."""
    act: Any = entry.act
    yield from (one.person for one in act.declined)
    yield from (one for one in (getattr(act, "person", None),) if one is not None)


def _replaced(entry: Stored, to: str) -> tuple[str, str]:
    """Why, in the words of who entered it; and nothing of what is bought or of who sits instead."""
    act: Any = entry.act
    struck = next((one for one in act.declined if one.person == to), None)
    reason, until = (struck or act).reason, answered_until(state_of(entry.docket), to)

    def says(code: str) -> str:
        instead = _("You were drawn to evaluate, and the next was asked instead.")
        told = [_("Another evaluates in your place.") if struck is None else instead, *_when_and_where(entry)]
        ground = label(act.ground, language()) if struck is None else ""
        silent = _("no answer by {moment}").format(moment=moment(until)) if struck is not None and until is not None else ""
        said = _(": ").join(filter(None, (ground, reason.within(language())[1] if reason is not None else silent)))
        told += [_("What was entered: {reason}").format(reason=said)] if said else []
        told.append(_("Where that is not so, tell the finance department. Keep it to yourself until the result is published."))
        return "\n".join(told)

    return letter_in_both(lambda: _("You do not evaluate"), says)


def _asker(entry: Stored) -> Iterator[str]:
    """The one whose question it was: known to the question's own docket alone."""
    act: Any = entry.act
    row = models.Question.objects.filter(procurement=entry.docket, no=act.no).first()
    made = state_of(row.docket).made if row is not None else None
    if made is not None:
        yield made.supplier


def _takers(entry: Stored) -> Iterator[str]:
    """All who took the documents (REG-31b); a letter to one names no other."""
    taken = models.Standing.objects.filter(kind="bid", identity__startswith=f"{entry.docket}:").values_list("identity", flat=True)
    return (identity.partition(":")[2] for identity in taken)


def _bidders(entry: Stored) -> Iterator[str]:
    """All whose bids for the published lots were opened."""
    act: Any = entry.act
    lots = {one.lot for one in act.awards}
    return (one.supplier for opening in state_of(entry.docket).openings for one in opening.opened if one.lot in lots)


def _answered(entry: Stored, to: str) -> tuple[str, str]:
    act: Any = entry.act

    def says(code: str) -> str:
        words = _("Question {no} about “{title}” ({number}) was answered. Question and answer stand here:")
        said = words.format(no=act.no, title=title_of(entry.docket, code), number=entry.docket)
        return f"{said}\n{address_of(entry.docket)}#question-{act.no}\n{_('Nobody was told who asked.')}"

    return letter_in_both(lambda: _("{number}: question {no} was answered").format(number=entry.docket, no=act.no), says)


def _corrected(entry: Stored, to: str) -> tuple[str, str]:
    act: Any = entry.act

    def says(code: str) -> str:
        words = _("The notice of “{title}” ({number}) was corrected. Bids close {closes}. What was changed stands here:")
        said = words.format(title=title_of(entry.docket, code), number=entry.docket, closes=moment(act.closes))
        return f"{said}\n{address_of(entry.docket)}#changes"

    return letter_in_both(lambda: _("{number}: the notice was corrected").format(number=entry.docket), says)


def _published(entry: Stored, to: str) -> tuple[str, str]:
    """To each whether it won, and the next day that matters; why, with rank and points, stands at the desk alone."""
    act: Any = entry.act
    lots = {one.lot for opening in state_of(entry.docket).openings for one in opening.opened if one.supplier == to}
    own = [one for one in act.awards if one.lot in lots]
    line = models.Docket.objects.filter(number=entry.docket).first()
    until = query_until(line.method if line is not None else "", act.stands_until)

    def says(code: str) -> str:
        words = _("The result of “{title}” ({number}) was published.").format(title=title_of(entry.docket, code), number=entry.docket)
        told = [words, *(_own_words(one, to, several=len(own) > 1) for one in own)]
        if act.sign_by is not None and any(one.supplier == to for one in own):
            told.append(_("The contract is to be signed by {day}.").format(day=day(act.sign_by.day)))
        if until is not None:
            told.append(_("The result may be queried until {day}.").format(day=day(until[0])))
        address, public = address_of(entry.docket, "desk-docket"), address_of(entry.docket, "process")
        reasons = _("Why, and where to send a query, stands here:")
        return "\n".join((*told, reasons, address, _("The result, as everybody reads it:"), public))

    return letter_in_both(lambda: _("{number}: the result was published").format(number=entry.docket), says)


def _own_words(award: Any, to: str, *, several: bool) -> str:
    words = _("You were awarded this lot.") if award.supplier == to else _("Your bid did not win.")
    return _("Lot {lot}: {words}").format(lot=award.lot, words=words) if several else words


def _terminated(entry: Stored, to: str) -> tuple[str, str]:
    """With the ground and the reason, which all bidders are owed (GPL-36), and what follows for a bid and a query."""
    act: Any = entry.act
    line = models.Docket.objects.filter(number=entry.docket).first()
    until = step_query_until(line.method if line is not None else "", calendar().day(entry.entered))

    def says(code: str) -> str:
        words = _("Of “{title}” ({number}) lot {lots} was ended.") if act.lots else _("“{title}” ({number}) was ended.")
        lots = _(", ").join(act.lots)
        return "\n".join((words.format(title=title_of(entry.docket, code), number=entry.docket, lots=lots),
                          _("Ground: {ground}").format(ground=label(act.ground, language())),
                          _("Reason: {reason}").format(reason=act.reason.within(language())[1]),
                          *([_("Your bid was not opened: it stays sealed, and nobody reads it.")] if _stays_shut(entry, to) else ()),
                          *([_("The end may be queried until {day}.").format(day=day(until[0]))] if until is not None else ()),
                          _("What everybody reads of it:"), address_of(entry.docket, "process")))  # fmt: skip

    return letter_in_both(lambda: _("{number}: the purchase was ended").format(number=entry.docket), says)


def _stays_shut(entry: Stored, to: str) -> bool:
    """Whether a sealed bid of theirs is among what ended, and none of it was opened."""
    act: Any = entry.act
    sealed = models.Seal.objects.filter(procurement=entry.docket, supplier=to).values_list("lot", flat=True)
    ended = {lot for lot in sealed if not act.lots or lot in act.lots}
    opened = {one.lot for opening in state_of(entry.docket).openings for one in opening.opened if one.supplier == to}
    return bool(ended) and not ended & opened


def _remaining(entry: Stored) -> Iterator[str]:
    """Those who are asked for a final quote."""
    act: Any = entry.act
    return (one.supplier for one in act.asked)


def _quoted(entry: Stored, to: str) -> tuple[str, str]:
    """To all who remain the same: until when, and what has changed (CC-20)."""
    act: Any = entry.act
    identity = f"{entry.docket}:{to}"
    own = models.Standing.objects.filter(kind="bid", identity=identity).values_list("docket", flat=True).first() or entry.docket

    def says(code: str) -> str:
        words = _("You are asked for your final quote for “{title}” ({number}), until {closes}. Without one your bid goes no further.")
        told = [words.format(title=title_of(entry.docket, code), number=entry.docket, closes=moment(act.closes))]
        told += [_("Changed for all alike: {change}").format(change=one.new.within(language())[1]) for one in act.changes]
        return "\n".join((*told, _("The way to it:"), f"{site_of()}{reverse('desk-docket', args=[own])}"))

    return letter_in_both(lambda: _("{number}: give your final quote").format(number=entry.docket), says)


def _invited(entry: Stored) -> Iterator[str]:
    act: Any = entry.act
    return iter(act.suppliers)


def _was_invited(entry: Stored, to: str) -> tuple[str, str]:
    def says(code: str) -> str:
        words = _("You are invited to bid for “{title}” ({number}). Keep it to yourself until the opening. The invitation stands here:")
        if state_of(entry.docket).asks_one:
            words = _("For “{title}” ({number}) you are the one supplier that is asked for a bid. The invitation stands here:")
        return f"{words.format(title=title_of(entry.docket, code), number=entry.docket)}\n{address_of(entry.docket)}"

    return letter_in_both(lambda: _("{number}: you are invited to bid").format(number=entry.docket), says)


def _objectors(entry: Stored) -> Iterator[str]:
    """Those whose objections were argued, where they came from their own desks."""
    act: Any = entry.act
    return (one.supplier for one in state_of(entry.docket).objections if one.no in act.objections and one.supplier)


def _argued(entry: Stored, to: str) -> tuple[str, str]:
    def says(code: str) -> str:
        act: Any = entry.act
        words = _("Your objection to the only supplier of “{title}” ({number}) was argued by experts: it is {result}. Their reasons "
                  "stand here:")  # fmt: skip
        said = words.format(title=title_of(entry.docket, code), number=entry.docket, result=label(act.result, language()))
        return f"{said}\n{address_of(entry.docket, 'process')}"

    return letter_in_both(lambda: _("{number}: your objection was argued").format(number=entry.docket), says)


To = Callable[[Stored], Iterator[str]]
Says = Callable[[Stored, str], tuple[str, str]]
OF: Mapping[str, tuple[tuple[To, Says], ...]] = {
    "expert-opinion-given": ((_objectors, _argued),),
    "suppliers-invited": ((_invited, _was_invited),),
    "representation-answered": ((_asker, _answered),),
    "notice-corrected": ((_takers, _corrected),),
    "result-published": ((_bidders, _published),),
    "proceedings-terminated": ((_takers, _terminated),),
    "draw-held": ((_drawn, _called),),
    "panel-formed": ((_passed_over, _replaced),),
    "member-replaced": ((_passed_over, _replaced),),
    "bids-closed": ((unconfirmed, fell_out),),
    "round-opened": ((_remaining, _quoted),),
    "bids-opened": ((left_shut, not_opened), (read_out, was_opened), (members, named), (holders, done_with)),
}
"""By the act: to whom, and what."""
ROLES: Mapping[To, Role] = {holders: Role.KEY_HOLDER}
"""In which role those are written to who are no suppliers."""
TO_PEOPLE = frozenset({"draw-held", "panel-formed", "member-replaced"})
"""Acts of which people are told by name, and no suppliers."""
