"""What does a file say of a need: its parts, and the answers to the questions about each?

    need: Aged care in three villages     # free text, or {zh: ..., en: ...}; may be left out
    package: no                           # yes: the parts are bought as one and cannot be split; may be left out
    parts:
    - part: day care
      answers: {G01: yes, F01: supplier, F02: quantity, F03: yes, F08: supplier, V04: 12}

One part may stand at the top level: `part` and `answers` beside `need`.
"""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from operis.core.kinds import AnswersKind, BoolKind, TextKind, WordingKind
from operis.core.reading import LIST_MAX, Reading
from operis.core.wording import Wording
from operis.law.book import Law
from operis.rules.determination import Answers, mistakes
from operis.strict_yaml import Mapping, Node, Sequence, below

SEVERAL, ONE, MEMBER = ("need", "package", "parts"), ("need", "part", "answers"), ("part", "answers")


@dataclass(frozen=True, slots=True)
class Need:
    title: Wording | None
    package: bool
    parts: tuple[tuple[str | None, Answers], ...]


def read_need(node: Node, law: Law | None, lang: str) -> Need:
    """The need; Malformed with every mistake. Without a law the answers are read, but not compared with the questions."""
    reader = _Reader(law, Reading(ZoneInfo("UTC"), "zh" if lang.startswith("zh") else "en"))
    need = reader.need(node)
    reader.reading.mistakes.sort(key=lambda mistake: mistake.line or 0)
    reader.reading.finish()
    return need


@dataclass(frozen=True, slots=True)
class _Reader:
    law: Law | None
    reading: Reading

    def need(self, node: Node) -> Need:
        several = isinstance(node, Mapping) and "parts" in node.pairs
        pairs = self.fields(node, "", SEVERAL if several else ONE)
        title = WordingKind().read(pairs["need"], "/need", self.reading) if "need" in pairs else None
        package = BoolKind().read(pairs["package"], "/package", self.reading) if "package" in pairs else False
        parts = self.parts(pairs["parts"]) if several else [self.part(node, pairs, "")]
        return Need(title if isinstance(title, Wording) else None, package is True, tuple(parts))

    def fields(self, node: Node, at: str, known: tuple[str, ...]) -> dict[str, Node]:
        listed = ", ".join(known)
        if not isinstance(node, Mapping):
            self.reading.wrong(at, node, "Give a table with: {fields}.", fields=listed if at else ", ".join(SEVERAL))
            return {}
        for key, value in node.pairs.items():
            if key not in known:
                says = "There is no field “{given}” here; there are: {fields}."
                self.reading.wrong(below(at, key), value, says, given=key, fields=listed)
        return node.pairs

    def parts(self, node: Node) -> list[tuple[str | None, Answers]]:
        if not isinstance(node, Sequence) or not node.items:
            self.reading.wrong("/parts", node, "Give a list of parts, each with its answers.")
            return []
        if len(node.items) > LIST_MAX:
            self.reading.too_many("/parts", node, len(node.items), LIST_MAX)
            return []
        places = [(item, below("/parts", place)) for place, item in enumerate(node.items)]
        parts = [self.part(item, self.fields(item, at, MEMBER), at) for item, at in places]
        names = [name for name, _ in parts]
        for place, (item, at) in enumerate(places):
            if isinstance(item, Mapping) and "part" not in item.pairs and len(names) > 1:
                self.reading.wrong(below(at, "part"), item, "Give each part a name.")
            elif names[place] is not None and names[place] in names[:place]:
                self.reading.wrong(below(at, "part"), item, "Two parts are called {part}.", part=str(names[place]))
        return parts

    def part(self, node: Node, pairs: dict[str, Node], at: str) -> tuple[str | None, Answers]:
        read = TextKind().read(pairs["part"], below(at, "part"), self.reading) if "part" in pairs else None
        name = read if isinstance(read, str) else None
        if "answers" in pairs:
            return name, self.answers(pairs["answers"], below(at, "answers"))
        if isinstance(node, Mapping):
            self.missing(node, pairs, at)
        return name, {}

    def missing(self, node: Node, pairs: dict[str, Node], at: str) -> None:
        """No answers; a file that names nothing of a part is told that parts are the usual form."""
        if at or "part" in pairs:
            self.reading.wrong(below(at, "answers"), node, "“{field}” is missing.", field="answers")
        else:
            says = "“parts” is missing: a list of parts, each with its answers; a need of one part may give “answers” here instead."
            self.reading.wrong("/parts", node, says)

    def answers(self, node: Node, at: str) -> Answers:
        """One by one, so that an answer that cannot be read hides no mistake in the others."""
        answers: dict[str, bool | int | str] = {}
        alone = [Mapping({id: value}, {}, value.line) for id, value in node.pairs.items()] if isinstance(node, Mapping) else [node]
        if isinstance(node, Mapping) and AnswersKind().too_many(node, at, self.reading):
            return answers
        for each in alone:
            read = AnswersKind().read(each, at, self.reading)
            if isinstance(read, dict):
                answers |= read
        for mistake in mistakes(self.law, answers) if self.law else ():
            line = node.pairs[mistake.facts["question"]].line if isinstance(node, Mapping) else None
            self.reading.mistakes.append(replace(mistake, pointer=at + mistake.pointer, line=line))
        return answers
