"""What helps two sides to sign? The text on the page with the record beside it, boxes for what departs, and who has signed and who not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.core.acts import Command
from operis.core.decider import Done
from operis.core.findings import Ground
from operis.core.mandates import Role
from operis.dockets.contract.commands import SendBack, SignChange, SignContract
from operis.dockets.contract.facts import AwardFact
from operis.dockets.contract.state import Contract
from operis.dockets.contract.terms import GROUPS
from operis.documents.lawbook import calendar
from operis.documents.names import names_borne
from operis.documents.shown import language, money, shown
from operis.procedures.parts.changing import ROW
from operis.web.account.demonstration import is_invented
from operis.web.account.fields import password_field
from operis.web.account.proof import is_fresh
from operis.web.account.recent import PASSWORD
from operis.web.account.who import person
from operis.web.components.form import Part
from operis.web.desk.contract_otherwise import otherwise
from operis.web.desk.contract_text import Group, back_words, groups_of, head_of, offered, text_before
from operis.web.desk.guide_contract import award_for
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import Guide, Section
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import tried
from operis.web.forms import Options, Typed
from operis.web.reading.entered import written

TEXT, READ, AGREE = "text_sha256", "read", "agree"
CUT = 40
"""Signs of a clause by which it is known in a list: a help to the reader."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two who sign: its name, since when it has signed, and whether it is who looks."""

    role: str
    name: str
    signed: Any
    you: bool


@dataclass(frozen=True, slots=True)
class Box:
    """What is consented to by a tick, before anything can be signed."""

    name: str
    words: str
    ticked: bool
    wrong: str = ""


def contract_of(at: Sitting) -> Contract | None:
    state: Contract | None = at.docket.state if at.docket is not None else None
    return state if state is not None and state.drawn_up is not None else None


def sides(at: Sitting, state: Contract) -> tuple[Side, ...]:
    """Who has signed the text that waits, and who not."""
    drawn, change = state.drawn_up, state.change if state.signed is not None else None
    if drawn is None:
        return ()
    names = names_borne({drawn.body, drawn.supplier}).at(drawn.happened)
    days: tuple[Any, Any]
    if change is None:
        days = (drawn.happened, state.signed.happened if state.signed else None)
    else:
        days = (change.happened if change.side == "purchaser" else None, change.happened if change.side == "provider" else None)
    mine = at.mandate.role is Role.SUPPLIER
    return (
        Side(_("The purchaser"), names.get(drawn.body, drawn.body), days[0], not mine),
        Side(_("The provider"), names.get(drawn.supplier, drawn.supplier), days[1], mine),
    )


def proof(at: Sitting) -> tuple[Part, ...]:
    """The own password beside the signature, where the last proof is too old; who has none shows it on the next page."""
    user = person(at.request)
    asks = user is not None and user.has_usable_password() and not is_fresh(at.request) and not is_invented(user)
    return (password_field(name=PASSWORD, label=_("Your password"), hint=_("It shows that it is you who signs.")),) if asks else ()


def noticed(at: Sitting, asked: Command) -> tuple[Ground, ...]:
    """What would be told beside the signature."""
    outcome, _state = tried(at, asked, calendar().local(clock.now()))
    if outcome is None:
        return ()
    return outcome.notes if isinstance(outcome, Done) else tuple(one for one in outcome.grounds if not one.blocks)


def known_award(at: Sitting, state: Contract) -> AwardFact | None:
    drawn = state.drawn_up
    return award_for(at, drawn.procurement, drawn.lot) if drawn is not None else None


def text_shown(at: Sitting, state: Contract, asked: tuple[Ground, ...] = ()) -> dict[str, Any]:
    """The text in force, each group with what the record says beside it."""
    drawn = state.drawn_up
    assert drawn is not None  # contract_of looked
    assert at.docket is not None
    before = text_before([one.act for one in at.docket.entries], drawn) if state.signed is None else None
    known = known_award(at, state)
    promises = offered(drawn)
    departs = otherwise(at, drawn, known) if known is not None and state.signed is None else ()
    groups = groups_of(state, known, asked, before, departs)
    first = {one.group for one in departs if one.figures}
    until = known.sign_by if known is not None and state.signed is None else None
    return {
        "groups": groups, "offered": promises, "price": money(drawn.price), "same_price": known is not None and known.price == drawn.price,
        "differs": sorted((one for one in groups if one.differs), key=lambda one: one.slug not in first),
        "own": sum(own for _about, _text, own in promises), "sides": sides(at, state),
        "until": until.day if until else None, "left": (until.day - calendar().day(clock.now())).days if until else None,
        "supplier": names_borne({drawn.supplier}).at(drawn.happened).get(drawn.supplier, drawn.supplier),
        "body": names_borne({drawn.body}).at(drawn.happened).get(drawn.body, drawn.body), "number": drawn.procurement.upper(),
        "sent_back": back_words(state.sent_back), "changes": changes_signed(state),
    }  # fmt: skip


def changes_signed(state: Contract) -> tuple[tuple[str, Any], ...]:
    """The day of each change that both signed, and why."""
    return tuple((shown(one.happened), written(one.reason)) for one in state.changes)


