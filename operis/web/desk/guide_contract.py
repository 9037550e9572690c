"""What helps to draw up a contract? Each clause of its form, filled from the record; what was written otherwise is told beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operis import clock
from operis.core.case import Absent
from operis.core.decider import Refusal
from operis.core.fields import walk
from operis.core.findings import Ground
from operis.core.money import Fen, yuan
from operis.core.wording import LANGUAGES
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.commands import DrawUpContract
from operis.dockets.contract.facts import AwardFact, award
from operis.dockets.contract.terms import GROUPS, Clause
from operis.documents.contracting.forms import forms
from operis.documents.lawbook import book, calendar
from operis.documents.purchasing.filling import LINE
from operis.documents.said import TAGS
from operis.documents.shown import language
from operis.rules.contracting import FROM_RECORD
from operis.rules.term_days import days_of
from operis.web.components.form import Part
from operis.web.desk.contract_draft import CHOICES, ContractDraft, Open
from operis.web.desk.contract_otherwise import otherwise
from operis.web.desk.contract_text import back_words, head_of, note_of
from operis.web.desk.guide_bid import TakingGuide
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guide_record import from_record
from operis.web.desk.guides import Section, at_fault
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import tried, would_say
from operis.web.forms import Typed, form_for, named, rows_of
from operis.weighing import facts_for

CLAUSES, ALSO, WAS, ANEW = "clauses", "also", "was", "anew"
"""Inputs of its own: what the officer says of the case, and from what the texts were drafted that stand in the form."""
HELD = ("starts", "payment_days", "bond")
OF_RECORD = ("procurement", "lot")
SELDOM = frozenset({"kept_back", "bond_in_cash", "guarantees_finance", "agency_mandate", "transferable", "price_rule"})
FINGERPRINT = walk(ContractDrawnUp)["text_sha256"].asked.label
"""That of a text without its clauses says nothing."""
TEXT, OWN, NEW = "text", "own", ("new clauses", "新增条款")
CHOICE_WORDS = {
    "persons": gettext_lazy("The provider handles personal data of those served"),
    "children": gettext_lazy("Its people are in close contact with children"),
    "vulnerable": gettext_lazy("Among those served are adults who need protection"),
    "on-site": gettext_lazy("Its people work on the purchaser's premises"),
    "key-persons": gettext_lazy("The bid names key persons"),
    "results": gettext_lazy("Reports, data, software or works are made"),
    "secrets": gettext_lazy("Business or working secrets are seen"),
    "basic": gettext_lazy("It is a basic public service"),
    "large": gettext_lazy("The project is large or complex"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A clause in the form: `name` begins the names of its inputs; `ours` is our text where it was written otherwise."""

    name: str
    number: str
    group: str
    of: str
    texts: tuple[tuple[str, str, str, str], ...]
    """Name of the input, tag and name of the language, text."""
    shown: str
    ours: str
    blank: bool
    grounds: tuple[Ground, ...]
    own: bool
    """Whether the officer added it, so that its group can be chosen."""
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    words: str
    rows: tuple[Row, ...]
    lacking: bool


HUNDRED, FEN_DIGITS = 100, 2


