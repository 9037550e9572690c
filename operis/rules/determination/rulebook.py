"""What does the law of the day ask about a need, in which order, and what does it make of the answers?

Nothing is decided here: questions, weights, bands, conditions, outcomes and switches are read from the rows of the determination
(instrument DET), so that another law folder is another rulebook.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from operis.core.fields import Answers
from operis.law.book import Fault, Law, LawError, Row, Text
from operis.rules.determination.questions import Question, When, met, read_question, read_when
from operis.rules.determination.said import Said

INSTRUMENT = "DET"
HOLD, FLAG = "HOLD:", "FLAG:"
PEOPLE, SERVICE = "people", "service"  # what a form rule says: people's time is wanted, or a result


@dataclass(frozen=True, slots=True)
class FormRule:
    id: str
    when: When
    then: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """What decides where no form rule does: the sum of the points, and the bands on both sides."""

    row: Row
    questions: tuple[Question, ...]
    service_min: int
    people_max: int
    otherwise: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A condition to start that may be missing: all that stands here must be so for the hold to be raised."""

    name: str
    when: When
    above: tuple[str, int] | None
    less: tuple[str, str] | None

    def raised(self, answers: Answers) -> bool:
        return met(self.when, answers) and self._above(answers) and self._less(answers)

    def _above(self, answers: Answers) -> bool:
        if self.above is None:
            return True
        given = answers.get(self.above[0])
        return isinstance(given, int) and given > self.above[1]

    def _less(self, answers: Answers) -> bool:
        if self.less is None:
            return True
        one, other = (answers.get(question) for question in self.less)
        return not (isinstance(one, int) and isinstance(other, int) and one >= other)  # what nobody knows is not enough


@dataclass(frozen=True, slots=True)
class Step:
    """One step where people are wanted: the first whose condition is met gives the outcome."""

    when: When
    then: str
    holds: tuple[Hold, ...]


@dataclass(frozen=True, slots=True)
class Switched:
    """What a pack makes of it that people are wanted."""

    row: Row
    post_exists: bool
    leads_to: str
    employed: When
    employed_leads_to: str
    flags: tuple[str, ...]
    programme: When
    """Which places are a programme's; empty where they count as posts."""
    programme_instead_of: str
    programme_otherwise: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    law: Law
    questions: Mapping[str, Question]
    """Every question that a file may answer, those of other packs too."""
    taken: frozenset[str]
    """The questions whose answers count in this pack."""
    unknown: str
    """The answer of who does not know."""
    gates: tuple[Question, ...]
    rules: tuple[FormRule, ...]
    weighing: Weighing
    steps: tuple[Step, ...]
    service: str
    holds: tuple[Hold, ...]
    flags: tuple[str, ...]
    """Flags in the order in which they are told."""
    said: Mapping[str, Said]
    """The data of each row of the determination."""
    switched: Switched

    def outcome(self, code: str) -> Said:
        return self.said[code]

    def asked(self, section: str) -> Iterator[Question]:
        """The questions of one section that a page asks, in the order of the file; the form is weighed with all that are taken."""
        weighed = self.weighing.questions
        return (each for each in self.questions.values() if each.section == section and (each.own or each in weighed))

    def heard(self, answers: Answers) -> Answers:
        """The answers that count here: to a question that this pack takes, and known."""
        return {id: answer for id, answer in answers.items() if id in self.taken and answer != self.unknown}


def in_force(law: Law) -> bool:
    """Whether there are rules for a determination on the law's day."""
    return law.get("gates") is not None


