"""What is told: the law, what to do next, and which answers cannot be read?"""

import re

import pytest

from operis.law.book import Text
from operis.rules.determination import Answers, mistakes
from tests.rules.determining import CLERKS, POST, SERVICE, found, law, own_book, rules, singles


def cited(answers: Answers, **others: bool | int | str) -> list[str]:
    return [each.id for each in found(answers, **others).citations]


def test_each_outcome_cites_its_law_first_and_the_rule_that_decided_last() -> None:
    assert cited(SERVICE)[:2] == ["O102-02", "O102-09"]
    assert cited(CLERKS)[0] == "O102-10"
    assert cited(POST)[:3] == ["SRC-03", "SRC-04", "POST-M1"]
    assert [cited(answers)[-1] for answers in (SERVICE, CLERKS, POST, {})] == ["R4", "R1", "R3", "weigh"]
    assert cited({"G10": True}) == ["O102-08", "G10"]
    assert cited({"G05": True}) == ["O102-10", "N87-02b", "N87-04", "G05"]


def test_holds_and_flags_cite_theirs() -> None:
    assert cited(SERVICE, V04=60)[-2:] == ["O102-24", "R4"]
    assert cited(SERVICE, F19=True)[-2:] == ["O102-18", "R4"]


def test_a_citation_says_where_it_stands_and_what_it_says() -> None:
    first = found(CLERKS).citations[0]
    assert first.source == Text("Order 102, Art. 10", "财政部令第102号第十条")
    assert first.says == own_book().rows["O102-10"].says
    gate = found({"G06": True}).citations[-1]
    assert (gate.source.en, gate.says.en) == ("Order 102, Art. 10 item 3", "Works have their own rules.")


def test_each_outcome_has_its_next_step() -> None:
    told = {part.outcome: part.next[0].en for part in map(found, singles().values()) if not part.holds and not part.flags}
    assert told == {
        "SERVICE": "Go on with procurement.",
        "POST": "Go on with open recruitment.",
        "NEITHER:N-SELF": "Stop; assign it internally.",
        "NEITHER:N-OUT": "Stop.",
        "NEITHER:N-FIN": "Stop; the rules on debt apply.",
        "NEITHER:N-WORKS": "Procure as works; buy upkeep apart.",
        "NEITHER:N-GOODS": "Procure as goods.",
        "NEITHER:N-LABOUR": "Stop; or describe a result instead, or have posts approved.",
        "NEITHER:N-WELFARE": "Take the route of employment support.",
        "NEITHER:N-LAW": "Fund it through the budget, or take another route.",
        "NEITHER:N-APPOINT": "It goes to the personnel authority.",
        "REFER": "A named person decides; the answers that would settle it are listed.",
    }


def test_what_holds_a_service_back_comes_before_going_on() -> None:
    assert [sentence.en for sentence in found(SERVICE, V01=False, F19=True).next] == [
        "Not on the guiding directory: have the item added, or use another route.",
        "The supplier is an individual: only where the matter truly suits an individual; not as hidden employment.",
        "Then go on with procurement.",
    ]


def test_what_was_weighed_is_confirmed_by_a_person() -> None:
    assert (
        found({**SERVICE, "F02": "mixed"}).next[-1].en
        == "A named person confirms this with reasons: it was weighed, and weights are no law."
    )
    assert len(found(SERVICE).next) == 1


def test_a_referral_says_who_decides_by_when_and_what_settles_it() -> None:
    answers: Answers = {"F01": "supplier", "F02": "time", "F08": "supplier", "F03": True}
    finance, personnel = found(answers).next, found(answers, P01="institution").next
    assert finance[1] == Text(
        "Decided by the finance department, with reasons, within 5 working days.", "由财政部门在5个工作日内说明理由后决定。"
    )
    assert personnel[1].en == "Decided by the personnel authority, with reasons, within 5 working days."
    assert finance[2].en.startswith(
        "The answers that settle it, the cheapest first: May the supplier send another qualified person without asking?"
    )
    assert "legally responsible" not in finance[2].en


def test_what_nobody_knows_is_to_be_found_out() -> None:
    part = found(CLERKS, G10="unknown", F05="unknown")
    assert part.unknown == ("G10", "F05")
    assert [sentence.zh for sentence in part.next[1:]] == [f"查明：{own_book().rows[id].says.zh}" for id in part.unknown]


def test_templates_have_the_same_places_in_both_languages() -> None:
    templates = [value for said in rules().said.values() for name, value in said.row.data.items() if name.startswith("next")]
    assert len(templates) > 15
    for template in templates:
        assert isinstance(template, dict)
        assert sorted(re.findall(r"{(\w+)}", template["en"])) == sorted(re.findall(r"{(\w+)}", template["zh"]))


def test_each_question_has_its_words_in_both_languages() -> None:
    for question in rules().questions.values():
        assert question.why.zh
        assert question.example.en != question.example.zh
        for choice in (*question.choices, "unknown"):
            label = question.label(choice)
            assert label.en != label.zh, (question.id, choice)
    assert rules().questions["F13"].label(12) == Text("12", "12")


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        ("G1", True, "There is no question G1; the questions are G01, G02,"),
        ("G01", "maybe", "G01 takes one of yes, no, or unknown; not “maybe”."),
        ("G01", 1, "G01 takes one of yes, no, or unknown; not “1”."),
        ("F01", True, "F01 takes one of supplier, shared, body, institution, or unknown; not “yes”."),
        ("F13", True, "F13 takes a whole number, or unknown; not “yes”."),
        ("F13", -1, "F13 takes a whole number, or unknown; not “-1”."),
        ("F13", "12.5", "F13 takes a whole number, or unknown; not “12.5”."),
        ("V04", 2**53, "V04 takes a whole number, or unknown; not “9007199254740992”."),
    ],
)
def test_an_answer_that_no_question_takes_is_a_mistake(question: str, answer: bool | int | str, says: str) -> None:
    (mistake,) = mistakes(law(), {"F02": "time", question: answer})
    assert mistake.pointer == f"/{question}"
    assert mistake.says.format(**mistake.facts).startswith(says)


def test_every_mistake_is_told_and_what_fits_is_none() -> None:
    assert [wrong.pointer for wrong in mistakes(law(), {"G01": "x", "F01": "supplier", "a/b": 1, "V04": 2**53 - 1})] == ["/G01", "/a~1b"]
    assert [*mistakes(law(), {"F13": 0, "F01": "unknown", "P04": "other"})] == []