class ContractGuide(TakingGuide):
    """Everything is proposed; each clause may be written otherwise, and another added."""

    template = "web/desk/guide_contract.html"
    outcome_template = "web/desk/contract_departs.html"

    on_form = frozenset({CLAUSES})

    def whole(self, at: Sitting) -> bool:
        return True

    def title(self, at: Sitting) -> str:
        """Drawing it up is the purchaser's signature, and is called so where it is pressed."""
        return _("Sign as purchaser and draw up the contract")

    def outcome(self, at: Sitting, asked: DrawUpContract) -> dict[str, Any]:
        """What the other side will see marked is seen here first."""
        known = award_for(at, asked.procurement, asked.lot)
        try:
            drawn: Any = would_say(at, asked)
        except Absent:
            return {}
        departs = otherwise(at, drawn, known) if known is not None else ()
        return {"departs": tuple((head_of(one.group), note_of(one)) for one in departs)}

    def begins(self, at: Sitting) -> Mapping[str, str]:
        """A text that was drawn up before is begun from as it stands."""
        taken = dict(super().begins(at))
        drawn = at.docket.state.drawn_up if at.docket is not None else None
        number, lot = taken.get("procurement", ""), at.request.GET.get("lot", "1")
        if drawn is not None:
            number, lot = drawn.procurement, drawn.lot
        known = award_for(at, number, lot) if number else None
        if known is None:
            return taken
        starts = drawn.starts if drawn is not None else first_day(known)
        texts = drawn.clauses if drawn is not None else ContractDraft(at, known).clauses(Open(starts))
        asked = {"procurement": number, "lot": lot, "starts": f"{starts}"}
        return {**typed_of(DrawUpContract, {**asked, CLAUSES: [_stated(one) for one in texts]}), named(WAS, "starts"): f"{starts}"}

    def known(self, at: Sitting) -> Mapping[str, Any]:
        """Without the texts, which nothing that stands in the way hangs on."""
        return {name: number for name, number in TakingGuide().begins(at).items() if number}

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        """What nobody wrote otherwise follows the day, the days of payment, the security and what was said of the case."""
        sent = super().read(at, sent)
        known = award_for(at, sent.get("procurement", ""), sent.get("lot", "") or "1")
        now = open_of(sent)
        if known is None or now is None or {"add", "remove"} & at.request.POST.keys():
            return sent
        before, draft = open_of(sent, WAS) or now, ContractDraft(at, known)
        if before == now:
            return {**sent, **_held(now)}
        return {**_followed(sent, draft.clauses(before), draft.clauses(now)), **_held(now)}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        """Clauses and what award and plan say stand in the template."""
        asked = tuple(one for one in parts if one.name.partition("-")[0] not in {CLAUSES, *OF_RECORD})
        own = tuple(one for one in asked if one.name not in SELDOM)
        rest = tuple(one for one in asked if one.name in SELDOM)
        return (*super().sections(at, own), Section(_("Only where it applies"), rest, folded=not any(at_fault(one) for one in rest)))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        number, lot, now = typed.get("procurement", "").strip(), typed.get("lot", "").strip() or "1", open_of(typed)
        known = award_for(at, number, lot) if number else None
        if known is None or now is None:
            return {"number": number, "lot": lot}
        form, ours = forms()[known.form], {str(one.of): one for one in ContractDraft(at, known).clauses(now)}
        beside = _beside(at, typed)
        rows = [_row(typed, place, ours, beside) for place in range(rows_of(typed, CLAUSES))]
        asked = DrawUpContract(procurement=number, lot=lot, starts=now.starts)
        return {
            "sent_back": back_words(at.docket.state.sent_back) if at.docket is not None else (),
            "number": number, "lot": lot, "form": form.name.within(language()), "what": form.what.within(language()),
            "when": form.when.within(language()), "not_for": form.not_for.within(language()),
            "rows": [book().rows[one] for one in form.rows if one in book().rows],
            "record": tuple(one for one in from_record(at, asked, ("payment_days",)) if str(one.label) != FINGERPRINT.within(language())),
            "groups": tuple(_groups(rows)), "count": len(rows),
            "otherwise": sum(bool(one.ours) for one in rows), "blank": sum(one.blank for one in rows),
            "choices": [(named(ALSO, one), CHOICE_WORDS[one], one in now.chosen) for one in CHOICES], "was": sorted(_held(now).items()),
        }  # fmt: skip


def first_day(known: AwardFact) -> date:
    """That of the documents and the bid where they name one, and no earlier than today and the award letter."""
    earliest, named = max(known.published, calendar().day(clock.now())), days_of(known)
    return max(earliest, named[0]) if named is not None else earliest


def award_for(at: Sitting, number: str, lot: str) -> AwardFact | None:
    """The award that a contract would follow."""
    asked = DrawUpContract(procurement=number, lot=lot, starts=calendar().day(clock.now()))
    state = at.docket.state if at.docket is not None else at.procedure.start()
    found = facts_for(at.procedure, state, asked, at.mandate, at.number)
    return next((told for fact, told in found.items() if fact is award), None)


def open_of(typed: Typed, prefix: str = "") -> Open | None:
    """What the texts follow, as it was typed; None where the first day cannot be read."""
    starts = _day(typed.get(named(prefix, "starts"), ""))
    days, bond = typed.get(named(prefix, "payment_days"), "").strip(), typed.get(named(prefix, "bond"), "").strip()
    chosen = frozenset(one for one in CHOICES if typed.get(named(*filter(None, (prefix, ALSO, one)))))
    return Open(starts, int(days) if days.isascii() and days.isdigit() else None, _fen(bond), chosen) if starts is not None else None


def _held(given: Open) -> dict[str, str]:
    """What the texts were drafted from, to go along with the form."""
    chosen = {named(WAS, ALSO, one): "yes" if one in given.chosen else "" for one in CHOICES}
    days = "" if given.payment_days is None else str(given.payment_days)
    bond = "" if given.bond is None else yuan(given.bond)
    return {named(WAS, "starts"): f"{given.starts}", named(WAS, "payment_days"): days, named(WAS, "bond"): bond, **chosen}


