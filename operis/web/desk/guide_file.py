"""What helps with a file? What is on it stands in the form already: one changes what has changed, and nothing else is asked again."""

from collections.abc import Mapping
from typing import Any

from operis.core.fields import Withheld, walk
from operis.core.kinds import Json
from operis.dockets.file.commands import EnterFile
from operis.dockets.file.terms import NATURES, NO_LONGER
from operis.documents.shown import language
from operis.ledger import read
from operis.web.components.form import Part
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guide_standing import StandingGuide
from operis.web.desk.guides import Section
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed

SENT = frozenset({"key", "party"})
OF_BODIES = frozenset({"level", "place", "places", "key_review_rule", "also_reviewed"})


class FileGuide(StandingGuide):
    def __init__(self) -> None:
        super().__init__(EnterFile, *sorted(SENT))

    def begins(self, at: Sitting) -> Mapping[str, str]:
        entered = at.state.entered
        if entered is None:
            return {}
        return {**typed_of(EnterFile, _said(at, entered)), **super().begins(at)}

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        """What is asked of bodies alone stays as it is on the file of a supplier."""
        unasked = {name: value for name, value in self.begins(at).items() if name.partition("-")[0] in _unasked(at)}
        return {**sent, **unasked, **super().begins(at)}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        return super().sections(at, tuple(one for one in parts if one.name.partition("-")[0] not in _unasked(at)))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {**super().context(at, typed, wrong), "sent": tuple(super().begins(at).items())}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        """Kinds for which there is a finer one stay where they stand, and are offered to nobody."""
        return {"nature": tuple((one, words[language() == "zh"]) for one, words in NATURES.items() if one not in NO_LONGER)}


def _unasked(at: Sitting) -> frozenset[str]:
    return OF_BODIES if at.state.entered is not None and at.state.entered.party == "supplier" else frozenset()


def _said(at: Sitting, entered: Any) -> dict[str, Json]:
    """The fields as they were entered; what is private is there for whose file it is alone."""
    private: dict[str, Any] = {}
    if at.docket is not None and at.mandate.acts_for == entered.key:
        last = max(one.no for one in at.docket.entries if one.act.kind == entered.kind)
        private = {path.rpartition("/")[2]: value for path, (_salt, value) in read.private_values(at.docket.number).get(last, {}).items()}
    found = {name: (one, getattr(entered, one.attribute)) for name, one in walk(EnterFile).items() if name != "late_reason"}
    return {name: private.get(name) if isinstance(value, Withheld) else one.kind.plain(value) for name, (one, value) in found.items()}

