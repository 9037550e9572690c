"""What waits for the signatures of a panel? Drafted by one member, signed by each from the own desk, entered by the last signature."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.core.acts import Command, commands
from operis.core.codec import canonical
from operis.core.decider import Done, Refusal
from operis.core.fields import plain, walk
from operis.core.mandates import Mandate, Role
from operis.core.refers import PARTIES
from operis.core.wording import Wording
from operis.dockets.procurement.evaluating import SEATS, Dissent, Silent
from operis.dockets.procurement.evaluation import members
from operis.documents.lawbook import calendar
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.drafts.joint import Drafted, JointPaper, JointSignature, dockets_with_papers, papers_on, put_forth
from operis.ledger.numbers import kind_of
from operis.ledger.states import state_of
from operis.registers import models
from operis.reminding import ask_to_sign
from operis.web.desk.begun import discard
from operis.web.desk.due import Due
from operis.web.desk.guided import offers_of
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import tried
from operis.web.forms import CommandForm, form_for
from operis.web.preparing.together import sitting_on
from operis.web.reading.lists import Heading, headings
from operis.web.told import tell

PAPER = "joint"
"""The parameter by which a form begins with a paper that waits for signatures."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """A member of the panel, and what stands of the signature."""

    name: str
    seat: str
    own: bool
    signed: JointSignature | None
    reservation: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper that waits, as a list has it: what it is, who drafted it, who has not signed."""

    words: str
    drafter: str
    missing: tuple[str, ...]
    url: str
    own: bool
    """Whether who reads this has still to sign."""
    drafted: Any

    @property
    def missing_names(self) -> str:
        return _(", ").join(self.missing)


def digest(asked: Command) -> str:
    """What a signature is given for: everything but who signs with a reservation."""
    return hashlib.sha256(canonical(plain(_without(asked)))).hexdigest()


def _without(asked: Command) -> Command:
    given: Any = {name: () for name in (asked.reservations, asked.silent_in) if name}
    return replace(asked, **given)


def matter_of(asked: Command) -> str:
    said = (getattr(asked, name) for name in asked.matter)
    return " ".join(",".join(one) if isinstance(one, tuple) else str(one) for one in said)


def put_before(at: Sitting, form: CommandForm) -> HttpResponseBase:
    """Put what was drafted before the panel, signed by who drafted it."""
    asked, mandate = form.asked, at.mandate
    drafted = Drafted(at.number or "", asked.slug, matter_of(asked), mandate.office or "", mandate.body or "", mandate.for_ or "",
                      form.typed, digest(asked), at.key)  # fmt: skip
    paper = put_forth(drafted, mandate.persons[0], clock.now())
    ask_to_sign((one for one in sitting_on(at.state) if one != mandate.persons[0]), lambda: url_of(paper), paper.docket)
    discard(at.place)
    says = _("Drafted and signed by you. It stands on the desk of each member of the panel now; the last signature enters it.")
    return tell(at.request, says, url_of(paper))


def begun_jointly(at: Sitting) -> JointPaper | None:
    """The paper with which a form begins, to change it."""
    given = at.request.GET.get(PAPER, "") if at.joint else ""
    known = given.isascii() and given.isdigit() and len(given) < len(str(10**12))
    return papers_on(at.number or "", at.step.asked.slug).filter(pk=int(given)).first() if known else None


def url_of(paper: JointPaper) -> str:
    return reverse("desk-joint", args=[paper.docket, paper.command, paper.pk])


def drafted_form(at: Sitting, paper: JointPaper) -> CommandForm:
    """The form as it was drafted."""
    typed = paper.typed
    return form_for(at.step.asked)(typed, zone=calendar().zone, offers=offers_of(at, typed))


def as_signed(asked: Command, paper: JointPaper, sitting: tuple[str, ...], *, closed: bool = False) -> Command:
    """The command as it is entered: each reservation in its signer's name; once it is `closed`, who has not signed as silent."""
    signed, given = paper.signatures(), dict[str, Any]()
    if asked.reservations:
        said = ((one, signed[one].words) for one in sitting if one in signed)
        given[asked.reservations] = tuple(Dissent(person=one, reason=Wording(**words)) for one, words in said if words)
    if asked.silent_in and closed:
        day = calendar().day(paper.drafted)
        given[asked.silent_in] = tuple(Silent(person=one, asked_on=day) for one in sitting if one not in signed)
    return replace(asked, **given)