def _followed(sent: dict[str, str], before: tuple[Clause, ...], now: tuple[Clause, ...]) -> dict[str, str]:
    """The rows again: ours as they are now, but for those that were written otherwise or taken out."""
    there = {row["of"]: row for row in _rows(sent) if row["of"]}
    old = {str(one.of): _typed(one) for one in before}
    rows = [_standing(_typed(one), there, old) for one in now]
    names = {str(one.of) for one in now}
    kept = [row for row in _rows(sent) if row["of"] not in names and row != old.get(row["of"])]
    bare = {name: value for name, value in sent.items() if not name.startswith(f"{CLAUSES}-")}
    whole = [*(row for row in rows if row is not None), *kept]
    inputs = {named(CLAUSES, no, name): value for no, row in enumerate(whole) for name, value in row.items()}
    return {**bare, **inputs, named(CLAUSES, "rows"): str(len(whole))}


def _standing(ours: dict[str, str], there: Mapping[str, dict[str, str]], old: Mapping[str, dict[str, str]]) -> dict[str, str] | None:
    """The text that was written, ours where nobody wrote otherwise, nothing where it was taken out."""
    written, before = there.get(ours["of"]), old.get(ours["of"])
    if written is None:
        return ours if before is None else None
    return ours if written == before else written


def _rows(typed: Typed) -> list[dict[str, str]]:
    names = ("group", "of", *(named(TEXT, one) for one in LANGUAGES))
    rows = (named(CLAUSES, no) for no in range(rows_of(typed, CLAUSES)))
    return [{name: typed.get(named(row, name), "").replace("\r\n", "\n") for name in names} for row in rows]


def _typed(one: Clause) -> dict[str, str]:
    texts = dict(one.text)
    return {"group": str(one.group), "of": str(one.of or ""), **{named(TEXT, spoken): texts.get(spoken, "") for spoken in LANGUAGES}}


def _stated(one: Clause) -> dict[str, Any]:
    return {"group": str(one.group), TEXT: dict(one.text), **({"of": str(one.of)} if one.of else {})}


def _row(typed: Typed, place: int, ours: Mapping[str, Clause], beside: Mapping[int, tuple[Ground, ...]]) -> Row:
    name = named(CLAUSES, place)
    said = _rows(typed)[place]
    texts = {spoken: said[named(TEXT, spoken)] for spoken in LANGUAGES}
    named_so = {"zh": _("In Chinese: this text counts"), "en": _("In English")}
    first = sorted(LANGUAGES, key=lambda spoken: spoken != language())
    own = ours.get(said["of"])
    differs = own is not None and _typed(own) != said
    return Row(
        name=name, number=str(place + 1), group=said["group"], of=said["of"],
        texts=tuple((named(name, TEXT, spoken), TAGS[spoken], named_so[spoken], texts[spoken]) for spoken in first),
        shown=next((texts[spoken] for spoken in first if texts[spoken]), ""),
        ours=own.text.within(language())[1] if own is not None and differs else "",
        blank=any(LINE in one for one in texts.values()), grounds=beside.get(place, ()), own=not said["of"],
        options=tuple((slug, words[0] if language() == "en" else words[1]) for slug, words in GROUPS.items()),
    )  # fmt: skip


def _groups(rows: list[Row]) -> Iterator[Group]:
    """Groups in the order in which they stand, then those of the law that no clause is in; what has no group yet comes last."""
    there = dict.fromkeys(row.group for row in rows if row.group in GROUPS)
    lacking = (slug for slug in GROUPS if slug not in {*there, *FROM_RECORD, OWN})
    for slug in (*there, *lacking, ""):
        inside = tuple(row for row in rows if row.group == slug or (not slug and row.group not in GROUPS))
        words = GROUPS.get(slug, NEW)
        if inside or slug:
            yield Group(words=words[0].capitalize() if language() == "en" else words[1], rows=inside, lacking=not inside)


def _beside(at: Sitting, typed: Typed) -> dict[int, tuple[Ground, ...]]:
    """What is to be said of each row, as it stands: the step is weighed as it would be if it were confirmed now."""
    form = form_for(DrawUpContract)(typed, zone=calendar().zone)
    if not form.is_valid():
        return {}
    outcome, _state = tried(at, form.asked, calendar().local(clock.now()))
    grounds = outcome.grounds if isinstance(outcome, Refusal) else outcome.notes if outcome is not None else ()
    found: dict[int, tuple[Ground, ...]] = {}
    for one in grounds:
        name = form.name_of(f"/{one.finding.at}") if one.finding.at else ""
        place = name.split("-")[1] if name.startswith(f"{CLAUSES}-") and name.count("-") else ""
        if place.isdigit():
            found[int(place)] = (*found.get(int(place), ()), one)
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _fen(text: str) -> Fen | None:
    whole, _point, rest = text.replace(",", "").partition(".")
    fits = whole.isascii() and whole.isdigit() and len(rest) <= FEN_DIGITS and (not rest or (rest.isascii() and rest.isdigit()))
    return Fen(int(whole) * HUNDRED + int(rest.ljust(FEN_DIGITS, "0"))) if fits else None
