"""Does the site refuse to start on law that is not sound, and say everything that is wrong with it?"""

import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from operis.documents import labels
from operis.law.book import OWN, Text
from operis.web.checks import law_is_sound, words_agree


def test_our_own_law_is_sound() -> None:
    assert law_is_sound() == []


def test_every_fault_of_another_folder_is_told(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "law"
    shutil.copytree(OWN, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    file = folder / "cn" / "gpl.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("seen: [S1]", "seen: [NOWHERE]", 1).replace("kind: period", "kind: perod", 1), encoding="utf-8")
    settings.OPERIS_LAW = str(folder)
    found = law_is_sound()
    assert [one.id for one in found] == ["operis.E001"]
    assert "cn/gpl.yaml" in str(found[0].msg)
    assert "perod" in str(found[0].msg)
    file.write_text(text.replace("seen: [S1]", "seen: [NOWHERE, ELSEWHERE]", 1), encoding="utf-8")
    told = " ".join(str(one.msg) for one in law_is_sound())
    assert ("NOWHERE" in told, "ELSEWHERE" in told) == (True, True)


def test_a_row_that_a_check_needs_may_not_be_missing(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "law"
    shutil.copytree(OWN, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    file = folder / "cn" / "gpl.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("  GPL-35:", "  GPL-35x:"), encoding="utf-8")
    settings.OPERIS_LAW = str(folder)
    assert {one.id for one in law_is_sound()} <= {"operis.E001", "operis.E002"}
    assert any("GPL-35" in str(one.msg) for one in law_is_sound())


def test_no_word_of_ours_has_two_labels() -> None:
    assert words_agree() == []


def test_two_labels_for_one_choice_are_told_with_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "_once", lambda: iter(()))
    told = [str(one.msg) for one in words_agree()]
    assert (
        "Two labels for one choice: returned: returned / 退还 (SettleBond.way); returned / 退回修改 (ReviewContract.outcome); "
        "returned / 退回 (ReviewFile.result)"
    ) in told


TWICE = "Two labels for one choice: sealed: sealed / 密封 (one); sealed / 封存 (two)"


@pytest.mark.parametrize(("there", "told"), [("密封", []), ("封存", [TWICE])])
def test_a_choice_is_told_alike_wherever_its_places_agree(monkeypatch: pytest.MonkeyPatch, there: str, told: list[str]) -> None:
    said = [("sealed", Text("sealed", "密封"), "one"), ("sealed", Text("sealed", there), "two")]
    monkeypatch.setattr(labels, "_agreed", lambda: iter(said))
    assert [str(one.msg) for one in words_agree()] == told
