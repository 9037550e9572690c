"""What does the command line do with a word?"""

from pathlib import Path

import pytest

from operis import __version__
from operis.cli import main, words
from operis.cli.init import make_key


def test_an_unknown_word_is_answered_with_the_words_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bake"]) == 2
    assert capsys.readouterr().err == f"operis: there is no word 'bake'. Use one of: {', '.join(words())}.\n"


@pytest.mark.parametrize("argv", [[], ["help"], ["--help"]])
def test_help_lists_the_words(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 0
    assert f"words: {', '.join(words())}\n" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"operis {__version__}\n"


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "django"
    make_key(file, "first")
    make_key(file, "second")
    assert (file.read_text(), oct(file.stat().st_mode & 0o777)) == ("first\n", "0o600")
