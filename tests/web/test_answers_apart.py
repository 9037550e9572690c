"""OURS-ANSWERED: are words of a plan that contradict an answer of the determination set beside it, and honest ones not?"""

from datetime import date
from typing import Any

import pytest

from operis.core.wording import Wording
from operis.documents.lawbook import book
from operis.law.book import Law
from operis.law.looks import looks
from operis.web.desk.answers_apart import ROW, contradicted

LAW = Law(book(), "cn", act_day=date(2026, 3, 2))
SUPPLIER = {"F01": "supplier", "F02": "quantity", "F08": "supplier"}


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (Wording(zh="人员服从甲方的安排"), ["F01"]),
        (Wording(en="They work under the daily orders of the purchaser"), ["F01"]),
        (Wording(zh="每人每月5800元"), ["F02"]),
        (Wording(zh="代发工资"), ["F08"]),
        (Wording(zh="人员由乙方自行安排，按验收合格的件数付费"), []),
    ],
)
def test_words_stand_beside_the_answer_that_they_contradict(text: Wording, questions: list[str]) -> None:
    assert [question for _words, question in contradicted(text, SUPPLIER, LAW)] == questions
    own = {"F01": "body", "F02": "time", "F08": "body"}
    assert list(contradicted(text, own, LAW)) == []


def test_each_look_and_question_of_the_table_is_there() -> None:
    known = {one.id for one in looks(book(), "cn")}
    pairs: Any = book().rows[ROW].data["pairs"]
    assert [one for one in pairs if one["look"] not in known or one["question"] not in book().rows] == []
