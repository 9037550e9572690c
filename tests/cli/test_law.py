"""What does `operis law` answer, and with which status?"""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from operis.cli import law, main
from operis.documents.purchasing.texts import file_said, text_of
from operis.law.lint import Binding

LAW = Path(__file__).parent.parent / "law"
GOOD, BAD = LAW / "good" / "pack", LAW / "bad"
OVERLAY = """
instrument: {id: HA, kind: local, title: {en: Henan standards of 2027, zh: 河南省标准}, from: 2027-01-01, seen: [S8]}
rows:
  HA-2027:
    says: {en: Counties, zh: 县级}
    kind: amount
    applies: {levels: [county]}
    terms: {quota_services_fen: {2027-01-01: 50000000}}
    governed_by: notice
    confidence: {rule: secondary, article: none}
    data: {place: '41', budgets: [{level: county}]}
"""


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["law", *words])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.fixture(autouse=True)
def good(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small law of our own, without procedures and documents that are bound to another."""
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("OPERIS_LAW", str(GOOD))
    monkeypatch.setattr(law, "acts_made", lambda: {"open-tender": {"notice-published"}, "inquiry": {"query-received"}})
    monkeypatch.setattr(law, "read_terms", lambda book: {(row.id, term) for row in book.rows.values() for term in row.terms})
    monkeypatch.setattr(law, "bindings", lambda: (Binding("stays_open", "ACT-1", "open-tender"), Binding("in_time", "ACT-1", "")))
    monkeypatch.setattr(law, "purchasing_texts", dict)


def test_lint_of_a_sound_law_lists_only_what_the_words_repeat(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "lint")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "0 mistakes. 3 numbers stand in the words of a row too.",
        "Periods that start in a method and that no step of it reads: ACT-2 (inquiry).",
    ]
    repeated = ["ACT-1.bidding_days_min", "ACT-2.answer_working_days_max", "ACT-2.hard_answer_working_days_max"]
    assert json.loads(run(capsys, "lint", "--json")[1]) == {
        "faults": [], "repeated_numbers": repeated, "unread_periods": ["ACT-2 (inquiry)"], "below_floor": [],
    }  # fmt: skip


def test_lint_tells_every_mistake_and_finds_something(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for case in ("syntax", "overlap"):
        monkeypatch.setenv("OPERIS_LAW", str(BAD / case))
        monkeypatch.setattr(law, "bindings", lambda: ())
        status, out, err = run(capsys, "lint")
        assert (status, err) == (1, (BAD / case / "expected.txt").read_text("utf8"))
        assert out.startswith(f"{len(err.splitlines())} mistakes.")


def test_lint_looks_at_what_the_procedures_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law, "bindings", lambda: (Binding("in_time", "ACT-9", ""),))
    status, out, _ = run(capsys, "lint", "--json")
    assert (status, json.loads(out)["faults"]) == (1, ["ACT-9.in_time: is bound to a row that is not there"])


def test_lint_looks_at_what_purchasing_documents_cite(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of({**file_said("open-tender"), "chapters": [], "covers": {"basis": {"row": "O87-20"}, "contents": {}}}, {})
    monkeypatch.setattr(law, "purchasing_texts", lambda: {"open-tender": text})
    status, out, _ = run(capsys, "lint", "--json")
    told = ["open-tender.yaml: rest: there is no row O87-20", "open-tender.yaml: covers: there is no row O87-20"]
    assert (status, json.loads(out)["faults"][: len(told)]) == (1, told)


def test_our_own_law_and_procedures_are_sound(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.delenv("OPERIS_LAW", raising=False)
    status, _, err = run(capsys, "lint", "--lang", "en")
    assert (status, err) == (0, "")


def test_show_tells_all_about_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run(capsys, "show", "ACT-1", "--on", "2026-03-02", "--json")[1]) == {
        "rule": "ACT-1", "citation": "Order 1, Art. 1", "says": "At least ten days.", "kind": "period", "in_force": True,
        "from": "2020-01-01", "until": None, "methods": ["open-tender"], "objects": ["services"], "levels": [],
        "terms": {"bidding_days_min": 20}, "confidence": "rule verified, article verified", "binding": True, "note": None,
        "sources": ["LawRefBook/Laws, file 经济法/政府采购法(2014-08-31).md: full text of the Government Procurement Law as amended 2014"],
        "checks": ["in_time", "stays_open (open-tender)"], "page": "/rules/ACT-1/",
    }  # fmt: skip
    words = run(capsys, "show", "ACT-3", "--on", "2021-01-01", "--lang", "zh")[1].splitlines()
    assert words[:3] == ["rule: ACT-3", "citation: 《民法典》第二百条", "says: 三"]
    assert {"in_force: no", "until: 2020-12-31", "binding: no", "note: 说明。", "page: /rules/ACT-3/"} <= set(words)
    assert "terms: answer_working_days_max = 5; " in run(capsys, "show", "ACT-2", "--on", "2020-06-01")[1]
    assert "grounds = first, second; " in run(capsys, "show", "ACT-2", "--on", "2020-06-01")[1]
    assert run(capsys, "show", "ACT-4")[1].splitlines()[4] == "in_force: no"


def test_show_of_what_is_not_there_or_asked_wrongly_tells_all_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "show", "act-4") == (2, "", "act-4: is no row of the law; near it: ACT-4, ACT-3, ACT-2\n")
    assert run(capsys, "show", "ACT-9") == (2, "", "ACT-9: is no row of the law; near it: ACT-4, ACT-3, ACT-2\n")
    status, out, err = run(capsys, "show", "???", "--on", "soon", "--law", "cn/4")
    assert (status, out, err.splitlines()) == (2, "", [
        "--law: cn/4: 4 is no code of a place; it has two, four or six digits",
        "--on: write a day as 2026-03-02",
        "???: is no row of the law; /rules/ lists them, and operis law concordance",
    ])  # fmt: skip


def test_diff_of_two_days_tells_what_begins_changes_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "diff", "2020-12-31", "2022-01-01") == (
        0, "ACT-1: changes terms.bidding_days_min: 10 -> 20\nACT-2: changes terms.later: null -> true\nACT-3: ends\n", "",
    )  # fmt: skip
    assert run(capsys, "diff", "2023-01-01", "2026-01-01") == (0, "Nothing changes.\n", "")
    assert json.loads(run(capsys, "diff", "2020-12-31", "2021-01-01", "--json")[1])[-1] == {
        "rule": "ACT-3", "what": "ends", "path": "", "before": None, "after": None,
    }  # fmt: skip
    assert run(capsys, "diff", "2020-12-31", "2022-01-01", "--law", "us")[::2] == (2, "--law: there is no pack us; packs are cn, eu\n")


def test_diff_of_two_folders_tells_what_differs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "new")
    file = tmp_path / "new" / "cn" / "act.yaml"
    file.write_text(file.read_text("utf8").replace("2022-01-01: 20", "2022-01-01: 25").replace("en: Three", "en: Drei"), "utf8")
    assert run(capsys, "diff", str(GOOD), str(tmp_path / "new"))[1] == (
        'ACT-1: changes terms: {"bidding_days_min": [["2020-01-01", 10], ["2022-01-01", 20]]} -> '
        '{"bidding_days_min": [["2020-01-01", 10], ["2022-01-01", 25]]}\n'
        'ACT-3: changes says: {"en": "Three", "zh": "三"} -> {"en": "Drei", "zh": "三"}\n'
    )
    assert run(capsys, "diff", str(GOOD), str(BAD / "syntax"))[::2] == (2, (BAD / "syntax" / "expected.txt").read_text("utf8"))
    assert run(capsys, "diff", "2026-01-01", "nowhere")[::2] == (
        2, "2026-01-01: is neither a day like 2026-03-02 nor a folder\nnowhere: is neither a day like 2026-03-02 nor a folder\n",
    )  # fmt: skip


def test_what_if_checks_an_overlay_and_tells_what_it_changes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.OPERIS_DATA = tmp_path
    file = tmp_path / "41.yaml"
    file.write_text(OVERLAY, "utf8")
    nothing_there = "No dockets were looked at: there is no installation here. `operis init` makes one.\n"
    assert run(capsys, "what-if", str(file), "--law", "cn/41") == (0, "HA-C: removed\nHA-2027: added\n", nothing_there)
    assert json.loads(run(capsys, "what-if", str(file), "--law", "cn/41", "--json")[1]) == {
        "rows": [
            {"rule": "HA-C", "what": "removed", "path": "", "before": None, "after": None},
            {"rule": "HA-2027", "what": "added", "path": "", "before": None, "after": None},
        ],
        "dockets": None,
    }
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OVERLAY.encode())))
    assert run(capsys, "what-if", "-", "--law", "cn/41")[0] == 0
    status, out, err = run(capsys, "what-if", str(file))
    assert (status, out) == (2, "")
    assert err == f"{file}:4: HA-2027.data.place: is 41, but the file is that of -\n"
    assert run(capsys, "what-if", str(file), "--law", "cn/4")[2] == "--law: cn/4: 4 is no code of a place; it has two, four or six digits\n"


def test_what_if_of_a_file_that_cannot_be_read_says_why(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    missing = tmp_path / "none.yaml"
    assert run(capsys, "what-if", str(missing)) == (
        2, "", f"There is no file {missing}.\n",
    )  # fmt: skip


def test_the_concordance_is_printed_written_or_given_as_data(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "test_one.py").write_text('A = "ACT-1"\n', "utf8")
    monkeypatch.setattr(law, "TESTS", tmp_path)
    monkeypatch.setattr(law, "CONCORDANCE", tmp_path / "concordance.md")
    status, out, _ = run(capsys, "concordance")
    assert status == 0
    assert "| ACT-1 | bidding_days_min 20 | in_time<br>stays_open (open-tender) | test_one.py |\n" in out
    assert run(capsys, "concordance", "--write") == (0, "", "")
    assert (tmp_path / "concordance.md").read_text("utf8") == out
    assert json.loads(run(capsys, "concordance", "--json")[1])[0] == {
        "rule": "ACT-1", "checks": ["in_time", "stays_open (open-tender)"], "why_none": [], "tests": ["test_one.py"],
        "page": "/rules/ACT-1/",
    }  # fmt: skip


def test_law_files_that_cannot_be_read_are_ours_to_mend(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPERIS_LAW", str(BAD / "syntax"))
    for words in (("show", "ACT-1"), ("diff", "2026-01-01", "2026-02-01"), ("concordance",)):
        assert run(capsys, *words) == (3, "", (BAD / "syntax" / "expected.txt").read_text("utf8"))
