"""How is a determination told to a person? The outcome, why, what would change it, what comes next, and the law."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from operis.cli._shell import _, say
from operis.documents.needs import Need
from operis.rules.determination import Answer, Answers, Change, Determination, PartOutcome, Rulebook


def words(rules: Rulebook, need: Need, found: Determination, lang: str) -> str:
    law = rules.law
    lines = [need.title.within("zh" if lang.startswith("zh") else "en")[1]] if need.title else []
    if len(found.parts) > 1:
        whole = rules.outcome(found.outcome)
        lines += [_pair(say(_("Outcome"), lang), _named(rules, found.outcome, lang), lang), f"    {whole['next'].both().said(lang)}"]
    for part, (name, answers) in zip(found.parts, need.parts, strict=True):
        lines += ["", *([f"== {name} =="] if name else []), *_Telling(rules, lang, answers).part(part)]
    pack = say(_("Law: pack {pack}, rules {digest}, as of {day}."), lang, pack=law.pack, digest=law.digest[:8], day=law.act_day)
    return "\n".join([*lines, "", pack]).lstrip("\n")


def _pair(name: str, value: str, lang: str) -> str:
    return f"{name}：{value}" if lang.startswith("zh") else f"{name}: {value}"


def _named(rules: Rulebook, outcome: str, lang: str) -> str:
    return f"{rules.outcome(outcome)['label'].both().said(lang)} ({outcome})"


@dataclass(frozen=True, slots=True)
class _Telling:
    """One part, in one language."""

    rules: Rulebook
    lang: str
    answers: Answers

    def part(self, part: PartOutcome) -> Iterator[str]:
        decided = (*part.decided_by, *(each.question for each in part.reasons if each.decides and each.question not in part.decided_by))
        points = {each.question: each.points for each in part.reasons} if part.provisional else {}
        also, other = ([self.reason(id, points) for id in side if id not in decided] for side in (part.for_, part.against))
        yield self.pair(say(_("Outcome"), self.lang), _named(self.rules, part.outcome, self.lang))
        yield f"    {self.rules.outcome(part.outcome).row.says.said(self.lang)}"
        yield from self.under(_("Class"), [self.labelled(next(self.rules.asked("class")).id, part.class_)] if part.class_ else [])
        yield from self.under(_("Held back"), [self.raised(f"HOLD:{name}") for name in part.holds])
        yield from self.under(_("Note"), [self.raised(f"FLAG:{name}") for name in part.flags])
        yield from self.under(_("Decided by"), [self.reason(id, points) for id in decided])
        yield from self.under(_("Points, all together"), [f"{part.score:+}"] if part.score is not None else [])
        yield from self.under(
            _("Points to a service") if part.outcome == self.rules.weighing.otherwise else _("Also points this way"), also
        )
        yield from self.under(_("Points the other way"), other)
        yield from self.under(_("Not asked under this law"), [id for id in self.answers if id not in self.rules.taken])
        yield from self.under(_("What would change it"), self.changes(part.would_change))
        yield from self.under(_("Next"), [sentence.said(self.lang) for sentence in part.next])
        cited = [f"{self.pair(each.source.said(self.lang), each.says.said(self.lang))} [{each.id}]" for each in part.citations]
        yield from self.under(_("Law"), cited)

    def pair(self, name: str, value: str) -> str:
        return _pair(name, value, self.lang)

    def under(self, heading: str, lines: Iterable[str]) -> Iterator[str]:
        """A heading and its lines; nothing where there is nothing to tell."""
        for place, line in enumerate(lines):
            if place == 0:
                yield self.pair(say(heading, self.lang), "").rstrip()
            yield f"    {line}"

    def raised(self, row: str) -> str:
        return self.rules.said[row]["label"].both().said(self.lang)

    def reason(self, id: str, points: Mapping[str, int]) -> str:
        """A question with its answer, or a rule in its words."""
        if id not in self.answers:
            row = self.rules.weighing.row if id == "weighed" else self.rules.law.row(id)
            return self.pair(id, row.says.said(self.lang))
        weight = f" ({points[id]:+})" if points.get(id) else ""
        return self.pair(id, f"{self.rules.questions[id].row.says.said(self.lang)} {self.labelled(id, self.answers[id])}{weight}")

    def labelled(self, id: str, answer: Answer) -> str:
        return self.rules.questions[id].label(answer).said(self.lang)

    def changes(self, changes: Iterable[Change]) -> Iterator[str]:
        """One line for each outcome that is near: its answers, those that only help together joined by a plus."""
        ways: dict[str, list[str]] = {}
        for change in changes:
            answers = " + ".join(f"{id} {self.labelled(id, answer)}" for id, answer in change.answers.items())
            ways.setdefault(change.to, []).append(answers)
        return (self.pair(_named(self.rules, to, self.lang), "; ".join(each)) for to, each in ways.items())
