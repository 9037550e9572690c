"""What helps with a result, and with an award that falls? What has to be stated, how it is read, who is told what, and who follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from operis import clock
from operis.clerk import Entered as Outcome
from operis.core.case import Absent
from operis.core.fields import walk
from operis.core.money import Fen
from operis.core.wording import LANGUAGES, Wording
from operis.dockets.contract.commands import DrawUpContract
from operis.dockets.procurement.awarding import Awarded
from operis.dockets.procurement.commands import PublishResult
from operis.dockets.procurement.comparing import LEFT, Fared, fared
from operis.dockets.procurement.evaluation import award_of, passes, report_of
from operis.dockets.procurement.findings import FALLS, FindingRecorded
from operis.dockets.procurement.state import Procurement
from operis.documents.comparing import outcome_said
from operis.documents.labels import label
from operis.documents.letters.result import kind_of
from operis.documents.letters.texts import letters
from operis.documents.names import names_of
from operis.documents.shown import day, language, money, text
from operis.law.book import Row, Text
from operis.ledger.states import state_of
from operis.registers import models
from operis.rules.awards import NEXT, REFUSED, follows
from operis.rules.examination import BOTH
from operis.rules.findings import lots_found
from operis.rules.results import contents_of, term_of
from operis.rules.telling import to_publish
from operis.web.components.form import Part
from operis.web.desk.choices import choices
from operis.web.desk.due import way_on
from operis.web.desk.guide_record import from_record
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import case_of
from operis.web.forms import Options, Typed
from operis.web.reading.awarded import results

DECLARATIONS = "small_declarations"
COMPLETE = "result_complete"
"""The check that misses a content."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row asks the result to state, and whether the record says it."""

    words: str
    there: bool
    row: Row


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told of the result, and by which letter."""

    name: str
    outcome: str
    letter: str


class ResultGuide(Guide):
    """Drafted from the record; what is missing of it is put right where it comes from."""

    template = "web/desk/guide_result.html"

    def whole(self, at: Sitting) -> bool:
        return True

    def onward(self, at: Sitting, typed: Typed, told: Outcome) -> str | None:
        """On to the contract, which is drawn up from the result."""
        return way_on(told.docket, at.mandate, clock.now(), DrawUpContract)

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        record = from_record(at, PublishResult(), also=("documents", "small_declarations"))
        if not record or at.mandate.role not in at.step.by:
            return {}
        return {"record": record, "stated": stated(at), "told": told(at.state)}

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        """A declaration is one that its bidder made: it comes from the bid, and no other file is put in under that name."""
        return tuple(one for one in parts if one.name.partition("-")[0] != DECLARATIONS)

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        return {name: value for name, value in sent.items() if name.partition("-")[0] != DECLARATIONS}

    def preview(self, at: Sitting, state: Any) -> dict[str, Any]:
        """As everybody will read it."""
        new = {one.lot for one in to_publish(at.state)}
        shown = [one for one in results(at.docket, state) if one.lot in new] if at.docket is not None else []
        heading = at.docket.heading if at.docket is not None else ""
        return {"template": "web/desk/result_preview.html", "heading": heading, "results": shown, "several": len(shown) > 1}


def stated(at: Sitting) -> tuple[Asked, ...]:
    """Each content that a row in force asks for, lot by lot where it is said so."""
    case, found = case_of(at, PublishResult()), list[Asked]()
    for rule in at.step.provided:
        row = case.law.first(rule.rows, method=case.method)
        term = term_of(row) if row is not None and rule.check.name == COMPLETE else None
        if row is None or term is None:
            continue
        try:
            found += [Asked(_named(row, content, lot), there, row) for content, lot, there in contents_of(case, row, term)]
        except Absent:
            continue
    return tuple(found)


def _named(row: Row, content: str, lot: str) -> str:
    listed = row.data.get("contents")
    own = next((one for one in listed if one["slug"] == content), None) if isinstance(listed, list) else None
    words = text(Text(own["en"], own["zh"])) if own else label(content, language())
    return _("Lot {lot}: {words}").format(lot=lot, words=words) if lot else words


def told(state: Procurement) -> tuple[Told, ...]:
    """Every bidder of the lots that are published now, the winner first."""
    lots = [one.lot for one in to_publish(state)]
    bids = [(lot, bid) for lot in lots for bid in fared(state, lot)]
    names, several = names_of({bid.supplier for _lot, bid in bids}), len(state.lots) > 1
    words = _("Lot {lot}: {words}")
    return tuple(
        Told(words.format(lot=lot, words=name) if several else name, outcome_said(bid), letters()[kind_of(bid)].title.within(language()))
        for lot, bid in bids for name in [names.get(bid.supplier, bid.supplier)]
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Falls:
    """An award that may be set aside, and who would follow."""

    lot: str
    winner: str
    price: str
    grounds: tuple[str, ...]
    """What is on record by which it may fall: its refusal to sign, or a finding with its number and day."""
    following: str
    at: str
    difference: str


class SettingAsideGuide(Guide):
    """The award that falls is chosen by its lot and its winner's name, and the next ranked is told with what it asks more."""

    template = "web/desk/guide_setting_aside.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        lots = list(_standing(at.state)) if at.mandate.role in at.step.by else []
        refused = {one.lot: one for one in _refusals(at)}
        known = [lot for lot, _award in lots if lot in refused or findings_on(at.state, lot)]
        chosen = next(iter(known), lots[0][0] if len(lots) == 1 else "")
        if not chosen:
            return {}
        way = NEXT if _after(at.state, chosen) is not None else "new-procurement"
        finding = next(iter(findings_on(at.state, chosen)), None) if chosen not in refused else None
        reason = _refusal_of(refused[chosen].docket) if chosen in refused else finding.says if finding is not None else None
        ground = REFUSED if chosen in refused else str(finding.about) if finding is not None else ""
        said = {f"reason-{one}": words for one in LANGUAGES if reason is not None and (words := getattr(reason, one))}
        return {"lot": chosen, "way": way, **({"ground": ground, **said} if ground else {})}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        """The lots of which an award stands, each with its winner."""
        lots = dict(_standing(at.state))
        names = names_of({one.supplier for one in lots.values()})
        known = [(lot, words) for lot, words in choices(at, typed).get("lot", ()) if lot in lots]
        between, winners = _("{lot}: {winner}"), {lot: names.get(one.supplier, one.supplier) for lot, one in lots.items()}
        return {"lot": tuple((lot, between.format(lot=words, winner=winners[lot])) for lot, words in known)}

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        if at.mandate.role not in at.step.by:
            return {}
        refused = {(one.lot, one.supplier) for one in _refusals(at)}
        keys = {bid.supplier for lot in at.state.lots for bid in fared(at.state, lot)}
        names = names_of(keys)
        return {"falls": [_falls(at.state, lot, award, refused, names) for lot, award in _standing(at.state)],
                "several": len(at.state.lots) > 1}  # fmt: skip


