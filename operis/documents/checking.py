"""What would the law say to this document by itself? The checks of its step, with an empty docket."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from operis.core.acts import Command
from operis.core.calendar import Calendar
from operis.core.case import Case
from operis.core.decider import Procedure, examine
from operis.core.fields import read, record, walk
from operis.core.findings import Ground
from operis.core.kinds import SlugKind
from operis.core.mandates import Mandate, Role
from operis.core.reading import Reading
from operis.core.wording import LANGUAGES
from operis.dockets.contract.commands import DrawUpContract
from operis.dockets.establishment.commands import EnterEstablishment
from operis.dockets.procurement.commands import FilePlan, PublishNotice
from operis.dockets.procurement.terms import NoticeTerms
from operis.dockets.recruitment.commands import FileRecruitmentPlan
from operis.law.book import Book, Law
from operis.procedures import BY_KIND, METHODS, method_of
from operis.strict_yaml import Malformed, Mistake, Node, Scalar, parse
from operis.strict_yaml import Mapping as Table


@record
class NoticeAlone(NoticeTerms, PublishNotice):
    """A notice as it is read elsewhere, with what one that is published here has from its plan; it is only looked at."""

    slug = ""


EXAMPLES = Path(__file__).with_name("examples")


@dataclass(frozen=True)
class Kind:
    """A document that can be checked: the command whose fields it has, and the role that puts it."""

    asked: type[Command]
    role: Role
    like: type[Command] | None = None
    """The command whose step weighs it, where that is another."""

    @property
    def step(self) -> type[Command]:
        return self.like or self.asked

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods by which it can be weighed; none where its docket has none."""
        return tuple(name for name, method in METHODS.items() if self.step in method.steps)


CHECKED: Mapping[str, Kind] = {
    "plan": Kind(FilePlan, Role.BUYER), "notice": Kind(NoticeAlone, Role.BUYER, PublishNotice),
    "contract": Kind(DrawUpContract, Role.BUYER),
    "recruitment-plan": Kind(FileRecruitmentPlan, Role.INSTITUTION), "establishment": Kind(EnterEstablishment, Role.PLACES),
}  # fmt: skip
ENVELOPE = ("kind", "method", "language", "about")


class Unlisted(Malformed):
    """A document that is well written, with words that stand in no list of the law asked."""


def example(kind: str, language: str = "en") -> str:
    """A complete file of this kind that passes, its words in one language."""
    return (EXAMPLES / (f"{kind}.yaml" if language == "en" else f"{kind}.{language}.yaml")).read_text("utf8")


@dataclass(frozen=True)
class Checked:
    """What the law of the day says to a document, and which of its rows were asked."""

    grounds: tuple[Ground, ...]
    rows: tuple[str, ...]


def checked(book: Book, text: str, name: str, law: Law) -> Checked:
    """A file, checked; Malformed with every mistake."""
    return checked_in(parse(text, name), book, law, name)


def checked_in(node: Node, book: Book, law: Law, name: str = "") -> Checked:
    calendar = Calendar.of(book, pack=law.pack)
    procedure, kind, asked = read_document(node, calendar, name)
    step, method = procedure.steps[kind.step], method_of(procedure)
    wrong = list(step.reads(asked, law))
    if wrong:
        raise Unlisted(wrong, name)
    case: Case[Any, Any] = Case(None, procedure.start(), asked, Mandate(role=kind.role), law.act_day, law, calendar, method=method)
    rows = (law.first(rule.rows, method=method) for rule in (*step.provided, *step.noted))
    return Checked(examine(step, case), tuple(dict.fromkeys(row.id for row in rows if row is not None)))


def findings(book: Book, text: str, name: str, law: Law) -> tuple[Ground, ...]:
    return checked(book, text, name, law).grounds


def findings_in(node: Node, book: Book, law: Law) -> tuple[Ground, ...]:
    return checked_in(node, book, law).grounds


def read_document(node: Node, calendar: Calendar, name: str = "") -> tuple[Procedure[Any], Kind, Command]:
    """The document and what weighs it; Malformed with every mistake: a kind or method that is none does not hide those in the fields."""
    if not isinstance(node, Table):
        raise Malformed([Mistake("/", "Give a table with a kind and the fields of the document.", node.line)], name)
    reading = Reading(calendar.zone)
    said = {key: value.text for key, value in node.pairs.items() if isinstance(value, Scalar)}
    kind = CHECKED.get(said.get("kind", ""))
    if kind is None:
        says = "“{given}” cannot be checked; there are: {kinds}."
        reading.wrong("/kind", node.pairs.get("kind", node), says, given=said.get("kind", ""), kinds=", ".join(CHECKED))
    likely = kind or max(CHECKED.values(), key=lambda one: len(walk(one.asked).keys() & node.pairs.keys()))
    procedure = METHODS.get(said.get("method", "")) if likely.methods else BY_KIND.get(likely.asked.docket_kind)
    if procedure is None or likely.step not in procedure.steps:
        says = "“{given}” is no method that can be checked; there are: {methods}."
        given, methods = said.get("method", ""), ", ".join(likely.methods)
        reading.wrong("/method", node.pairs.get("method", node), says, given=given, methods=methods)
        procedure = None
    spoken = SlugKind(LANGUAGES).read(node.pairs["language"], "/language", reading) if "language" in node.pairs else "zh"
    language = spoken if isinstance(spoken, str) else "zh"
    own = {key: value for key, value in node.pairs.items() if key not in ENVELOPE or key in walk(likely.asked)}
    asked: Command | None = None
    if kind is not None or own.keys() & walk(likely.asked).keys():  # fields that no kind has tell nothing of what was meant
        try:
            asked = read(likely.asked, Table(own, node.key_lines, node.line), zone=calendar.zone, language=language)
        except Malformed as wrong:
            reading.mistakes += wrong.mistakes
    if kind is None or procedure is None or asked is None or reading.mistakes:
        raise Malformed(sorted(reading.mistakes, key=lambda one: one.line or 0), name)
    return procedure, kind, asked
