"""Lines of a body's year are entered and adjusted by the finance department: GPL-33, O102-16, REG-28."""


from operis.core.money import Fen
from operis.dockets.budget.acts import BudgetEntered
from operis.dockets.standing import Standing, body_year
from tests.procedures.budget.documents import budget, entered, given, line
from tests.statute import ALICE, CHEN


def test_the_finance_department_enters_for_every_body() -> None:
    (act,) = given().when(budget(line(), line("BL-2")), by=CHEN).then(BudgetEntered)
    assert isinstance(act, BudgetEntered)
    assert [one.line for one in act.lines] == ["BL-1", "BL-2"]
    given().when(budget(), by=ALICE).refused_under("GPL-33", status=403)


def test_a_year_of_a_body_has_one_docket() -> None:
    elsewhere = given.told(body_year, Standing("DC-2026-G-0009"))
    (ground,) = elsewhere().when(budget(), by=CHEN).refused_under("OURS-ONE", status=409)
    assert ground.finding.facts == {"docket": "DC-2026-G-0009"}
    given.told(body_year, Standing("DC-2026-S-0001"))().when(budget(), by=CHEN).then(BudgetEntered)


def test_a_docket_keeps_to_its_body_and_year() -> None:
    there = given(entered())
    there.when(budget(line("BL-2")), by=CHEN).then(BudgetEntered)
    there.when(budget(line("BL-2"), body="education"), by=CHEN).refused_under("OURS-ONE", status=409)
    there.when(budget(line("BL-2"), year=2027), by=CHEN).refused_under("OURS-ONE", status=409)


def test_an_adjustment_names_the_line_that_it_replaces() -> None:
    there = given(entered())
    there.when(budget(line(amount=Fen(1), adjusts=True)), by=CHEN).then(BudgetEntered)
    there.when(budget(line(amount=Fen(1))), by=CHEN).refused_under("REG-28", status=422)
    there.when(budget(line("BL-2", adjusts=True)), by=CHEN).refused_under("REG-28", status=422)
    given().when(budget(line(), line()), by=CHEN).refused_under("REG-28", status=422)
