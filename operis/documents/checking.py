"""What would the law say to this document by itself? The checks of its step, with an empty docket."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from operis.core.acts import Command
from operis.core.calendar import Calendar
from operis.core.case import Case
from operis.core.decider import Procedure, examine
from operis.core.fields import read, walk
from operis.core.findings import Ground
from operis.core.mandates import Mandate, Role
from operis.dockets.establishment.commands import EnterEstablishment
from operis.dockets.procurement.commands import FilePlan, PublishNotice
from operis.dockets.recruitment.commands import FileRecruitmentPlan
from operis.law.book import Book, Law
from operis.procedures import KINDS, METHODS, method_of
from operis.strict_yaml import Malformed, Mistake, Node, Scalar, parse
from operis.strict_yaml import Mapping as Table

EXAMPLES = Path(__file__).with_name("examples")


@dataclass(frozen=True)
class Kind:
    """A document that can be checked: the command whose fields it has, and the role that puts it."""

    asked: type[Command]
    role: Role

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods by which it can be weighed; none where its docket has none."""
        if self.asked.docket_kind != "procurement":
            return ()
        return tuple(name for name, method in METHODS.items() if self.asked in method.steps)


CHECKED: Mapping[str, Kind] = {
    "plan": Kind(FilePlan, Role.BUYER), "notice": Kind(PublishNotice, Role.BUYER),
    "recruitment-plan": Kind(FileRecruitmentPlan, Role.INSTITUTION), "establishment": Kind(EnterEstablishment, Role.PLACES),
}  # fmt: skip
ENVELOPE = ("kind", "method", "language", "about")


def example(kind: str) -> str:
    """A complete file of this kind that passes."""
    return (EXAMPLES / f"{kind}.yaml").read_text("utf8")


def findings(book: Book, text: str, name: str, law: Law) -> tuple[Ground, ...]:
    """What the law of the day says to a file; Malformed with every mistake."""
    return findings_in(parse(text, name), book, law, name)


def findings_in(node: Node, book: Book, law: Law, name: str = "") -> tuple[Ground, ...]:
    calendar = Calendar.of(book, pack=law.pack)
    procedure, kind, asked = read_document(node, calendar, name)
    step = procedure.steps[type(asked)]
    wrong = list(step.reads(asked, law))
    if wrong:
        raise Malformed(wrong, name)
    case: Case[Any, Any] = Case(
        None, procedure.start(), asked, Mandate(role=kind.role), law.act_day, law, calendar, method=method_of(procedure)
    )
    return examine(step, case)


def read_document(node: Node, calendar: Calendar, name: str = "") -> tuple[Procedure[Any], Kind, Command]:
    if not isinstance(node, Table):
        raise Malformed([Mistake("/", "Give a table with a kind and the fields of the document.", node.line)], name)
    said = {key: value.text for key, value in node.pairs.items() if isinstance(value, Scalar)}
    kind = CHECKED.get(said.get("kind", ""))
    if kind is None:
        facts = {"given": said.get("kind", ""), "kinds": ", ".join(CHECKED)}
        raise Malformed([Mistake("/kind", "“{given}” cannot be checked; there are: {kinds}.", node.line, facts)], name)
    procedure = METHODS.get(said.get("method", "")) if kind.methods else KINDS.get(kind.asked.docket_kind)
    if procedure is None or kind.asked not in procedure.steps:
        facts = {"given": said.get("method", ""), "methods": ", ".join(kind.methods)}
        raise Malformed([Mistake("/method", "“{given}” is no method that can be checked; there are: {methods}.", node.line, facts)], name)
    own = {key: value for key, value in node.pairs.items() if key not in ENVELOPE or key in walk(kind.asked)}
    try:
        asked = read(kind.asked, Table(own, node.key_lines, node.line), zone=calendar.zone, language=said.get("language", "zh"))
    except Malformed as wrong:
        raise Malformed(wrong.mistakes, name) from wrong
    return procedure, kind, asked