class SigningGuide(Guide):
    """The text is there to read, and its fingerprint goes along unseen: a text that changed meanwhile is not signed."""

    pressed = True
    template = "web/desk/guide_signing.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        state = contract_of(at)
        return {TEXT: state.drawn_up.text_sha256} if state is not None and state.drawn_up else {}

    def fits(self, at: Sitting, typed: Typed) -> bool:
        """What was ticked under another text is no consent to this one."""
        return typed.get(TEXT) == self.begins(at).get(TEXT)

    def known(self, at: Sitting) -> Mapping[str, Any]:
        return dict(self.begins(at))

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        return super().sections(at, tuple(one for one in parts if one.name != TEXT))

    def wrong(self, at: Sitting, typed: Typed) -> dict[str, str]:
        """Each box that is not ticked."""
        return {one.name: one.wrong for one in self.boxes(at, typed, told=True) if one.wrong}

    def boxes(self, at: Sitting, typed: Typed, *, told: bool) -> tuple[Box, ...]:
        state = contract_of(at)
        if state is None:
            return ()
        words = {READ: _("I have read the whole text.")}
        otherwise = _("I consent to what is otherwise: {clause}")
        words |= {f"{AGREE}-{one.slug}": otherwise.format(clause=one.head) for one in self.differing(at, state)}
        return tuple(
            Box(name, says, bool(typed.get(name)), "" if typed.get(name) or not told else _("Tick this before you sign."))
            for name, says in words.items()
        )

    def differing(self, at: Sitting, state: Contract) -> list[Group]:
        found: list[Group] = text_shown(at, state, noticed(at, SignContract(**self.known(at))))["differs"]
        return found

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        state = contract_of(at)
        if state is None or at.docket is None or state.drawn_up is None:
            return {}
        notes = noticed(at, SignContract(**self.known(at)))
        boxes = tuple(Box(one.name, one.words, one.ticked, wrong.get(one.name, "")) for one in self.boxes(at, typed, told=False))
        return {
            **text_shown(at, state, notes), "sha256": state.drawn_up.text_sha256, "boxes": boxes, "proof": proof(at),
            "notes": [one for one in notes if one.check != "clauses_asked"],
            "other": (reverse("desk-step", args=[at.docket.number, SendBack.slug]), _("Do not sign: send it back")),
        }  # fmt: skip


class SendingBackGuide(Guide):
    """A row for the clause that should read otherwise stands there already; the text is on the same page."""

    pressed = True
    template = "web/desk/guide_contract_text.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        return typed_of(SendBack, {"objections": [{"group": None, "how": None}]}) | {"objections-rows": "1"}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        """The groups that the text has."""
        state = contract_of(at)
        there = groups_of(state, None) if state is not None else ()
        return {"objections-*-group": tuple((one.slug, one.head) for one in there)}

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        state = contract_of(at)
        return text_shown(at, state) | {"folded": True, "proof": proof(at)} if state is not None else {}


class ChangeGuide(Guide):
    """Clauses of the text in force are chosen by what they say; the reason and the new words are all that is typed."""

    template = "web/desk/guide_contract_text.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        return {"changes-rows": "1"}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        state = contract_of(at)
        row = at.case(clock.now()).law.row(ROW).at(calendar().day(clock.now()))
        kept, supplied = row.slugs("unchanged_groups"), row.slugs("groups_of_supplement")
        clauses = state.clauses if state is not None else ()
        return {
            "changes-*-clause": tuple(
                (str(no), f"{no}. {head_of(str(one.group))}: {_short(one.text.within(language())[1])}")
                for no, one in enumerate(clauses, 1) if one.group not in kept
            ),
            "changes-*-group": tuple((slug, head_of(slug)) for slug in GROUPS if slug not in kept or slug in supplied),
        }  # fmt: skip

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        state = contract_of(at)
        return text_shown(at, state) | {"folded": True} if state is not None else {}


def _short(text: str) -> str:
    line = text.strip().splitlines()[0] if text.strip() else ""
    return line if len(line) <= CUT else f"{line[:CUT]}…"


class ChangeSigningGuide(SigningGuide):
    """The new words stand beside those that they replace."""

    template = "web/desk/guide_change.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        state = contract_of(at)
        return {TEXT: state.change.text_sha256} if state is not None and state.change is not None else {}

    def differing(self, at: Sitting, state: Contract) -> list[Group]:
        return []

    def boxes(self, at: Sitting, typed: Typed, *, told: bool) -> tuple[Box, ...]:
        state = contract_of(at)
        if state is None or state.change is None:
            return ()
        return tuple(
            Box(name, says, bool(typed.get(name)), "" if typed.get(name) or not told else _("Tick this before you sign."))
            for name, says in (
                (f"{AGREE}-{place}", _("I consent to the new words: {clause}").format(clause=head_of(str(one.group))))
                for place, one in enumerate(state.change.changes)
            )
        )

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        state = contract_of(at)
        if state is None or state.change is None or at.docket is None:
            return {}
        change = state.change
        rows = [(head_of(str(one.group)), written(one.was) if one.was else None, written(one.text)) for one in change.changes]
        notes = noticed(at, SignChange(**self.known(at)))
        boxes = tuple(Box(one.name, one.words, one.ticked, wrong.get(one.name, "")) for one in self.boxes(at, typed, told=False))
        return {
            "change": rows, "reason": written(change.reason),
            "supplement": money(change.supplement) if change.supplement else None,
            "day": change.happened, "sha256": change.text_sha256, "boxes": boxes,
            "proof": proof(at), "sides": sides(at, state), "notes": notes, "sent_back": back_words(state.sent_back),
            "other": (reverse("desk-step", args=[at.docket.number, SendBack.slug]), _("Do not sign: send it back")),
        }  # fmt: skip

