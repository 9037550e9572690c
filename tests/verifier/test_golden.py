"""The golden records: never changed, verified by the one file, told in three parts and by exit status."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from operis.cli.verify import VERIFIER, verifier
from operis.cli.verify import genuine as main
from tests.verifier.making import DOCKET, DOCUMENTS_SHA256, GOLDEN, KEY, ORIGIN, SCAN_SHA256, log, record, vkey, written
from tests.verifier.making import checkpoint as signed

EXPORTS = Path(__file__).parent.parent / "golden" / "exports"
KEY_FILE, FULL, PUBLIC = str(EXPORTS / "key"), str(EXPORTS / "full.jsonl"), str(EXPORTS / "public.jsonl")
WITHHELD = [{"docket": DOCKET, "no": 2, "path": "/act/fields/contact"}, {"docket": DOCKET, "no": 2, "path": "/act/fields/scan"},
            {"docket": DOCKET, "no": 2, "path": "/mandate/persons"}, {"docket": DOCKET, "no": 3, "path": None}]
NOT_RECOMPUTED = "Periods, opening order, draws, scores, ranks and awards: this program does not recompute them."


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, Any]:
    status = main([*argv, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_the_golden_records_never_change() -> None:
    stored = {str(path.relative_to(EXPORTS)): path.read_bytes() for path in EXPORTS.rglob("*") if path.is_file()}
    assert stored == GOLDEN


def test_a_full_record_with_its_files_and_a_checkpoint_from_elsewhere_is_verified(capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere, attachments = str(EXPORTS / "checkpoint"), str(EXPORTS / "attachments")
    assert told(capsys, FULL, "--key", KEY_FILE, "--checkpoint", elsewhere, "--files", attachments) == (0, {
        "checked": {"entries": 5, "private": 3, "checkpoints": 3, "outside": 1, "ends": 1, "files": 2},
        "docket": DOCKET, "failed": [], "key": vkey(), "not_checked": [NOT_RECOMPUTED], "not_public": [], "origin": ORIGIN,
        "result": "verified", "totals": {"entries": 5, "failed": 0, "not_public": 0}})


def test_a_public_record_names_what_is_not_public(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, PUBLIC, "--key", vkey()) == (0, {
        "checked": {"entries": 5, "checkpoints": 3, "ends": 1}, "docket": DOCKET, "failed": [], "key": vkey(),
        "not_checked": ["Whether the ledger shows others the same: give a checkpoint from elsewhere with --checkpoint.",
                        "Files: give them with --files.", NOT_RECOMPUTED],
        "not_public": WITHHELD, "origin": ORIGIN, "result": "verified", "totals": {"entries": 5, "failed": 0, "not_public": 4}})


def test_without_a_key_only_self_consistency_is_claimed(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = told(capsys, PUBLIC)
    assert (status, said["result"]) == (0, "consistent-with-itself")
    assert said["not_checked"] == [
        "Whether the ledger's key is the right one: it came with the record. Give it from elsewhere with --key.",
        "Whether the ledger shows others the same: give a checkpoint from elsewhere with --checkpoint.",
        "Files: give them with --files.", NOT_RECOMPUTED]


def test_the_report_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([PUBLIC]) == 0
    assert capsys.readouterr().out == """Record DC-2026-S-0142 of demo.operis.example/ledger

Checked
  Entries, complete, in order of number and time, in the ledger at the place they name: 5
  Signed end of the docket, so that no entry is missing after the last: 1
  Checkpoints, signed, each containing the one before: 3

Not public, commitment present
  DC-2026-S-0142 no. 3: /act/fields/contact
  DC-2026-S-0142 no. 3: /act/fields/scan
  DC-2026-S-0142 no. 3: /mandate/persons
  DC-2026-S-0142 no. 4: the whole entry

Not checked
  Whether the ledger's key is the right one: it came with the record. Give it from elsewhere with --key.
  Whether the ledger shows others the same: give a checkpoint from elsewhere with --checkpoint.
  Files: give them with --files.
  Periods, opening order, draws, scores, ranks and awards: this program does not recompute them.

Nothing failed, but only self-consistency was checked: the key came with the record. Give it with --key.
"""


def test_the_report_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = tmp_path / "changed.jsonl"
    changed.write_bytes((EXPORTS / "public.jsonl").read_bytes().replace(b"860000.00", b"960000.00"))
    assert main([str(changed), "--key", KEY_FILE, "--lang", "zh"]) == 1
    assert capsys.readouterr().out == """demo.operis.example/ledger 的记录DC-2026-S-0142

