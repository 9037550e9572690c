"""What helps with a file? What is on it stands in the form already: one changes what has changed, and nothing else is asked again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from operis.core.fields import Withheld, walk
from operis.core.kinds import Json
from operis.core.mandates import Role
from operis.core.wording import LANGUAGES
from operis.dockets.file.commands import EnterFile
from operis.dockets.file.terms import EXPERT_FIELDS, NATURES, NO_LONGER
from operis.documents.onfile import INDIVIDUAL, asked_of
from operis.documents.said import said
from operis.documents.shown import language
from operis.ledger import read
from operis.web.components.form import HIDDEN, Part
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guide_standing import StandingGuide
from operis.web.desk.guides import Section
from operis.web.desk.people import names_of_people, people_with
from operis.web.desk.sitting import Sitting
from operis.web.forms import MISSING, Options, Typed, named

SENT = frozenset({"key", "party"})
OF_BODIES = frozenset({"level", "place", "places", "key_review_rule", "also_reviewed", "unit"})
OF_EXPERTS = frozenset({"account", "expertise", "employer", "ties"})
EXPERT, SIGNS = "expert", 12
"""The party that a file of the pool is of; and how many signs of the account stand in its short name."""


class FileGuide(StandingGuide):
    def __init__(self) -> None:
        super().__init__(EnterFile, *sorted(SENT))

    def begins(self, at: Sitting) -> Mapping[str, str]:
        entered = at.state.entered
        if entered is None:
            return {"party": EXPERT, "nature": "individual"} if _party(at) == EXPERT else {}
        return {**typed_of(EnterFile, _said(at, entered)), **super().begins(at)}

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        """What is asked of bodies alone stays as it is on the file of a supplier."""
        unasked = {name: value for name, value in self.begins(at).items() if name.partition("-")[0] in _unasked(at)}
        expert = _of_pool(sent) if _party(at) == EXPERT else {}
        return {**sent, **unasked, **expert, **super().begins(at)}

    def title(self, at: Sitting) -> str:
        return _("Your file") if _is_own(at) else super().title(at)

    def left_out(self, at: Sitting) -> frozenset[str]:
        return _unasked(at) if _is_own(at) else super().left_out(at)

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        """To a supplier what registration asked for is marked as asked for here too, and nobody types a short name."""
        if not _is_own(at):
            return super().arranged(at, parts, typed)
        needed = {name for name, _inputs in _needed(typed.get("nature", ""))}
        shown = (replace(one, optional=False) if one.name.partition("-")[0] in needed else one for one in parts)
        return tuple(replace(one, hints=()) if one.name == "holders" else one for one in shown)

    def wrong(self, at: Sitting, typed: Typed) -> dict[str, str]:
        if _is_own(at):
            needed = _needed(typed.get("nature", ""))
            lacking = ((name, inputs) for name, inputs in needed if not any(typed.get(one, "").strip() for one in inputs))
            labels = {name: one.asked.label.within(language()) for name, one in walk(EnterFile).items()}
            return {inputs[0]: said(MISSING, {"field": labels[name]}) for name, inputs in lacking}
        if _party(at) != EXPERT or typed.get("account", ""):
            return {}
        return {"account": _("Choose the account of the person. Who has none gets one first, from whoever runs this site.")}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        shown = tuple(one for one in parts if one.name.partition("-")[0] not in _unasked(at))
        if _party(at) == EXPERT and at.state.entered is None:
            sent = Part(name="party", label="", shape=HIDDEN, input=format_html('<input type="hidden" name="party" value="{}">', EXPERT))
            shown = (sent, *shown)
        return super().sections(at, shown)

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {**super().context(at, typed, wrong), "sent": tuple(super().begins(at).items())}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        """Kinds for which there is a finer one stay where they stand, and are offered to nobody."""
        fields = tuple((one, words[language() == "zh"]) for one, words in EXPERT_FIELDS.items())
        return {"nature": tuple((one, words[language() == "zh"]) for one, words in NATURES.items() if one not in NO_LONGER),
                "expertise": fields, **({"account": people_with(Role.EXPERT)} if _party(at) == EXPERT else {})}  # fmt: skip


def _party(at: Sitting) -> str:
    """Of whom the file is, or is to be."""
    entered = at.state.entered
    return str(entered.party) if entered is not None else at.request.POST.get("party", at.request.GET.get("party", ""))


def _is_own(at: Sitting) -> bool:
    """Whether a supplier has its own file before it."""
    return at.mandate.role is Role.SUPPLIER and _party(at) == "supplier"


def _needed(nature: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The fields without which nobody of this kind could register, each with its inputs."""
    yield from ((name, (name,)) for name in (("resident_number",) if nature == INDIVIDUAL else ("code",)))
    for name in asked_of(nature):
        if name != "marks":
            yield name, tuple(named(name, one) for one in (language(), *LANGUAGES)) if name == "address" else (name,)


def _of_pool(sent: Typed) -> dict[str, str]:
    """What an expert's account says: name and short name."""
    account = sent.get("account", "")
    name = names_of_people({account}).get(account, "")
    return {"party": EXPERT, "nature": "individual", "key": f"{EXPERT}-{account.replace('-', '')[:SIGNS]}", "name-zh": name} if name else {}


def _unasked(at: Sitting) -> frozenset[str]:
    """What is asked of others alone."""
    match _party(at):
        case "supplier":
            return OF_BODIES | OF_EXPERTS
        case "expert":
            return frozenset(walk(EnterFile)) - OF_EXPERTS - {"late_reason"}
    return OF_EXPERTS


def _said(at: Sitting, entered: Any) -> dict[str, Json]:
    """The fields as they were entered; what is private is there for whose file it is alone."""
    private: dict[str, Any] = {}
    if at.docket is not None and at.mandate.acts_for == entered.key:
        last = max(one.no for one in at.docket.entries if one.act.kind == entered.kind)
        private = {path.rpartition("/")[2]: value for path, (_salt, value) in read.private_values(at.docket.number).get(last, {}).items()}
    found = {name: (one, getattr(entered, one.attribute)) for name, one in walk(EnterFile).items() if name != "late_reason"}
    return {name: private.get(name) if isinstance(value, Withheld) else one.kind.plain(value) for name, (one, value) in found.items()}