def entering(paper: JointPaper, sitting: tuple[str, ...]) -> Mandate:
    """As whom it is entered, those who have signed: the same whoever presses last."""
    signed = paper.signatures()
    persons = tuple(one for one in sitting if one in signed)
    return Mandate(role=Role.PANEL, office=paper.office or None, body=paper.body or None, for_=paper.for_body or None, persons=persons)


def in_silence(at: Sitting, asked: Command, paper: JointPaper) -> Refusal | Done | None:
    """What would become of it if it were entered without those who have not signed; None where that cannot be."""
    sitting = sitting_on(at.state)
    if not asked.silent_in or {*sitting} <= {*paper.signatures()}:
        return None
    return tried(at, as_signed(asked, paper, sitting, closed=True), calendar().local(clock.now()), entering(paper, sitting))[0]


def signatories(at: Sitting, paper: JointPaper) -> tuple[Signatory, ...]:
    signed, own = paper.signatures(), at.mandate.persons[0]
    return tuple(
        Signatory(one.name, _seat(str(one.seat)), one.person == own, signed.get(one.person), _reservation(signed.get(one.person)))
        for one in members(at.state)
    )


def _seat(seat: str) -> str:
    return SEATS[seat][1 if language() == "zh" else 0]


def _reservation(signed: JointSignature | None) -> str:
    words = signed.words if signed is not None else {}
    return Wording(**words).within(language())[1] if words else ""


def waiting_on(at: Sitting) -> tuple[Listed, ...]:
    """What waits already for the signatures of this panel, of this step."""
    if not at.joint or at.docket is None:
        return ()
    return tuple(_listed(papers_on(at.docket.number, at.step.asked.slug), at.state, at.mandate.persons[0]))


def waiting_for(number: str, state: Any, own: str) -> tuple[Listed, ...]:
    """All that waits for the signatures of the panel of a docket."""
    return tuple(_listed(papers_on(number), state, own))


def signed_by(number: str, asked: type[Command]) -> frozenset[str]:
    """The accounts that have signed what is drafted of a step and not entered."""
    return frozenset(person for paper in papers_on(number, asked.slug) for person in paper.signatures())


def _listed(papers: Any, state: Any, own: str) -> Iterator[Listed]:
    names = {one.person: one.name for one in members(state)}
    for paper in papers:
        signed = paper.signatures()
        missing = tuple(name for person, name in names.items() if person not in signed)
        yield Listed(title_of(paper), names.get(paper.drafter, _("a member who left the panel")), missing, url_of(paper),
                     own not in signed, paper.drafted)  # fmt: skip


def title_of(paper: JointPaper) -> str:
    """The step, and what tells it from others: the supplier that it is about, the check that is made."""
    asked = commands(str(kind_of(paper.docket)))[paper.command]
    said = dict(zip(asked.matter, paper.matter.split(" "), strict=False))
    names = names_of({*said.values()})
    words = [asked.title_words.within(language())]
    for name, field in walk(asked).items():
        choices = {slug: one.within(language()) for slug, one in field.asked.choices}
        if field.asked.of in PARTIES and name in said:
            words.append(names.get(said[name], said[name]))
        elif said.get(name) in choices:
            words.append(choices[said[name]])
    return _(": ").join(words)


def to_sign(mandate: Mandate) -> list[Due]:
    """What stands on the desk of a member of a panel until it is signed, with the day on which it was put there."""
    own, today = mandate.persons[0], calendar().day(clock.now())
    if mandate.role is not Role.EXPERT:
        return []
    there = {number: state for number in dockets_with_papers() if own in sitting_on(state := state_of(number))}
    titles = headings(models.Docket.objects.filter(number__in=there))
    found = []
    for number, state in there.items():
        for one in (each for each in _listed(papers_on(number), state, own) if each.own):
            day, words = calendar().day(one.drafted), _("Read and sign: {paper}").format(paper=one.words)
            late = calendar().count(day, today, "working-day") if day < today else 0
            found.append(Due(day, words, titles.get(number) or Heading(number), one.url, late))
    return found
