"""What does `operis determine` answer, and what does it say to a file that it cannot read?"""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from operis.cli import main
from tests.rules.determining import CASES, changed, own_book, parts_of, some_answers, worked

NO_PARTS = (
    "line 1: /parts: “parts” is missing: a list of parts, each with its answers; "
    "a need of one part may give “answers” here instead."
)  # fmt: skip
CARE = "answers: {G01: yes, F01: supplier, F02: quantity, F03: yes, F08: supplier}\n"


@pytest.fixture
def determine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run the command on a text; what it printed, what it complained of, and its status."""

    def run(text: str | bytes, *options: str) -> tuple[int, str, str]:
        file = tmp_path / "need.yaml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        status = main(["determine", str(file), *options])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def as_file(example: dict[str, Any]) -> str:
    """A worked example as a file for the command, one of each kind: a part at the top level, or parts."""
    if "parts" in example:
        parts = [{"part": part["part"], "answers": part["answers"]} for part in example["parts"]]
        return str(yaml.safe_dump({"need": example["need"], "parts": parts}, allow_unicode=True))
    return json.dumps({"need": example["need"], "answers": example["answers"]})


@pytest.mark.slow
@pytest.mark.parametrize("id", worked())
def test_each_worked_example_comes_through_the_command(id: str, determine: Any) -> None:
    example = dict(worked()[id])
    status, out, err = determine(as_file(example), "--json", "--on", "2026-03-02")
    answer = json.loads(out)
    assert (status, err, answer["outcome"]) == (0, "", example["outcome"])
    for part, expected in zip(answer["parts"], parts_of(example), strict=True):
        assert {name: part[name] for name in ("outcome", "holds", "flags", "decided_by")} == {
            name: expected[name] for name in ("outcome", "holds", "flags", "decided_by")
        }
        assert all(each["id"] and each["says"] for each in part["citations"])
        assert part["citations"]
        assert part["next"]
    if "holds" in example:
        assert (answer["holds"], answer["flags"]) == (example["holds"], example["flags"])


@pytest.mark.slow
def test_whatever_is_answered_the_command_gives_an_outcome_with_law_and_a_way_on(determine: Any) -> None:
    chance = random.Random(50)
    for _ in range(50):
        status, out, err = determine(json.dumps({"answers": some_answers(chance)}), "--json", "--on", "2026-03-02")
        (part,) = json.loads(out)["parts"]
        assert (status, err) == (0, "")
        assert part["outcome"]
        assert part["citations"]
        assert part["next"]


def test_one_json_document_has_exactly_the_published_names(determine: Any) -> None:
    _, out, err = determine("part: day care\nanswers: {G01: yes, F01: supplier, F02: quantity, F03: yes, F08: supplier, V04: 13, V05: no,"
                            " F19: yes, C01: public}\n", "--json")  # fmt: skip
    answer = json.loads(out)
    assert err == ""
    assert {**answer, "parts": []} == {"outcome": "SERVICE", "holds": ["TERM"], "flags": ["F19"], "parts": []}
    (part,) = answer["parts"]
    told = {name: part.pop(name) for name in ("citations", "next", "would_change")}
    assert part == {
        "part": "day care", "outcome": "SERVICE", "holds": ["TERM"], "flags": ["F19"], "class": "public", "provisional": False,
        "decided_by": ["R4"], "gates": [], "score": None, "for": ["F01", "F02", "F03", "F08"], "against": ["F19"],
    }  # fmt: skip
    assert told["would_change"][0] == {"to": "REFER", "answers": {"F01": "body"}}
    assert told["citations"][0] == {"id": "O102-02", "says": own_book().rows["O102-02"].says.en}
    assert told["next"][-1] == "Then go on with procurement."


def test_the_twelve_subjects_each_as_a_post_and_as_a_service(determine: Any) -> None:
    status, out, _ = determine((CASES / "twelve-subjects.yaml").read_text("utf8"), "--json")
    parts = {part["part"]: (part["outcome"], part["holds"]) for part in json.loads(out)["parts"]}
    assert (status, json.loads(out)["outcome"], len(parts)) == (0, "SPLIT", 24)
    for name, (outcome, holds) in parts.items():
        assert outcome == ("POST" if name.endswith("as a post") else "SERVICE")
        assert holds == (["QUOTA"] if name == "poverty-alleviation, as a post" else [])


def test_a_person_reads_the_outcome_the_reasons_what_would_change_it_and_the_law(determine: Any) -> None:
    text = "need: Clerks\nanswers: {G01: yes, F01: body, F02: time, F03: yes, F04: yes, F08: supplier, F09: wanted, G10: unknown}\n"
    status, out, err = determine(text, "--lang", "en", "--on", "2026-03-02")
    assert (status, err) == (0, "")
    law = out.splitlines()
    assert law[:17] == [
        "Clerks",
        "",
        "Outcome: hiring people (NEITHER:N-LABOUR)",
        "    It is hiring people for oneself, or labour dispatch, under another name.",
        "Decided by:",
        "    R1: Where the body or institution directs the work day by day and the price follows time, people are wanted.",
        "    F01: Who tells the people day by day what to do and how? the body itself",
        "    F02: What is the price tied to? time: heads, months or hours of presence",
        "Also points this way:",
        "    F04: Does the request fix a number of people? yes",
        "    F09: Why is the work done where it is? the body wants them there",
        "Points the other way:",
        "    F03: Can you write what is to be delivered, and how you will check it, without naming a number of people or hours? yes",
        "    F08: Who pays their wages and social insurance? the supplier",
        "What would change it:",
        "    service post (POST): P01 a public institution + P05 yes",
        "    service (SERVICE): F01 the supplier + F02 the result",
    ]
    assert "Next:\n    Stop; or describe a result instead, or have posts approved.\n    Find out: Is the only possible provider" in out
    assert "Law:\n    Order 102, Art. 10: Six things stay outside" in out
    assert law[-1] == f"Law: pack cn, rules {own_book().digest('cn')[:8]}, as of 2026-03-02."


def test_a_person_reads_it_in_chinese(determine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    _, out, _ = determine("need: {en: Day care, zh: 日间照料}\n" + CARE + "part: 日间照料\n")
    assert out.splitlines()[:6] == [
        "日间照料",
        "",
        "== 日间照料 ==",
        "结论：服务 (SERVICE)",
        "    政府购买服务：把政府向社会公众提供的部分公共服务，或者政府履职所需的辅助性服务，通过采购交由承接主体提供。",
        "决定因素：",
    ]
    assert "下一步：\n    进入采购。" in out


def test_a_weighed_outcome_shows_its_points(determine: Any) -> None:
    _, out, _ = determine(
        "answers: {F01: supplier, F02: mixed, F03: yes, F08: supplier, F04: yes, F14: yes, V02: no, V06: yes, C01: public}\n"
    )
    assert "    F01: Who tells the people day by day what to do and how? the supplier (+3)\n" in out
    assert "Points, all together:\n    +6\n" in out
    assert "Class:\n    service for the public\nHeld back:\n    no budget\nNote:\n    close to a reserved decision\n" in out


def test_a_referral_shows_what_points_to_a_service(determine: Any) -> None:
    _, out, _ = determine("answers: {F01: supplier, F02: time, F08: supplier}\n")
    assert "Points to a service:\n    F01:" in out
    assert "Points the other way:\n    F02:" in out


def test_parts_are_told_one_by_one_after_the_whole(determine: Any) -> None:
    text = "need: Elder centre\nparts:\n- {part: refurbish, answers: {G01: yes, G06: yes}}\n- part: run\n  " + CARE
    _, out, _ = determine(text)
    assert out.startswith("Elder centre\nOutcome: split (SPLIT)\n    One determination for each part.\n\n== refurbish ==\nOutcome: works")
    assert "\n\n== run ==\nOutcome: service (SERVICE)\n" in out


def test_a_package_that_cannot_be_split_comes_to_its_worst_part(determine: Any) -> None:
    parts = "parts:\n- {part: refurbish, answers: {G01: yes, G06: yes}}\n- part: run\n  " + CARE
    assert [json.loads(determine(f"package: {said}\n{parts}", "--json")[1])["outcome"] for said in ("yes", "off")] == [
        "NEITHER:N-WORKS",
        "SPLIT",
    ]


SPELLINGS = [
    ("yes", "no"),
    ("Yes", "No"),
    ("YES", "NO"),
    ("true", "false"),
    ("TRUE", "FALSE"),
    ("on", "off"),
    ("y", "n"),
    ("是", "否"),
    ('"yes"', "'no'"),
]


@pytest.mark.parametrize(("yes", "no"), SPELLINGS)
def test_yes_and_no_in_any_spelling(yes: str, no: str, determine: Any) -> None:
    part = json.loads(determine(f"answers: {{G01: {yes}, G03: {yes}, G05: {no}}}\n", "--json")[1])["parts"][0]
    assert part["gates"] == ["G03"]
    assert {"to": "NEITHER:N-OUT", "answers": {"G01": False}} in part["would_change"]


def test_the_same_file_under_european_law_names_the_answers_that_do_not_count(determine: Any) -> None:
    clerks = "answers: {G01: yes, G10: no, F01: body, F02: time, F08: supplier, V01: no}\n"
    assert json.loads(determine(clerks, "--json", "--law", "cn/41/county")[1])["outcome"] == "NEITHER:N-LABOUR"
    _, out, _ = determine(clerks, "--law", "eu")
    assert "Outcome: service (SERVICE)" in out
    assert "Not asked under this law:\n    G10\n    V01\n" in out


def test_another_law_folder_is_another_outcome(determine: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = "answers: {F01: supplier, F08: supplier}\n"
    assert json.loads(determine(answers, "--json")[1])["outcome"] == "REFER"
    weight = "weights: {supplier: 3, shared: 0, body: -3, institution: -3}"
    changed(tmp_path, (weight, weight.replace("supplier: 3", "supplier: 4")))
    monkeypatch.setenv("OPERIS_LAW", str(tmp_path / "law"))
    assert json.loads(determine(answers, "--json")[1])["outcome"] == "SERVICE"


def test_law_that_cannot_be_read_is_ours_to_mend(determine: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(tmp_path, ("      answers: [own, task, wanted]", "      answers: own"))
    monkeypatch.setenv("OPERIS_LAW", str(tmp_path / "law"))
    status, out, err = determine(CARE)
    assert (status, out) == (3, "")
    assert err.endswith(": F09.data.answers: needs a list\n")


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("answers: {G01: perhaps}\n", ["line 1: /answers/G01: G01 takes one of yes, no, or unknown; not “perhaps”."]),
        ("answers: {V04: 12.50}\n", ["line 1: /answers/V04: V04 takes a whole number, or unknown; not “12.50”."]),
        ("answers: {F02: }\n", ["line 1: /answers/F02: A value is missing."]),
        ("answers: {F02: [time]}\n", ["line 1: /answers/F02: Give one value here, not a list or a table."]),
        ("answers:\n  F01: body\n  F01: supplier\n", ["line 3: /answers/F01: F01 is given twice; the first is on line 2."]),
        ("answers: yes\n", ["line 1: /answers: Give the answers as a table, like {G01: yes, F01: supplier}."]),
        ("need: x\n", [NO_PARTS]),
        ("package: yes\n", ["line 1: /package: There is no field “package” here; there are: need, part, answers.", NO_PARTS]),
        ("part: x\n", ["line 1: /answers: “answers” is missing."]),
        ("[]\n", ["line 1: /: Give a table with: need, package, parts."]),
        ("parts: []\n", ["line 1: /parts: Give a list of parts, each with its answers."]),
        ("parts: {}\n", ["line 1: /parts: Give a list of parts, each with its answers."]),
        ("parts: [5]\n", ["line 1: /parts/0: Give a table with: part, answers."]),
        ("parts:\n- part: a\n", ["line 2: /parts/0/answers: “answers” is missing."]),
        ("", ["line 1: There is nothing in this file."]),
        (b"answers: \xff\n", ["line 1: This is not UTF-8 text: byte 10 of the file, 0xFF, cannot stand there. Save the file as UTF-8."]),
        (
            "parts:\n- {part: a, answers: {}}\n- {part: a, answers: {}}\n- {answers: {}}\n- {part: [], answers: {}}\n",
            [
                "line 3: /parts/1/part: Two parts are called a.",
                "line 4: /parts/2/part: Give each part a name.",
                "line 5: /parts/3/part: Give one value here, not a list or a table.",
            ],
        ),
        (
            "need: []\npackage: ja\nanswers: {}\nparts:\n- part: a\n  answers: {F01: boss, F13: soon}\n",
            [
                "line 1: /need: Give one value here, not a list or a table.",
                "line 2: /package: Answer yes or no instead of “ja”.",
                "line 3: /answers: There is no field “answers” here; there are: need, package, parts.",
                "line 6: /parts/0/answers/F01: F01 takes one of supplier, shared, body, institution, or unknown; not “boss”.",
                "line 6: /parts/0/answers/F13: F13 takes a whole number, or unknown; not “soon”.",
            ],
        ),
    ],
)
def test_each_mistake_of_a_file_is_named_by_line_and_path(text: str | bytes, mistakes: list[str], determine: Any) -> None:
    status, out, err = determine(text, "--json", "--lang", "en")
    assert (status, out, err.splitlines()) == (2, "", mistakes)


def test_mistakes_of_the_options_and_of_the_file_are_told_at_once(determine: Any) -> None:
    status, _, err = determine("answers: {X: 1, F01: boss}\n", "--on", "soon", "--lang", "en")
    options, first, second = err.splitlines()
    assert (status, options) == (2, "--on: write a day as 2026-03-02")
    assert first.startswith("line 1: /answers/X: There is no question X; the questions are G01, G02,")
    assert second.startswith("line 1: /answers/F01: F01 takes one of supplier")
    _, _, err = determine("answers: {X: 1, F01: [boss]}\n", "--law", "mars", "--lang", "en")
    assert err.splitlines() == [
        "--law: there is no pack mars; packs are cn, eu",
        "line 1: /answers/F01: Give one value here, not a list or a table.",
    ]


def test_a_file_without_any_answer_is_told_so(determine: Any) -> None:
    status, _, err = determine("answers: {}\n", "--lang", "en")
    assert (status, err) == (0, "Nothing was answered: the file gives no answers to the questions, so nothing is settled.\n")
    assert determine(CARE, "--lang", "en")[2] == ""


def test_options_alone_may_be_wrong(determine: Any) -> None:
    assert determine(CARE, "--on", "2026-02-30") == (2, "", "--on: write a day as 2026-03-02\n")
    assert determine(CARE, "--on", "2020-02-29") == (2, "", "--on: the questions do not hold on 2020-02-29\n")
    assert determine(CARE, "--on", "2020-03-01", "--json")[0] == 0
    assert determine(CARE, "--law", "cn/9")[0] == 2


def test_mistakes_are_told_in_chinese(determine: Any) -> None:
    _, _, err = determine("parts: 5\n", "--lang", "zh")
    assert err == "第1行: /parts: 请列出各部分，并分别附上回答。\n"


def test_a_file_that_is_not_there_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["determine", "/nowhere/need.yaml", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "There is no file /nowhere/need.yaml.\n"


def test_standard_input_is_read_for_a_dash_and_nothing_need_be_set_up() -> None:
    """A process of its own: no data, no settings."""
    command = [sys.executable, "-c", "import sys; from operis.cli import main; sys.exit(main())", "determine", "-"]
    for options, start in ((["--json"], b'{\n  "outcome": "SERVICE"'), (["--lang", "en"], b"Outcome: service (SERVICE)\n")):
        done = subprocess.run([*command, *options], input=CARE.encode(), capture_output=True, cwd=Path(__file__).parents[2], check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.startswith(start)
    done = subprocess.run(command, input=b"answers: {F01: boss}", capture_output=True, cwd=Path(__file__).parents[2], check=False)
    assert (done.returncode, done.stdout) == (2, b"")
