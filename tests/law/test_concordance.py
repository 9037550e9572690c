"""Who uses which row: does the document say what the code does?"""

from dataclasses import replace
from pathlib import Path

from operis.cli.law import CONCORDANCE, TESTS, bindings
from operis.law.book import load_book
from operis.law.concordance import document, named_in, uses
from operis.law.lint import Binding, unexplained, why_unchecked

BOOK = load_book()
GOOD = load_book(Path(__file__).parent / "good" / "pack")


def test_the_document_in_the_repository_is_that_of_the_code() -> None:
    found = uses(BOOK, bindings(), named_in(TESTS, BOOK.rows))
    assert CONCORDANCE.read_text("utf8") == document(found, BOOK.unread), "write it anew: operis law concordance --write"


def test_a_row_has_its_checks_its_tests_and_its_page() -> None:
    bound = [
        Binding("stays_open", "ACT-1", "open-tender"), Binding("stays_open", "ACT-1", "inquiry"),
        Binding("stays_open", "ACT-1", "inquiry"), Binding("in_time", "ACT-2", ""),
    ]  # fmt: skip
    found = {use.row.id: use for use in uses(GOOD, bound, {"ACT-1": {"b.py", "a.py"}})}
    assert (found["ACT-1"].checks, found["ACT-1"].tests, found["ACT-1"].page) == (
        ("stays_open (inquiry)", "stays_open (open-tender)"), ("a.py", "b.py"), "/rules/ACT-1/",
    )  # fmt: skip
    assert (found["ACT-2"].checks, found["ACT-2"].tests, found["ACT-3"].checks) == (("in_time",), (), ())


def test_what_nobody_uses_is_listed_and_not_hidden() -> None:
    bound = [Binding("in_time", "ACT-2", ""), Binding("kind", "OUR-1", "")]
    text = document(uses(GOOD, bound, {"ACT-2": {"a.py"}, "HA-C": {"b.py"}}), BOOK.unread)
    assert "6 rows; 2 have a check, and of these 1 are named by a test.\n" in text
    assert "<br>one_of single<br>later true | in_time | a.py |\n" in text
    assert "| HA-C | quota_services_fen 30000000 |  | b.py |\n" in text
    reasons, rows = text.split("## Rows without a check\n\n")[1].split("\n\n")
    assert reasons.startswith("- `another-row`: A check reads the same from another row.\n- `by-steps`: ")
    assert rows == "- cn/act.yaml\n  - ACT-3, ACT-4\n  - `by-steps`: ACT-1\n- cn/places/41.yaml\n  - `by-steps`: HA-C\n"


def test_each_row_of_law_without_a_check_says_why() -> None:
    bound = bindings()
    assert [str(fault) for fault in unexplained(BOOK, bound)] == []
    row = BOOK.rows["GPL-19"]
    one = replace(BOOK, rows={row.id: replace(row, unread={})})
    assert [fault.row for fault in unexplained(one, bound)] == ["GPL-19"]
    assert [*unexplained(one, (Binding("agency_chosen", "GPL-19", ""),))] == []
    assert why_unchecked(row) == ("not-on-record",)


def test_a_test_names_a_row_by_a_word_of_a_string(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    python = 'refused_under("GPL-35", "REG-29 REG-30")\nA = "mixed"\nB = "a mixed bag"\n# GPL-40\n'
    (tmp_path / "deep" / "test_a.py").write_text(python, "utf8")
    (tmp_path / "test_b.py").write_text('B = "a mixed bag"\nC = 3\n', "utf8")
    (tmp_path / "case.yaml").write_text("refused: [GPL-35, O87-16]\n", "utf8")
    (tmp_path / "notes.txt").write_text("GPL-36", "utf8")
    known = ["GPL-35", "REG-29", "REG-30", "mixed", "GPL-40", "O87-16", "GPL-36"]
    assert named_in(tmp_path, known) == {
        "GPL-35": {"deep/test_a.py", "case.yaml"}, "REG-29": {"deep/test_a.py"}, "REG-30": {"deep/test_a.py"},
        "mixed": {"deep/test_a.py"}, "O87-16": {"case.yaml"},
    }  # fmt: skip
