"""What is the reader told: what speaks for and against an outcome, the law that it rests on, and what to do next?

Every sentence stands in the rows, in both languages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from operis.core.fields import Answers
from operis.law.book import Row, Text
from operis.rules.determination.outcome import WEIGHED, Reached
from operis.rules.determination.questions import ALL, met, read_when
from operis.rules.determination.result import Change, Citation, Reason
from operis.rules.determination.rulebook import FLAG, HOLD, PEOPLE, Rulebook
from operis.rules.determination.said import Said


@dataclass(frozen=True, slots=True)
class Found:
    """A part's answers and all that was concluded from them."""

    rules: Rulebook
    heard: Answers
    unknown: tuple[str, ...]
    reached: Reached
    holds: tuple[str, ...]
    flags: tuple[str, ...]
    changes: tuple[Change, ...]

    def raised(self) -> tuple[Said, ...]:
        """The rows of the holds and flags."""
        return tuple(self.rules.said[f"{prefix}{name}"] for prefix, names in ((HOLD, self.holds), (FLAG, self.flags)) for name in names)


def reasons(found: Found) -> tuple[Reason, ...]:
    """Each answer that pushes somewhere or decided, in the order of the questions."""
    rules, heard, reached = found.rules, found.heard, found.reached
    decided = {*reached.by, *_looked_at(rules, reached.by[0])}
    counted = []
    for id, question in rules.questions.items():
        if id in heard:
            points, pull = question.points.of(heard[id]) or 0, question.pulls.of(heard[id])
            if points or pull or id in decided:
                counted.append(Reason(question=id, answer=heard[id], points=points, pull=pull, decides=id in decided, cites=question.cites))
    return tuple(counted)


def _looked_at(rules: Rulebook, rule: str) -> tuple[str, ...]:
    """The questions in the condition of a form rule; none for a gate or the weighing."""
    return tuple(id for each in rules.rules if each.id == rule for id, _ in each.when)


def sides(found: Found, counted: Sequence[Reason]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks for the outcome and what against it.

    An answer about the form speaks by its points, for a service or for people; a gate speaks for what it leads to, and so does an
    answer about the post. Whatever says that people are wanted also speaks for an outcome that no purchase may follow.
    """
    reached = found.reached
    people = bool(reached.gates) or reached.form.leans == PEOPLE
    gates = {gate.id for gate in reached.gates}
    pro, con = [], []
    for each in counted:
        points = -each.points if people else each.points
        if points > 0 or each.question in gates or each.pull == reached.outcome:
            pro.append(each.question)
        elif points < 0 or (people and _way_on(found.rules, each)):
            con.append(each.question)
    return tuple(pro), tuple(con)


def _way_on(rules: Rulebook, reason: Reason) -> bool:
    """Whether an answer about the post pushes to an outcome with which one may go on."""
    about_the_post = rules.questions[reason.question].section == "post"
    return about_the_post and reason.pull is not None and rules.outcome(reason.pull).get("module") is not None


def citations(found: Found) -> tuple[Citation, ...]:
    """The law of this pack that the outcome rests on, then what holds and flags rest on, and last our own rule that decided."""
    rules, reached = found.rules, found.reached
    ids = [*_cites(rules.outcome(reached.outcome))]
    deciding = [rules.questions[id] for id in (*reached.by, *_looked_at(rules, reached.by[0])) if id in rules.questions]
    ids += (id for question in (*deciding, *reached.gates) for id in question.cites)
    if reached.form.leans == PEOPLE and not reached.gates and not rules.switched.post_exists:
        ids += (rules.switched.row.id, *_cites(rules.said[rules.switched.row.id]))
    ids += (id for said in found.raised() for id in _cites(said))
    rows = [row for id in dict.fromkeys(ids) if _of_this_pack(rules, row := rules.law.row(id))]
    own = rules.weighing.row if reached.by[0] == WEIGHED else rules.law.row(reached.by[0])
    return tuple(Citation(id=row.id, source=_source(row), says=_statement(rules, row)) for row in (*rows, own))


def _cites(said: Said) -> tuple[str, ...]:
    cites = said.get("cites")
    return cites.words() if cites else ()


def _of_this_pack(rules: Rulebook, row: Row) -> bool:
    """Order 102 is no law in Europe, nor the Federal Acquisition Regulation in China."""
    of = Said.of(row).get("jurisdictions")
    return row.pack in ("", rules.law.pack) and (of is None or any(each in (ALL, rules.law.pack.upper()) for each in of.words()))


def _source(row: Row) -> Text:
    return Text(row.cite("en"), row.cite("zh"))


def _statement(rules: Rulebook, row: Row) -> Text:
    """What a row says; of a question, why it is asked."""
    question = rules.questions.get(row.id)
    return question.why if question else row.says


def next_steps(found: Found) -> tuple[Text, ...]:
    """What to do, in the order in which to do it."""
    rules = found.rules
    outcome = rules.outcome(found.reached.outcome)
    sentences = [said.row.says for said in found.raised()]
    if found.reached.outcome == rules.weighing.otherwise:
        sentences += _referral(found, outcome)
    else:
        sentences.append(outcome["next_when_held" if found.holds else "next"].both())
        sentences += [rules.said["weigh"]["next"].both()] if found.reached.weighed else []
    find_out = rules.said["L11"]["next"].both()
    return (*sentences, *(_with(find_out, question=rules.questions[id].row.says) for id in found.unknown))


def _referral(found: Found, outcome: Said) -> Iterator[Text]:
    """Who decides by when, and which questions to settle first; no gates among them: nobody should hope for one."""
    rules = found.rules
    yield outcome["next"].both()
    days = str(outcome.row.period().length)
    who = next(each["who"].both() for each in outcome["decides"].each() if met(read_when(each["when"]), found.heard))
    yield _with(outcome["next_decides"].both(), who=who, days=Text(days, days))
    ids = dict.fromkeys(id for change in found.changes for id in change.answers)
    asked = [rules.questions[id].row.says for id in ids if rules.questions[id] not in rules.gates]
    yield _with(outcome["next_settles"].both(), questions=Text(" ".join(each.en for each in asked), "".join(each.zh for each in asked)))


def _with(template: Text, **facts: Text) -> Text:
    en, zh = (template.said(lang).format(**{name: fact.said(lang) for name, fact in facts.items()}) for lang in ("en", "zh"))
    return Text(en, zh)
