"""What will be entered, as it will stand? Shown on a page of its own, or beneath a form that can be entered as it is proposed.

What was shown beneath a form has a digest that goes along with it: another command than the one that was shown is checked first.
"""

import hashlib
from datetime import datetime
from typing import Any

from operis.core.acts import Command, Outside
from operis.core.codec import canonical
from operis.core.decider import Done, Refusal
from operis.core.fields import Happened, plain
from operis.core.findings import Ground
from operis.documents.lawbook import calendar
from operis.strict_yaml import Mistake
from operis.web.components.why import Why
from operis.web.desk.guided import guide_of, offers_of
from operis.web.desk.guides import OUTCOME
from operis.web.desk.refused import why_not
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import tried
from operis.web.desk.values import values
from operis.web.forms import CommandForm, form_for

SHOWN = "desk-shown"
"""The input that carries what was shown beneath the form."""


def when(form: CommandForm, now: datetime) -> Happened | None:
    """What took place elsewhere has a day of its own, which has come; all else happens now. None: a mistake is marked."""
    outside = getattr(form.asked, "outside", None)
    if not isinstance(outside, Outside):
        return calendar().local(now)
    ahead = outside.on > now if isinstance(outside.on, datetime) else outside.on > calendar().day(now)
    if ahead:
        form.mark([Mistake("/outside/on", "This has not happened yet.")])
    return None if ahead else outside.on


def in_the_way(at: Sitting, grounds: tuple[Ground, ...], number: str, now: datetime, more: int = 0) -> Why:
    return why_not(at.words, grounds, number, now, at.mandate, back=at.back, own=at.number or "", more=more)


def digest(asked: Command) -> str:
    return hashlib.sha256(canonical(plain(asked))).hexdigest()


def check_of(at: Sitting, form: CommandForm, now: datetime, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What a check shows of a form that can be read; `without` are fields that stand on the page already."""
    guide, happened = guide_of(at), when(form, now)
    outcome, after = tried(at, form.asked, happened) if happened is not None else (None, None)
    refused = in_the_way(at, outcome.grounds, "", now, outcome.more) if isinstance(outcome, Refusal) else None
    notes = outcome.notes if isinstance(outcome, Done) else tuple(one for one in outcome.grounds if not one.blocks) if outcome else ()
    outcome_template = "" if OUTCOME in without else guide.outcome_template
    return {
        "joint": at.joint, "values": values(form.asked, form.offers, guide.left_out(at) | without), "why": refused, "notes": notes,
        "preview": guide.preview(at, after) if isinstance(outcome, Done) else {}, "review": guide.review(at, form.asked, outcome),
        "beside": guide.beside(at, form.typed), "outcome_template": outcome_template, "outcome": guide.outcome(at, form.asked),
    }  # fmt: skip


def beneath(at: Sitting, begins: dict[str, str], now: datetime) -> dict[str, Any] | None:
    """What would be entered of a form that is whole as it is proposed; None where something is missing or stands in the way."""
    guide = guide_of(at)
    if not guide.whole(at):
        return None
    sent = guide.read(at, begins)
    form = form_for(at.step.asked)(sent, zone=calendar().zone, offers=offers_of(at, sent))
    if not form.is_valid() or guide.wrong(at, sent):
        return None
    found = check_of(at, form, now, guide.on_form)
    if found["why"] is not None and not found["review"]:
        return None
    return {**found, "why": None, "digest": digest(form.asked)}


def other_than_shown(at: Sitting, form: CommandForm) -> bool:
    """Whether what is confirmed is another command than the one that stood beneath its form."""
    told = str(at.request.POST.get(SHOWN, ""))
    return bool(told) and told != digest(form.asked)
