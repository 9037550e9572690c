"""Do the programs that are handed out run on a Python without packages, and is their own arithmetic of signatures that of RFC 8032?"""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from operis.cli.verify import VERIFIER, verifier
from operis.export.programs import FOLDER
from tests.verifier.making import DOCKET, KEY, vkey

CHECK = verifier()
EXPORTS = Path(__file__).parent.parent / "golden" / "exports"
FULL, ELSEWHERE = EXPORTS / "full.jsonl", [str(EXPORTS / "checkpoint"), str(EXPORTS / "attachments")]
RFC_8032 = json.loads((Path(__file__).parent / "ed25519.json").read_text())
LINES_MAX = 80
ORDER = 2**252 + 27742317777372353535851937790883648493


def alone(program: str, *argv: str, language: str = "") -> tuple[int, str, str]:
    """A program run by a Python that sees no installed package, and neither this project nor its settings."""
    words = [sys.executable, "-S", "-E", "-s", "-X", "utf8", str(FOLDER / program), *argv]
    run = subprocess.run(words, capture_output=True, env={"LANG": language}, encoding="utf-8", check=False)
    return run.returncode, run.stdout, run.stderr


def test_that_python_has_no_packages() -> None:
    words = [sys.executable, "-I", "-S", "-c", "import cryptography"]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1


def test_a_record_is_verified_without_packages(tmp_path: Path) -> None:
    (tmp_path / "operis_verify.py").write_bytes(VERIFIER.read_bytes())
    words = [sys.executable, "-I", "-S", str(tmp_path / "operis_verify.py"), str(FULL), "--key", vkey(), "--checkpoint", ELSEWHERE[0],
             "--files", ELSEWHERE[1], "--json"]  # fmt: skip
    run = subprocess.run(words, capture_output=True, env={"PATH": os.environ["PATH"]}, cwd=tmp_path, check=False)
    assert (run.returncode, run.stderr, json.loads(run.stdout)["result"]) == (0, b"", "verified")


