"""The same need under other packs: which questions count, and what does it mean that people are wanted?"""

import pytest

from operis.rules.determination import Answers, PartOutcome, determine_by
from tests.rules.determining import SERVICE, own_book, rules

NEEDS: dict[str, Answers] = {
    "Clerks at the bureau's desks, directed by it, paid by the month through a firm": {"F01": "body", "F02": "time", "F08": "supplier"},
    "Firm to decide benefit claims": {"G03": True, "F01": "supplier", "F02": "quantity"},
    "Loan for a road": {"G05": True},
    "Home care by the hour": {"F01": "supplier", "F02": "quantity", "F03": True, "F08": "supplier"},
    "Nurse on a public home's staff": {
        "F01": "institution", "F02": "time", "F08": "institution", "P01": "institution", "P02": 1, "P03": 1, "P05": True,
    },
}  # fmt: skip


def under(pack: str, answers: Answers) -> PartOutcome:
    return determine_by(rules(pack), [(None, answers)]).parts[0]


@pytest.mark.parametrize(
    ("pack", "outcomes"),
    [
        ("cn", ["NEITHER:N-LABOUR", "NEITHER:N-SELF", "NEITHER:N-FIN", "SERVICE", "POST"]),
        ("us", ["NEITHER:N-LABOUR", "NEITHER:N-SELF", "REFER", "SERVICE", "NEITHER:N-LABOUR"]),
        ("eu", ["SERVICE", "NEITHER:N-SELF", "NEITHER:N-FIN", "SERVICE", "NEITHER:N-LABOUR"]),
        ("uk", ["SERVICE", "NEITHER:N-SELF", "REFER", "SERVICE", "NEITHER:N-LABOUR"]),
    ],
)
def test_five_needs_under_four_packs(pack: str, outcomes: list[str]) -> None:
    """A loan is no question of the American and British packs; a contract of employment is outside procurement everywhere."""
    assert [under(pack, answers).outcome for answers in NEEDS.values()] == outcomes


def test_the_table_of_the_law_names_these_needs() -> None:
    table = own_book().rows["SW5"].data["table"]
    assert isinstance(table, list)
    assert [entry["need"]["en"] for entry in table] == [*NEEDS]


def test_two_gates_stand_in_the_chinese_pack_only() -> None:
    named = own_book().rows["SW1"].data["gates_only_in"]
    assert named == {"G08": ["CN"], "G10": ["CN"]}
    assert [gate.id for gate in rules("cn").gates] == [f"G{number:02}" for number in range(1, 11)]
    assert [gate.id for gate in rules("eu").gates] == ["G01", "G02", "G03", "G04", "G05", "G06", "G07", "G09"]
    assert [gate.id for gate in rules("us").gates] == [gate.id for gate in rules("uk").gates] == [
        "G01", "G02", "G03", "G04", "G06", "G07", "G09",
    ]  # fmt: skip


def test_an_answer_to_another_pack_s_question_counts_for_nothing() -> None:
    chinese: Answers = {"G08": True, "G10": True, "V01": False, "V03": "institution", "V04": 60, "F19": True, "C01": "public"}
    part = under("eu", {**SERVICE, **chinese, "P06": True, "V07": True, "V02": False, "V06": True})
    assert (part.outcome, part.holds, part.flags, part.class_, part.unknown) == ("SERVICE", ("BUDGET",), ("V06",), None, ())
    assert under("eu", {**SERVICE, "G08": "unknown", "G09": "unknown"}).unknown == ("G09",)


def test_the_european_sum_is_that_of_its_own_questions_and_the_labour_organisation_s() -> None:
    assert [question.id for question in rules("eu").weighing.questions] == ["F01", "F02", "F03", "F06", "F08", "F10", "F13", "F14", "F18"]
    everything: Answers = {"F04": True, "F05": True, "F07": "body", "F09": "wanted", "F11": True, "F12": True, "F15": 0, "F20": True}
    assert under("eu", {"F01": "supplier", **everything}).score == 3


def test_weighed_people_are_a_service_in_europe_until_someone_confirms_it() -> None:
    part = under("eu", {"F01": "shared", "F02": "time", "F03": False})
    assert (part.outcome, part.decided_by, part.score, part.provisional) == ("SERVICE", ("weighed",), -5, True)
    assert (part.for_, part.against) == (("F02", "F03"), ())


@pytest.mark.parametrize("who", ["body", "institution"])
def test_a_contract_of_employment_is_outside_the_directive(who: str) -> None:
    part = under("eu", {"F01": "body", "F02": "time", "F08": who})
    assert part.outcome == "NEITHER:N-LABOUR"
    assert "EU-10g" in [each.id for each in part.citations]


def test_where_people_may_be_bought_the_british_pack_raises_its_two_flags() -> None:
    clerks, care = under("uk", {"F01": "body", "F02": "time", "F08": "supplier"}), under("uk", SERVICE)
    assert (clerks.outcome, clerks.flags) == ("SERVICE", ("V07", "V08"))
    assert (care.outcome, care.flags) == ("SERVICE", ())


@pytest.mark.parametrize("pack", ["cn", "eu"])
def test_no_pack_cites_the_law_of_another(pack: str) -> None:
    book, other = own_book(), "eu" if pack == "cn" else "cn"
    for answers in NEEDS.values():
        for each in under(pack, answers).citations:
            row = book.rows[each.id]
            belongs_to = row.data.get("jurisdictions", [])
            assert isinstance(belongs_to, list)
            assert row.pack != other
            assert row.kind == "question" or belongs_to in ([], [pack.upper()])
