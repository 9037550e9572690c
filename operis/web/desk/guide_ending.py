"""What helps to end a purchase? Where too few bid, or too few are left, ground, lots and reason stand there already."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from operis import clock
from operis.core.wording import Label, Slug
from operis.dockets.procurement.commands import Terminate
from operis.dockets.procurement.terms import ENDINGS
from operis.documents.few import LEAST, too_few_words
from operis.documents.shown import language
from operis.documents.slots import CODES
from operis.rules.endings import TOO_FEW
from operis.web.components.form import Part
from operis.web.desk.few_left import FewLeft, few_left
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import SELDOM, Guide, Section, at_fault
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed
from operis.web.preparing.ahead import Looked, found_ahead, missing_ahead

WITH_OTHERS = SELDOM | {"change", "documents"}
"""What another ground asks, or a larger amount: folded where too few bid, unless it is asked for."""


class EndingGuide(Guide):
    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        """The grounds that the record bears out come first; the others say that they cannot be named."""
        going = [one for one in at.state.lots if one not in at.state.ended_lots] if at.docket is not None else []
        lots, looked = ((), *((one,) for one in going)) if len(going) > 1 else ((),), Looked()
        named = {ground: any(_can_be_named(at, ground, one, looked) for one in lots) for ground in ENDINGS}
        words = {ground: Label(*both).within(language()) for ground, both in ENDINGS.items()}
        listed = [(ground, words[ground] if can else _("{ground} (cannot be named now)").format(ground=words[ground]))
                  for ground, can in named.items()]  # fmt: skip
        return {"ground": tuple(sorted(listed, key=lambda one: not named[one[0]]))}

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        """What has one lot ends as a whole."""
        one_lot = at.docket is not None and len(at.state.lots) == 1
        return tuple(one for one in parts if one.name.partition("-")[0] != "lots" or not one_lot)

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        if not _few(at):
            return super().sections(at, parts)
        own = tuple(one for one in parts if one.name.partition("-")[0] not in WITH_OTHERS or not one.optional)
        rest = tuple(one for one in parts if one not in own)
        return (Section("", own), Section(_("Seldom needed"), rest, folded=not any(at_fault(one) for one in rest)))

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        """A reason that was written anew in one language is not left beside the proposed one in the other."""
        begun, names = self.begins(at), [f"reason-{one}" for one in CODES]
        anew = [name for name in names if begun and sent.get(name, "").strip() not in ("", begun.get(name))]
        left = [name for name in names if anew and sent.get(name, "").strip() == begun.get(name)]
        return {name: value for name, value in sent.items() if name not in left}

    def begins(self, at: Sitting) -> Mapping[str, str]:
        """Each other ground is the officer's word, and is not proposed."""
        found = _few(at)
        if not found:
            return {}
        few = {lot for one in found for lot in one.lots}
        lots = [lot for lot in at.state.lots if lot in few]
        some = lots if len(lots) < len(at.state.lots) else None
        return typed_of(Terminate, {"ground": TOO_FEW, "lots": some, "reason": {one: _reason(found[0], one) for one in CODES}})


def _can_be_named(at: Sitting, ground: str, lots: tuple[str, ...], looked: Looked) -> bool:
    """Whether law and record let an end rest on it: of the ground itself nothing is found that blocks."""
    case = at.case(clock.now(), looked, ground=Slug(ground), lots=lots)
    found = (*missing_ahead(at.step.after, case), *(one for one in found_ahead(at.step.provided, case) if one.blocks))
    return all(one.finding.at != "ground" for one in found)


def _few(at: Sitting) -> tuple[FewLeft, ...]:
    return few_left(at.docket, at.mandate) if at.docket is not None else ()


def _reason(few: FewLeft, language: str) -> str:
    """As the record knows it, for everybody to read in his own language."""
    with translation.override(CODES[language]):
        if not few.shut or few.row is None:
            return _("Fewer bids are left than it takes.")
        return too_few_words(few.row.count(LEAST))
