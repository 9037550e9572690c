"""What helps where a panel asks a supplier, talks with it, or wants final quotes? Whom it is about, and a time that is long enough."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from operis import clock
from operis.dockets.procurement.commands import AskExplanation, OpenRound, RecordNegotiation
from operis.dockets.procurement.evaluation import first_offers, lots_evaluated, qualified, verdicts
from operis.documents.lawbook import calendar
from operis.documents.names import names_of
from operis.drafts.purchasing import purchasing_draft
from operis.rules.examination import BOTH, VALID, time_to_explain
from operis.web.components.links import Link
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed

STEP = timedelta(minutes=5)
"""To what a proposed time is rounded up: a help to whoever reads it, and no period of a law."""
QUOTED = "OURS-QUOTE"
MOST_HOURS = 1000
"""What is written for more is no number of hours."""
ABOUT_PRICE = {
    "zh": "贵单位的报价明显偏低。请书面说明报价的组成（人工、材料、设备、管理费和税费），并提交证明材料。",
    "en": "Your price is far below the others. Please show in writing, with proof, what it is made of: staff, material, overhead and tax.",
}


class ExplanationGuide(Guide):
    def begins(self, at: Sitting) -> Mapping[str, str]:
        wanted = {name: at.request.GET.get(name, "") for name in ("lot", "supplier", "about")}
        low = wanted["about"] == "low-price"
        return typed_of(AskExplanation, {**{name: one for name, one in wanted.items() if one}, "answer_by": typed_time(self._until(at)),
                                         **({"question": ABOUT_PRICE} if low else {})})  # fmt: skip

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        """Bidders that are not out: who is has nothing to explain any more."""
        there = dict.fromkeys(bid.supplier for lot in lots_evaluated(at.state) for bid in first_offers(at.state, lot)
                              if all(one.result == VALID for one in verdicts(at.state, lot, bid.supplier).values()))  # fmt: skip
        names = names_of({*there})
        return {"supplier": tuple((one, names.get(one, one)) for one in there)}

    def _until(self, at: Sitting) -> datetime:
        now = clock.now()
        row = at.case(now).law.first(at.step.rows_of(time_to_explain))
        return rounded_up(now + timedelta(minutes=row.count("explanation_minutes_min") if row is not None else 0) + STEP)

    def fits(self, at: Sitting, typed: Typed) -> bool:
        return all(at.request.GET.get(name, "") in ("", typed.get(name, "")) for name in ("supplier", "about"))


class TalkGuide(Guide):
    """Whom the panel has still to talk with."""

    template = "web/desk/guide_talks.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        waiting = to_meet(at.state)
        wanted = (at.request.GET.get("lot", ""), at.request.GET.get("supplier", ""))
        lot, supplier = wanted if wanted in waiting else next(iter(waiting), ("", ""))
        return typed_of(RecordNegotiation, {"lot": lot, "supplier": supplier}) if supplier else {}

    def fits(self, at: Sitting, typed: Typed) -> bool:
        return at.request.GET.get("supplier", "") in ("", typed.get("supplier", ""))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        waiting, several = to_meet(at.state), len(lots_evaluated(at.state)) > 1
        names = names_of({supplier for _lot, supplier in waiting})
        return {"waiting": [
            Link(_("Lot {lot}: {supplier}").format(lot=lot, supplier=names.get(one, one)) if several else names.get(one, one),
                 f"?{urlencode({'lot': lot, 'supplier': one})}")
            for lot, one in waiting
        ]}  # fmt: skip


class RoundGuide(TalkGuide):
    """When final quotes close is proposed as the documents say it; who was not talked with is told first."""

    template = "web/desk/guide_round.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        now, said = clock.now(), hours_said(at.state, at.number)
        row = at.case(now).law.first((QUOTED,))
        usual = timedelta(minutes=row.count("quote_minutes_usual") if row is not None else 0) + STEP
        hours = {"hours_said": _hours(said)} if said is not None else {}
        return typed_of(OpenRound, {"closes": typed_time(rounded_up(now + max(usual, said or usual))), **hours})

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        """What published documents say here is nobody's to change."""
        said = hours_said(at.state, at.number)
        return sent if said is None else {**sent, "hours_said": str(_hours(said))}

    def fits(self, at: Sitting, typed: Typed) -> bool:
        return True

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        """What the documents say, and whether the time that is typed is sooner; reading the page takes some of it."""
        said = hours_said(at.state, at.number)
        if said is None:
            return {}
        earliest = typed_time(clock.now() + said - 2 * STEP)
        return {"hours": _hours(said), "sooner": "" < typed.get("closes", "").replace("T", " ") < earliest}


def hours_said(state: Any, number: str | None) -> timedelta | None:
    """Within how many hours final quotes are given, where the documents that were published are those that say it here."""
    kept = purchasing_draft(number or "")
    there = {one.sha256 for act in (state.notice, *state.corrections) if act is not None for one in act.documents}
    typed = kept.said.get("final_hours", "") if kept.files and there.issuperset(kept.files) else ""
    return timedelta(hours=int(typed)) if typed.isdecimal() and int(typed) <= MOST_HOURS else None


def _hours(time: timedelta) -> int:
    return time // timedelta(hours=1)


def to_meet(state: Any) -> tuple[tuple[str, str], ...]:
    """By lot, the suppliers whose bids passed and whom nobody has talked with."""
    met = {(one.lot, one.supplier) for one in state.talks}
    return tuple((lot, one) for lot in lots_evaluated(state) for one in qualified(state, lot, BOTH) if (lot, one) not in met)


def rounded_up(moment: datetime) -> datetime:
    over = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment + (STEP - over) if over else moment


def typed_time(moment: datetime) -> str:
    return f"{calendar().local(moment):%Y-%m-%d %H:%M}"