def test_without_packages_a_changed_signature_fails_as_with_them(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in FULL.read_text("utf8").split("\n") if line]
    end = next(line for line in lines if "end" in line)
    end["end"] = end["end"].replace("entries 5", "entries 4")
    (tmp_path / "record.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    status, told, _ = alone("operis_verify.py", str(tmp_path / "record.jsonl"), "--key", vkey(), "--json")
    failed = json.loads(told)["failed"]
    assert (status, [one["where"] for one in failed]) == (1, [f"the end of {DOCKET}"])
    assert failed == [*CHECK.verify(str(tmp_path / "record.jsonl"), vkey()).failed]


@pytest.mark.parametrize(
    ("words", "language", "says"),
    [
        ((), "zh_CN.UTF-8", "全部通过"),
        ((), "en_GB.UTF-8", "Nothing failed"),
        ((), "", "Nothing failed"),
        (("--language", "zh"), "en_GB.UTF-8", "全部通过"),
        (("--language", "en"), "zh_CN.UTF-8", "Nothing failed"),
    ],
)
def test_it_speaks_the_readers_language(words: tuple[str, ...], language: str, says: str) -> None:
    status, told, _ = alone("operis_verify.py", str(FULL), *words, language=language)
    assert (status, told.splitlines()[-1][: len(says)]) == (0, says)


def test_what_cannot_be_read_is_told_in_that_language_too() -> None:
    assert alone("operis_verify.py", "nowhere", "--language", "zh") == (2, "", "operis verify: 没有文件 nowhere。\n")
    assert alone("operis_verify.py", "nowhere") == (2, "", "operis verify: There is no file nowhere.\n")


def test_the_second_program_needs_nothing_but_python_either(tmp_path: Path) -> None:
    (tmp_path / "record.jsonl").write_text(json.dumps({"docket": DOCKET}) + "\n" + json.dumps({"withheld": True}) + "\n")
    told = {one: alone("operis_recompute.py", str(tmp_path / "record.jsonl"), "--language", one) for one in ("en", "zh")}
    assert told["en"] == (0, f"Recomputed from the record of {DOCKET}\n\nNot public, or not given\n  {DOCKET} no. 1: the whole entry\n\n"
                          "Nothing failed, but not everything can be told yet.\n", "")  # fmt: skip
    assert told["zh"] == (0, f"根据{DOCKET}的记录重新计算\n\n未公开或者未提供\n  {DOCKET}第1号：整个条目\n\n"
                          "未发现问题，但有的内容尚无法判断。\n", "")  # fmt: skip


def isolated(folder: Path, program: str, *argv: str, language: str = "en") -> tuple[int, str]:
    """A program run where nothing beside it is looked for by itself; how it ended, and the last line that it said of a fault."""
    words = [sys.executable, "-I", "-X", "utf8", str(folder / program), *argv]
    run = subprocess.run(words, capture_output=True, env={"LANG": language}, encoding="utf-8", check=False, stdin=subprocess.DEVNULL)
    return run.returncode, (run.stderr.splitlines() or [""])[-1]


UNFIT = {"empty": b"", "binary": bytes(range(256)), "json": b'{"a": 1}', "list": b"[1]", "broken": b'{"docket": "A"}\n{"entr'}


@pytest.mark.parametrize("content", UNFIT.values(), ids=UNFIT)
def test_what_is_no_record_is_told_in_a_sentence_wherever_python_looks(tmp_path: Path, content: bytes) -> None:
    (given := tmp_path / "given").write_bytes(content)
    says = {"en": f"{given} is no whole record: download it again from the page of its process.",
            "zh": f"{given} 不是完整的记录。请从事项页面重新下载。"}  # fmt: skip
    for language, words in says.items():
        assert isolated(FOLDER, "operis_recompute.py", str(given), language=language) == (2, f"operis_recompute: {words}")
    unread = (2, f"Not readable: {given} is no record, or not a whole one. Download it again from the page of its process.")
    assert isolated(FOLDER, "operis_invariants.py", str(given)) == unread


def test_a_place_without_a_record_is_told_with_what_to_do(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    for place in (tmp_path, nowhere):
        unread = (2, f"operis_recompute: {place} is no file that can be read. Look where it was saved.")
        assert isolated(FOLDER, "operis_recompute.py", str(place)) == unread
    assert isolated(FOLDER, "operis_recompute.py", str(FULL), "--law", str(FULL)) == (
        2, f"operis_recompute: {FULL} is no law that an entry names: download it again from the page Verify.",
    )  # fmt: skip
    folder = f"operis verify: {tmp_path} cannot be read. Give the place of a file, and not that of a folder."
    assert isolated(FOLDER, "operis_verify.py", str(tmp_path)) == (2, folder)


@pytest.mark.parametrize("program", ["operis_recompute.py", "operis_verify.py"])
def test_without_a_record_each_asks_for_one_in_the_readers_language(program: str) -> None:
    status, says = isolated(FOLDER, program, language="zh_CN.UTF-8")
    assert (status, "请写明记录文件" in says) == (2, True)


def test_without_its_second_file_the_program_says_which_to_download(tmp_path: Path) -> None:
    (tmp_path / "operis_recompute.py").write_bytes((FOLDER / "operis_recompute.py").read_bytes())
    status, says = isolated(tmp_path, "operis_recompute.py", str(FULL))
    assert (status, says.startswith("Download operis_reckoning.py into")) == (2, True)


def test_a_terminal_without_chinese_is_no_fault() -> None:
    words = [sys.executable, "-S", str(VERIFIER), "nowhere", "--language", "zh"]
    run = subprocess.run(words, capture_output=True, env={"PYTHONIOENCODING": "ascii"}, check=False)
    assert (run.returncode, run.stderr) == (2, rb"operis verify: \u6ca1\u6709\u6587\u4ef6 nowhere\u3002" + os.linesep.encode())


def signed(case: dict[str, str]) -> bool:
    return bool(CHECK.signed_by(*(bytes.fromhex(case[name]) for name in ("public", "message", "signature"))))


@pytest.mark.parametrize("case", RFC_8032, ids=lambda case: case["name"])
def test_what_rfc_8032_signs_is_signed_and_what_differs_in_one_place_is_not(case: dict[str, str]) -> None:
    assert signed(case)
    for name in ("public", "signature"):
        assert not signed({**case, name: case[name][:-2] + f"{int(case[name][-2:], 16) ^ 1:02x}"})
    assert not signed({**case, "message": case["message"] + "00"})
    assert not signed({**case, "signature": case["signature"][:-2]})
    assert not signed({**case, "signature": case["signature"] + "00"})


def test_the_second_half_of_a_signature_is_below_the_order_of_the_group() -> None:
    """Else anybody could make a second signature from one that was given."""
    case = RFC_8032[1]
    half = int.from_bytes(bytes.fromhex(case["signature"][64:]), "little") + ORDER
    assert not signed({**case, "signature": case["signature"][:64] + half.to_bytes(32, "little").hex()})


@pytest.mark.parametrize("public", ["edff" + "ff" * 29 + "7f", "ff" * 32, "01" + "00" * 30 + "80", "02" + "00" * 31, "00" * 31])
def test_what_stands_for_no_point_signs_nothing(public: str) -> None:
    assert not signed({**RFC_8032[0], "public": public})


def test_our_key_signs_for_both(tmp_path: Path) -> None:
    message = b"operis"
    assert CHECK.signed_by(CHECK.Key(vkey()).public, message, KEY.sign(message))
    assert not CHECK.signed_by(CHECK.Key(vkey()).public, message + b"!", KEY.sign(message))


@pytest.mark.kit
@pytest.mark.slow
def test_every_verdict_of_wycheproof_is_right_without_packages(kit: Path) -> None:
    groups: list[Any] = json.loads((kit / "vectors" / "wycheproof_ed25519.json").read_text())["testGroups"]
    verdicts = [(case["tcId"], case["result"] == "valid", signed({"public": group["publicKey"]["pk"], "message": case["msg"],
                                                                  "signature": case["sig"]}))
                for group in groups for case in group["tests"]]  # fmt: skip
    assert (len(verdicts), [one for one, right, said in verdicts if right != said]) == (151, [])


@pytest.mark.kit
def test_what_the_reference_signs_is_signed(kit: Path) -> None:
    cases = json.loads((kit / "vectors" / "ed25519_sign_input_part.json").read_text())
    cases = cases if isinstance(cases, list) else next(one for one in cases.values() if isinstance(one, list))
    assert [signed(case) for case in cases] == [True] * 64


def test_the_arithmetic_stays_so_short_that_one_reads_it() -> None:
    text = VERIFIER.read_text("utf8")
    tree = ast.parse(text)
    first = text[: text.index("# Ed25519 as RFC 8032")].count("\n") + 1
    last = next(node.end_lineno for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "signed_by")
    assert last is not None
    assert last - first + 1 <= LINES_MAX
