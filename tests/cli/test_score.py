"""What does `operis score` answer, and what does it say to a file that it cannot read?"""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from operis.cli import main, score

HEAD = """method: open-tender
criteria:
- {id: price, weight: "30", kind: price, formula: lowest-ratio}
- {id: plan, weight: "70", kind: judged}
"""
SHEET = (
    HEAD
    + 'bids:\n- {bidder: 张三公司, price: "80", scores: {plan: "60"}}\n- {bidder: B, price: "100", small: yes, scores: {plan: "65.5"}}\n'
)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run the command on a text; its status, what it printed, what it complained of."""

    def asked(text: str | bytes, *options: str) -> tuple[int, str, str]:
        file = tmp_path / "sheet.yaml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        status = main(["score", str(file), "--on", "2026-05-20", *options])
        told = capsys.readouterr()
        return status, told.out, told.err.replace(str(file), "FILE")

    return asked


def test_the_form_of_the_papers_is_answered(run: Any) -> None:
    """The plan has only 75 points (O87-55b): the answer is there all the same, and what is found."""
    status, out, err = run(
        "method: open-tender\n"
        "criteria:\n"
        '- {id: price, weight: "30", kind: price, formula: lowest-ratio}\n'
        '- {id: plan, weight: "45", kind: judged}\n'
        "experts: [E1, E2, E3, E4, E5]\n"
        "bids:\n"
        '- {bidder: S1, price: "860000.00", small: true, kind: enterprise, scores: {plan: ["40", "38", "41", "39", "40"]}}\n'
        'adjustments: {small_percent: "10"}\n',
        "--json", "--law", "cn/41/county",
    )  # fmt: skip
    assert (status, err) == (1, "")
    assert json.loads(out) == {
        "law": {"pack": "cn/41/county", "day": "2026-05-20"},
        "bids": [
            {
                "bidder": "S1", "price": "860000.00", "evaluated_price": "774000.00", "points": {"price": "30.00", "plan": "39.60"},
                "total": "69.60", "rank": 1, "tied": False, "out": None,
            },
        ],
        "winner": "S1",
        "no_winner": None,
        "findings": [
            {
                "rule": "O87-55b", "severity": "refused", "check": "points_whole", "at": "criteria",
                "facts": {"total": {"number": "75.00"}, "whole": {"number": "100"}},
                "says": "The points add up to 75, not to 100.", "do": "Change the points.",
            }
        ],
    }  # fmt: skip


def test_people_read_a_table_the_winner_and_the_law(run: Any) -> None:
    status, out, err = run(SHEET)
    assert (status, err) == (0, "Nothing found.\n")
    table, (first, law) = out.splitlines()[:3], out.splitlines()[4:]
    assert table == [
        "Rank  Bidder    Price   Evaluated price  price  plan   Total",
        "1     张三公司  80.00   80.00            30.00  60.00  90.00",
        "2     B         100.00  100.00           24.00  65.50  89.50",
    ]
    assert first == "First: 张三公司"
    assert law.startswith("Law: pack cn, rules ")
    assert law.endswith(", as of 2026-05-20.")


def test_the_same_in_chinese(run: Any) -> None:
    _, out, _ = run(SHEET, "--lang", "zh")
    assert out.splitlines()[0].split() == ["名次", "投标人", "报价", "评审价", "price", "plan", "总分"]
    assert "排名第一：张三公司" in out.splitlines()


def test_a_tie_is_shown_with_how_to_go_on(run: Any) -> None:
    _, out, _ = run('method: open-tender\ncriteria: [{id: price, weight: "100", kind: price, formula: lowest-wins}]\n'
                    'bids: [{bidder: A, price: "80"}, {bidder: B, price: "80"}, {bidder: C, price: "70", valid: no}]\n')  # fmt: skip
    assert out.splitlines()[1:7] == [
        "1=    A       80.00  80.00            -      -",
        "1=    B       80.00  80.00            -      -",
        "-     C       70.00  -                -      did not pass the examination",
        "",
        "A, B share the first rank.",
        "→ Settle it in the way of the documents; where they name none, draw lots in public. [O87-68b]",
    ]


def test_without_a_bid_the_answer_says_so(run: Any) -> None:
    status, out, _ = run('method: open-tender\ncriteria: [{id: p, weight: "100", kind: judged}]\nprice_not_scored: fixed-price\n'
                         "bids: [{bidder: A, valid: no}]\n")  # fmt: skip
    assert (status, out.splitlines()[1]) == (0, "-     A       -      -                -  did not pass the examination")
    assert "No bid is left to compare." in out.splitlines()
    assert "→ Decide whether the purchase starts again." in out.splitlines()


def test_a_finding_is_shown_with_its_article_and_ends_with_one(run: Any) -> None:
    status, out, err = run(HEAD + 'bids: [{bidder: A, price: "80", scores: {plan: "71"}}]\n')
    assert (status, err) == (1, "One finding.\n")
    assert "Points or prices are still open, so nobody wins yet." in out
    assert "O87-64a" in out
    assert json.loads(run(HEAD + 'bids: [{bidder: A, price: "80", scores: {plan: "71"}}]\n', "--json")[1])["no_winner"] == {
        "reason": "not-settled", "bidders": ["A"], "rule": None,
        "says": "Points or prices are still open, so nobody wins yet.", "do": "Put right what was found, and evaluate again.",
    }  # fmt: skip


def test_what_is_only_noted_ends_with_zero(run: Any) -> None:
    """ALP-02 was dealt with."""
    sheet = (
        HEAD + 'bids:\n- {bidder: A, price: "40", explained: yes, scores: {plan: "60"}}\n- {bidder: B, price: "90", scores: {plan: "60"}}\n'
    )
    status, out, _ = run(sheet)
    assert status == 0
    assert "noted" in out
    assert run(sheet.replace("explained: yes, ", ""))[0] == 1
    assert run(sheet.replace("explained: yes, ", ""), "--law", "eu")[0] == 0


def test_the_example_passes(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--example"]) == 0
    status, out, err = run(capsys.readouterr().out)
    assert (status, err) == (0, "Nothing found.\n")
    assert "First: Sunrise" in out.splitlines()


def test_mistakes_are_told_by_line_all_at_once_with_those_of_the_options(run: Any) -> None:
    sheet = HEAD + (
        'experts: [E1, E2]\nbids:\n- bidder: A\n  price: ~\n  scores: {plan: ["60"]}\n'
        '- {bidder: B, price: "9", scores: ~}\nrounding: {places: 12}\n'
    )
    status, out, err = run(sheet, "--law", "cm", "--on", "yesterday")
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        "--law: there is no pack cm; packs are cn, eu",
        "--on: write a day as 2026-03-02",
        "FILE: line 8: /bids/0/price: Give a price: it is scored.",
        "FILE: line 9: /bids/0/scores/plan: Here are 1 figures; give one for each of the 2 members.",
        "FILE: line 10: /bids/1/scores/plan: “plan” is missing.",
        "FILE: line 11: /rounding/places: Round to at most 9 places.",
    ]
    assert run(sheet, "--lang", "zh")[2].splitlines()[0] == "FILE: 第8行: /bids/0/price: 价格列入评审，请填写报价。"


def test_what_cannot_be_read_is_told_by_line(run: Any) -> None:
    status, _, err = run("method: open-tender\ncriteria:\n- {id: price, weight: 30.5, kind: cheap}\nbids: none\nwinner: A\n")
    assert (status, [line.split(": ")[1:3] for line in err.splitlines()]) == (
        2,
        [["line 3", "/criteria/0/kind"], ["line 3", "/criteria/0/weight"], ["line 4", "/bids"], ["line 5", "/winner"]],
    )
    assert run("- 1\n")[0] == run("a: b: c\n")[0] == run("")[0] == 2


def test_a_good_file_with_wrong_options_is_not_answered(run: Any) -> None:
    assert run(SHEET, "--on", "tomorrow") == (2, "", "--on: write a day as 2026-03-02\n")


def test_a_file_that_is_not_there_or_no_text(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "nowhere.yaml"]) == 2
    assert capsys.readouterr().err == "There is no file nowhere.yaml.\n"
    status, _, err = run(b"\xff\xfe")
    says = "FILE: line 1: This is not UTF-8 text: byte 1 of the file, 0xFF, cannot stand there. Save the file as UTF-8.\n"
    assert (status, err) == (2, says)


def test_standard_input_is_read_and_today_is_taken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SHEET.encode())))
    assert main(["score", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["winner"] == "张三公司"


def test_a_file_or_the_example_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["score"])
    assert ended.value.code == 2
    assert "give a file, or --example" in capsys.readouterr().err


def test_a_file_may_say_where_it_comes_from_and_its_language(run: Any) -> None:
    assert run(SHEET + "about: {source: us}\nlanguage: en\n")[0] == 0


def test_columns_stand_below_each_other() -> None:
    assert list(score.aligned([["a", "乙", "x"], ["bbb", "c", ""]])) == ["a    乙  x", "bbb  c"]
