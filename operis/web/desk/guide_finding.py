"""What helps where something is found about a purchase? Only what this office can find is offered, and the paper is named once."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from operis import clock
from operis.core.fields import walk
from operis.dockets.procurement.evaluation import draw_confirmed, draws_elsewhere
from operis.dockets.procurement.findings import DRAW_SEEN, KEY_LOST, RecordFinding
from operis.documents.shown import language
from operis.rules.findings import may_find
from operis.web.components.form import Part
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed

ABOUT, LOTS, PAPER, DECISION = "about", "lots", "paper", "decision"
NUMBER, LINK, SCANNED, MEDIUM = "paper-number", "paper-link", "paper-scan", "paper-medium"


class FindingGuide(Guide):
    def finds(self, at: Sitting) -> Options:
        """What this office can find, with its words."""
        case = at.case(clock.now())
        row = case.law.first(at.step.under, method=case.method)
        mine = may_find(row, at.acts_as.role) if row is not None and at.acts_as.role in at.step.by else ()
        words = dict(walk(RecordFinding)[ABOUT].asked.choices)
        return tuple((str(one), words[one].within(language())) for one in mine if one != DRAW_SEEN or self.unconfirmed(at))

    def title(self, at: Sitting) -> str:
        """With what it is, where this office can find one thing alone."""
        mine = self.finds(at)
        return _("{step}: {what}").format(step=at.words, what=mine[0][1]) if len(mine) == 1 else at.words

    def unconfirmed(self, at: Sitting) -> bool:
        """Whether there is a draw to be looked up elsewhere that nobody has confirmed."""
        return bool(draws_elsewhere(at.state)) and draw_confirmed(at.state) is None

    def begins(self, at: Sitting) -> Mapping[str, str]:
        """What a duty asks for; of a draw its number, day and system are on record."""
        if at.request.GET.get(ABOUT, "") != DRAW_SEEN or not self.unconfirmed(at):
            return {}
        drawn = draws_elsewhere(at.state)[-1]
        return {ABOUT: str(DRAW_SEEN), DECISION: drawn.number or "", MEDIUM: drawn.medium}

    def fits(self, at: Sitting, typed: Typed) -> bool:
        wanted = at.request.GET.get(ABOUT, "")
        return wanted in ("", typed.get(ABOUT, ""))

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        return {ABOUT: self.finds(at)}

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        """The number is asked once, and a link is none that is kept; of one lot and of one thing to find nobody is asked."""
        known, mine = {LOTS} if len(at.state.lots) == 1 else set(), [one for one, _words in self.finds(at)]
        known |= {ABOUT} if len(mine) == 1 else set()
        shown = (_paper(one) if one.name == PAPER else one for one in parts if one.name not in known)
        return tuple(_of_holder(one) for one in shown) if mine == [KEY_LOST] else tuple(shown)

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        mine = self.finds(at)
        only = {ABOUT: mine[0][0]} if len(mine) == 1 else {}
        return {**sent, **only, NUMBER: sent.get(NUMBER) or sent.get(DECISION, "")}


def _of_holder(part: Part) -> Part:
    """Who holds a key has no decision to name: it writes a letter that says that the key is lost."""
    words = {DECISION: _("Number of your letter"), PAPER: _("The letter in which your office says so")}
    return replace(part, label=words.get(part.name, part.label))


def _paper(part: Part) -> Part:
    inside = tuple(replace(one, optional=one.optional and one.name != SCANNED) for one in part.parts if one.name not in (NUMBER, LINK))
    return replace(part, parts=inside)