@lru_cache(maxsize=32)
def rulebook(law: Law) -> Rulebook:
    """The rulebook of the law's day; LawError if its rows do not hold then, or do not say what they must. Kept: a need reads it often."""
    if not in_force(law):
        raise _not_yet(law.row("gates"))
    rows = {id: law.row(id) for id in ("gates", "weigh", "people", "service", "SW1", "SW2", "SW3", "SW4", "L11", "mixed")}
    rows |= {row.id: row for kind in ("outcome", "condition") for row in law.rows(kind=kind) if row.instrument.id == INSTRUMENT}
    said = {id: Said.of(row) for id, row in rows.items()}
    pack = law.pack.upper()
    takes, common = said["SW1"]["takes"][pack].words(), _labels(said["L11"]["labels"])
    questions = {row.id: read_question(row, pack, takes, common) for row in law.rows(kind="question") if row.instrument.id == INSTRUMENT}
    service = said["service"]
    return Rulebook(
        law=law,
        questions=questions,
        taken=frozenset(id for id, question in questions.items() if question.taken),
        unknown=said["L11"]["answer"].word(),
        gates=tuple(_taken(said["gates"]["gates"], questions)),
        rules=tuple(_form_rules(said)),
        weighing=_weighing(said["weigh"], questions),
        steps=tuple(_step(step) for step in said["people"]["steps"].each()),
        service=service["then"].word(),
        holds=tuple(_hold(hold) for hold in service["holds"].each()),
        flags=tuple(dict.fromkeys((*service["flags"].words(), *_flags(said)))),
        said=said,
        switched=_switched(said, pack),
    )


def _not_yet(row: Row) -> LawError:
    says = "the questions hold from {first}, not on {day}"
    return LawError([Fault(row.file, row.line, row.id, "", says, {"first": str(row.first), "day": str(row.day)})])


def _flags(said: Mapping[str, Said]) -> Iterator[str]:
    return (data["flag"].word() for data in said.values() if data["section"].value == "flags")


def _labels(said: Said) -> dict[str, Text]:
    return {word: label.both() for word, label in said.items()}


def _taken(ids: Said, questions: Mapping[str, Question]) -> Iterator[Question]:
    return (questions[id] for id in ids.words() if questions[id].taken)


def _form_rules(said: Mapping[str, Said]) -> Iterator[FormRule]:
    """Rows that lead from a condition to people or to a service, in their order."""
    rules = [data for data in said.values() if data["section"].value == "rules" and data.get("when")]
    for data in sorted(rules, key=lambda data: data["order"].whole()):
        yield FormRule(data.row.id, read_when(data["when"]), data["then"].word())


def _weighing(said: Said, questions: Mapping[str, Question]) -> Weighing:
    return Weighing(
        row=said.row,
        questions=tuple(_taken(said["sum_of"], questions)),
        service_min=said.row.count(said["at_least"]["term"].word()),
        people_max=said.row.count(said["at_most"]["term"].word()),
        otherwise=said["otherwise"].word(),
    )


def _step(said: Said) -> Step:
    holds = said.get("holds")
    return Step(read_when(said["when"]), said["then"].word(), tuple(_hold(hold) for hold in holds.each()) if holds else ())


def _hold(said: Said) -> Hold:
    when, above, less = said.get("when"), said.get("above"), said.get("less")
    question, limit = above.words() if above else ("", "")
    one, other = less.words() if less else ("", "")
    return Hold(
        name=said["name"].word(),
        when=read_when(when) if when else (),
        above=(question, said.row.count(limit)) if above else None,
        less=(one, other) if less else None,
    )


def _switched(said: Mapping[str, Said], pack: str) -> Switched:
    people, programme = said["SW2"], said["SW4"]
    employed, flags = people["employed"]["leads_to"].get(pack), people["flags"].get(pack)
    counts = programme.row.yes("programme_counts_as_post")
    return Switched(
        row=people.row,
        post_exists=said["SW3"]["post_exists"][pack].yes(),
        leads_to=people["people_leads_to"][pack].word(),
        employed=read_when(people["employed"]["when"]),
        employed_leads_to=employed.word() if employed else people["people_leads_to"][pack].word(),
        flags=flags.words() if flags else (),
        programme=() if counts else read_when(programme["when"]),
        programme_instead_of=programme["instead_of"].word(),
        programme_otherwise=programme["otherwise"].word(),
    )