已核验
  完整、按编号和时间排列、在日志中位于所称位置的条目：4
  经签名的事项末尾（末条之后没有缺漏）：1
  经签名、逐个包含前一个的检查点：3

不公开，有承诺值
  DC-2026-S-0142第3号：/act/fields/contact
  DC-2026-S-0142第3号：/act/fields/scan
  DC-2026-S-0142第3号：/mandate/persons
  DC-2026-S-0142第4号：整个条目

未核验
  日志对他人是否展示相同内容：请用 --checkpoint 提供外来检查点。
  文件：请用 --files 提供。
  期限、开标顺序、抽签、评分、排名和中标结果：本程序不重新计算。

未通过
  DC-2026-S-0142第1号，第2行：不在日志12个条目的第0位：正文、位置或者证明被改动过

未通过：1项
"""


def test_a_failure_in_words_names_the_entry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = tmp_path / "changed.jsonl"
    changed.write_bytes((EXPORTS / "full.jsonl").read_bytes().replace(b"860000.00", b"960000.00"))
    assert main([str(changed), "--key", KEY_FILE]) == 1
    assert capsys.readouterr().out.split("\n\n")[-2:] == [
        "Failed\n  DC-2026-S-0142 no. 1, line 2: it is not at place 0 of the 12 entries of the ledger: text, place or proof was changed",
        "FAILED: 1\n"]


def test_the_file_runs_alone_and_reads_standard_input(tmp_path: Path) -> None:
    alone = tmp_path / "operis_verify.py"
    alone.write_bytes(VERIFIER.read_bytes())
    run = subprocess.run([sys.executable, "-I", str(alone), "-", "--json", "--key", vkey()], input=(EXPORTS / "full.jsonl").read_bytes(),
                         capture_output=True, cwd=tmp_path, env={"PATH": os.environ["PATH"]}, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
    assert json.loads(run.stdout)["result"] == "verified"


def test_the_file_imports_only_the_standard_library_and_cryptography() -> None:
    imports = [line for line in VERIFIER.read_text().splitlines() if line.strip().startswith(("import ", "from "))]
    imported = {line.split()[1].partition(".")[0] for line in imports}
    assert imported - {"cryptography"} <= set(sys.stdlib_module_names)


def test_a_zip_holds_record_and_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = tmp_path / "record.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("attachments")
        archive.write(FULL, "DC-2026-S-0142/record.jsonl")
        for digest in (DOCUMENTS_SHA256, SCAN_SHA256):
            archive.write(EXPORTS / "attachments" / digest, f"DC-2026-S-0142/attachments/{digest}")
    status, said = told(capsys, str(packed), "--key", KEY_FILE)
    assert (status, said["checked"]) == (0, {"entries": 5, "private": 3, "checkpoints": 3, "ends": 1, "files": 2})
    with zipfile.ZipFile(packed, "a") as archive:
        archive.write(PUBLIC, "another.jsonl")
    assert told(capsys, str(packed)) == (
        2, {"result": "unreadable", "says": "The archive has 2 records (files that end in .jsonl) and should have one."})


def test_another_key_than_the_trusted_one_fails(capsys: pytest.CaptureFixture[str]) -> None:
    other = vkey(Ed25519PrivateKey.from_private_bytes(bytes(32)))
    status, said = told(capsys, FULL, "--key", other)
    assert status == 1
    assert [(one["where"], one["template"]) for one in said["failed"]] == [
        ("the first line", "it gives another key than the one you trust: {key}"),
        (f"the end of {DOCKET}", "it is not signed by {key}"),
        *[(f"checkpoint {place} of the record", "it is not signed by {key}") for place in (1, 2, 3)],
        (DOCKET, "no checkpoint by {key} ends it: nothing shows that its entries are in the ledger")]


def test_a_record_signed_anew_with_another_key_is_only_consistent_with_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forged = tmp_path / "forged.jsonl"
    forged.write_bytes(written(record(key=Ed25519PrivateKey.from_private_bytes(bytes(32)))))
    assert told(capsys, str(forged))[1]["result"] == "consistent-with-itself"
    assert told(capsys, str(forged), "--key", KEY_FILE)[1]["result"] == "failed"


def test_a_key_that_is_none_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    for given in ("", "demo", vkey()[:-1], vkey().replace("+", "-"), vkey().replace("demo", "demon")):
        says = f"{given[:120]} is not an Ed25519 key: name+id+key"
        assert told(capsys, FULL, "--key", given) == (2, {"result": "unreadable", "says": says})


def test_a_line_that_is_cut_off_is_called_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut = tmp_path / "cut.jsonl"
    cut.write_bytes((EXPORTS / "full.jsonl").read_bytes().rstrip(b"\n")[:-40])
    status, said = told(capsys, str(cut), "--key", KEY_FILE)
    assert status == 1
    assert "this line is cut off or is not JSON" in [one["template"] for one in said["failed"]]


def test_a_checkpoint_from_elsewhere_must_be_in_the_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = tmp_path / "checkpoint"

    def failures(note: str) -> list[tuple[str, str]]:
        outside.write_text(note)
        status, said = told(capsys, FULL, "--key", KEY_FILE, "--checkpoint", str(outside))
        assert status == (1 if said["failed"] else 0)
        return [(one["where"], one["template"]) for one in said["failed"]]

    leaves = log([], ())
    absent = "the record does not contain it ({size} entries), so nothing shows that they agree: export one that does"
    assert failures(GOLDEN["checkpoint"].decode()) == []
    assert failures(signed(leaves[:5])) == [("the checkpoint from elsewhere", absent)]
    assert failures(signed([*leaves, leaves[0]])) == [("the checkpoint from elsewhere", absent)]
    assert failures(signed(leaves[:7])) == [
        ("checkpoint 2 of the record", "of {size} entries, the checkpoint from elsewhere has another root: the ledger told two stories")]
    assert failures(signed(leaves[:7], Ed25519PrivateKey.from_private_bytes(bytes(32)))) == [
        ("the key or the checkpoint from elsewhere", "it is not signed by {key}")]
    assert failures(signed(leaves[:7], KEY, "other.example")) == [("the key or the checkpoint from elsewhere", "it is not signed by {key}")]


def test_what_cannot_be_read_ends_with_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (EXPORTS / "full.jsonl").read_bytes().split(b"\n")
    no_format = "Line 1 is not the beginning of a record: it has no format operis/record/v1."
    wanted = "Line 1 must give exactly these, as text: docket, format, key, origin."
    for content, says in (
        (b"", no_format), (b"\xff\n", no_format), (b"[]\n", no_format), (b"{}\n", no_format), (b"[" * 100_000, no_format),
        (b'{"a":1.0}', no_format), (b"\n".join(lines[1:]), no_format), (lines[0].replace(b"record/v1", b"record/v2"), no_format),
        (b'{"format":"operis/record/v1"}', wanted), (lines[0].replace(b'"origin"', b'"origins"'), wanted),
        (lines[0].replace(b'"DC-2026-S-0142"', b"7"), wanted), (lines[0].replace(b'"DC-2026-S-0142"', b'""'), wanted),
    ):
        (tmp_path / "record").write_bytes(content)
        assert told(capsys, str(tmp_path / "record")) == (2, {"result": "unreadable", "says": says})
    assert main([str(tmp_path / "nothing")]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"operis verify: There is no file {tmp_path / 'nothing'}.\n")


def test_a_line_without_end_is_not_read_into_memory(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    module = verifier()
    longest = max(map(len, (EXPORTS / "full.jsonl").read_bytes().splitlines(keepends=True)))
    monkeypatch.setattr(module, "LONGEST_LINE", longest)
    assert module.main([FULL]) == 0
    monkeypatch.setattr(module, "LONGEST_LINE", longest - 1)
    assert module.main([FULL]) == 2
    assert capsys.readouterr().err == f"operis verify: A line has more than {longest - 1} bytes: this is no record.\n"


def test_a_long_list_is_cut_and_its_rest_is_counted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    module = verifier()
    monkeypatch.setattr(module, "LISTED", 3)
    assert module.main([PUBLIC]) == 0
    assert capsys.readouterr().out.split("\n\n")[2] == """Not public, commitment present
  DC-2026-S-0142 no. 3: /act/fields/contact
  DC-2026-S-0142 no. 3: /act/fields/scan
  DC-2026-S-0142 no. 3: /mandate/persons
  and 1 more"""


def test_nothing_in_a_record_steers_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steering = tmp_path / "record"
    steering.write_bytes((EXPORTS / "full.jsonl").read_bytes().replace(b'{"docket":"DC-2026', b'{"docket":"\\u001b[2J\\ud800DC-2026'))
    assert main([str(steering)]) == 1
    assert capsys.readouterr().out.startswith("Record \\x1b[2J\\ud800DC-2026-S-0142 of demo.operis.example/ledger\n")
