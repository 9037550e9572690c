"""What does the command line do with a word?"""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from operis import __version__
from operis.cli import ABOUT, main, words
from operis.cli.init import make_key

ROOT = Path(__file__).parent.parent.parent
OPERIS = [sys.executable, "-c", "import sys; from operis.cli import main; sys.exit(main())"]


def test_an_unknown_word_is_answered_with_the_words_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bake"]) == 2
    assert capsys.readouterr().err == f"operis: there is no word 'bake'. Use one of: {', '.join(words())}.\n"


@pytest.mark.parametrize("argv", [[], ["help"], ["--help"]])
def test_help_has_a_line_for_each_word(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 0
    listed = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert [name for name, _ in listed] == words() == sorted(ABOUT)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"operis {__version__}\n"


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "django"
    make_key(file, "first")
    make_key(file, "second")
    assert (file.read_text(), oct(file.stat().st_mode & 0o777)) == ("first\n", "0o600")


@pytest.mark.parametrize("words", [["help"], ["law", "show", "GPL-35"], ["verify", "tests/golden/exports/full.jsonl"]])
def test_a_reader_who_goes_away_ends_a_command_in_silence(words: list[str]) -> None:
    unread, out = os.pipe()
    os.close(unread)
    done = subprocess.run([*OPERIS, *words], stdout=out, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(out)
    assert (done.returncode, done.stderr) == (141, b"")


def test_ctrl_c_ends_a_command_in_silence() -> None:
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE}
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # tests that run in the background are deaf to it, and so would this be
    with subprocess.Popen([*OPERIS, "verify", "-"], **pipes, cwd=ROOT, preexec_fn=heard) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        running.stdin.write(bytes(1 << 20))  # more than a pipe holds: it is written once the command reads
        running.send_signal(signal.SIGINT)
        assert (running.wait(), running.stderr.read()) == (130, b"")