def _standing(state: Procurement) -> Iterator[tuple[str, Awarded]]:
    return ((lot, award) for lot in state.lots if (award := award_of(state, lot)) is not None)


def _refusals(at: Sitting) -> tuple[models.Contract, ...]:
    return tuple(models.Contract.objects.filter(procurement=at.number or "-", refused=True).order_by("docket"))


def _refusal_of(contract: str) -> Wording | None:
    refused = getattr(state_of(contract), "refused", None)
    return refused.reason if refused is not None else None


def findings_on(state: Procurement, lot: str) -> tuple[FindingRecorded, ...]:
    """By which the award of a lot falls, the newest first."""
    return tuple(one for one in reversed(state.findings) if one.about in FALLS and lot in lots_found(state, one.lots))


def _finding(one: FindingRecorded) -> str:
    about = dict(walk(FindingRecorded)["about"].asked.choices)[one.about].within(language())
    return _("{about}: {decision} of {day}").format(about=about, decision=one.decision, day=day(one.paper.on))


def _after(state: Procurement, lot: str) -> Fared | None:
    """Who would follow: the next ranked; where nobody was ranked, the cheapest other valid bid."""
    line, bids = follows(state, lot), fared(state, lot)
    if report_of(state, lot) is None:
        return next((one for one in bids if one.how == LEFT and passes(state, lot, one.supplier, BOTH)), None)
    return next((one for one in bids if line and one.supplier == line[0]), None)


def _falls(state: Procurement, lot: str, award: Awarded, refused: set[tuple[str, str]], names: Mapping[str, str]) -> Falls:
    after = _after(state, lot)
    gap = (after.price or 0) - award.price if after is not None else 0
    words = _("{amount} more") if gap > 0 else _("{amount} less") if gap < 0 else _("the same price")
    there = (*((_("refusal to sign"),) if (lot, award.supplier) in refused else ()), *map(_finding, findings_on(state, lot)))
    return Falls(
        lot, names.get(award.supplier, award.supplier), money(award.price), there,
        names.get(after.supplier, after.supplier) if after is not None else "", money(after.price or 0) if after is not None else "",
        words.format(amount=money(Fen(abs(gap)))),
    )  # fmt: skip
