"""What is said of what was entered, where the way leads on at once? The step, its number, and the way to its receipt.

Two things can be done until the notice and never after it: they are named where it comes next.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.clerk import Entered
from operis.core.acts import Command
from operis.core.case import Case
from operis.core.findings import Ground
from operis.core.mandates import Mandate
from operis.dockets.procurement.commands import CallKeyHolders, PublishIntention, PublishNotice
from operis.dockets.procurement.watching import CallWatchers
from operis.documents.shown import shown
from operis.procedures import METHODS
from operis.web.components.links import Link
from operis.web.preparing.ahead import case_ahead, steps_of

INTENTION = "intention_stood"
"""The check that says how long an intention stands before the notice."""


def entered_words(step: str, told: Entered) -> str:
    return _("Entered: {step}, {docket}.").format(step=step, docket=f"{told.docket} {told.entries[0].number}")


def receipt_link(told: Entered) -> Link:
    return Link(_("Receipt"), reverse("receipt", args=[told.docket, told.entries[0].number]))


def intention_told(case: Case[Any, Any], method: str = "") -> Iterator[Ground]:
    """What a notice of today would be told about the intention; nothing by a method that asks for none."""
    step = METHODS[method].steps.get(PublishNotice) if method in METHODS else None
    rules = (rule for rule in step.provided if rule.check.name == INTENTION) if step is not None else ()
    return (ground for rule in rules for ground in rule.grounds(case))


def before_notice(number: str, state: Any, mandate: Mandate) -> list[Link]:
    """What this office can do of a filed plan until its notice, and never after it."""
    if not hasattr(state, "called") or state.plan is None or state.notice is not None or state.ended:
        return []
    steps = {step.asked: (procedure, step) for procedure, step in steps_of("procurement", state) if mandate.role in step.by}
    found = []
    if CallKeyHolders in steps and state.called is None:
        words = _("Before the notice: call key holders, or whoever runs this site can read the bids")
        found.append(Link(words, _way(number, CallKeyHolders)))
    if PublishIntention in steps and PublishNotice in steps and state.intention is None:
        case = case_ahead(*steps[PublishNotice], number, state, mandate, clock.now())
        for one in intention_told(case, str(state.plan.method)):
            if isinstance(day := one.finding.facts["earliest"], date):
                words = _("Before the notice: publish the intention; the notice then follows on {day} or later")
                found.append(Link(words.format(day=shown(day)), _way(number, PublishIntention)))
    return found


def soon(number: str, state: Any, mandate: Mandate) -> list[Link]:
    """What can be done until the notice, and until the panel sits."""
    return [*before_notice(number, state, mandate), *before_panel(number, state, mandate)]


def before_panel(number: str, state: Any, mandate: Mandate) -> list[Link]:
    """Of a notice whose bids a panel compares: the calling of who watches the draw of its experts."""
    steps = {step.asked for _procedure, step in steps_of("procurement", state) if mandate.role in step.by}
    if CallWatchers not in steps or state.notice is None or state.panel is not None or state.watch.called or not state.plan.criteria:
        return []
    return [Link(_("The experts of the panel are drawn: call two people who watch it"), _way(number, CallWatchers))]


def _way(number: str, asked: type[Command]) -> str:
    return reverse("desk-step", args=[number, asked.slug])
