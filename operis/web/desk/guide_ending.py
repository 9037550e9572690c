"""What helps to end a purchase? Where too few bid, or too few are left, ground, lots and reason stand there already."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from operis.dockets.procurement.commands import Terminate
from operis.documents.few import LEAST, too_few_words
from operis.documents.slots import CODES
from operis.rules.endings import TOO_FEW
from operis.web.components.form import Part
from operis.web.desk.few_left import FewLeft, few_left
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import SELDOM, Guide, Section, at_fault
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed

WITH_OTHERS = SELDOM | {"change", "documents"}
"""What another ground asks, or a larger amount: folded where too few bid, unless it is asked for."""


class EndingGuide(Guide):
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


def _few(at: Sitting) -> tuple[FewLeft, ...]:
    return few_left(at.docket, at.mandate) if at.docket is not None else ()


def _reason(few: FewLeft, language: str) -> str:
    """As the record knows it, for everybody to read in his own language."""
    with translation.override(CODES[language]):
        if not few.shut or few.row is None:
            return _("Fewer bids are left than it takes.")
        return too_few_words(few.row.count(LEAST))
