"""No two files stand under one name, and what a review accepted is not taken away by the party itself: OURS-NAME."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.mandates import REGISTRATION
from operis.core.wording import Slug, Wording
from operis.dockets.file.acts import FileEntered, FileReviewed
from operis.dockets.file.commands import EnterFile
from operis.dockets.file.facts import plain_name
from operis.dockets.file.state import File, evolve
from operis.dockets.standing import Namesake, Namesakes, Standing, namesakes, party
from operis.procedures.file import FILE
from tests.procedures.documents import said, words
from tests.procedures.file.documents import body, supplier
from tests.statute import ALICE, BO, CHEN, Given, at, case

given = case(FILE)
CODE, OTHER_CODE = "91419999000014445W", "91110000600037341L"
HERE, THERE = "DC-2026-S-0001", "DC-2026-F-0009"
person = replace(supplier, nature=Slug("individual"), size=None)


def beside(name: str, docket: str = THERE, nature: str = "enterprise", code: str = "") -> Given:
    """There is another file under this name."""
    return given.told(namesakes, Namesakes((Namesake(docket, plain_name(name), nature, code),)))


def called(name: str, **changed: Any) -> EnterFile:
    return replace(supplier, name=words(name), **changed)


@pytest.mark.parametrize(
    "typed", ["Sunrise Care", "SUNRISE CARE", " Sunrise  Care ", "Sunrise-Care.", "Ｓｕｎｒｉｓｅ　Ｃａｒｅ", "Sun\u200brise Care"]
)
def test_a_name_that_is_on_file_is_refused_however_it_is_typed(typed: str) -> None:
    (ground,) = beside("Sunrise Care")().when(called(typed), by=BO).refused_under("OURS-NAME", status=409)
    assert (ground.finding.at, dict(ground.finding.facts)) == ("name/en", {"name": typed})
    beside("Sunrise Care")().when(called(typed), by=replace(BO, by=REGISTRATION)).refused_under("OURS-NAME")


@pytest.mark.parametrize("typed", ["Sunrise Cares", "Sunrise Care 2", "Sunrise"])
def test_another_name_is_none_of_it(typed: str) -> None:
    beside("Sunrise Care")().when(called(typed), by=BO).then(FileEntered)


def test_either_language_counts() -> None:
    taken = beside("（河州）朝阳养老服务有限公司")
    asked = replace(supplier, name=Wording(zh="河州朝阳养老服务有限公司", en="Sunrise"))
    (ground,) = taken().when(asked, by=BO).refused_under("OURS-NAME", status=409)
    assert ground.finding.at == "name/zh"
    taken().when(replace(supplier, name=Wording(zh="河州朝晖养老服务有限公司", en="Sunrise")), by=BO).then(FileEntered)


def test_the_name_of_a_body_is_kept_too_and_a_body_takes_nobody_elses() -> None:
    beside("Civil Affairs Office", nature="state-organ")().when(called("Civil Affairs Office"), by=BO).refused_under("OURS-NAME")
    beside("Civil Affairs Office")().when(body(), by=ALICE).refused_under("OURS-NAME", status=409)


def test_a_file_keeps_its_own_name_and_takes_no_other_later() -> None:
    stands = FileEntered(**said(supplier), happened=at(date(2026, 1, 5)))
    beside("Sunrise", docket=HERE)(stands).when(supplier, by=BO).then(FileEntered)
    beside("Sunrise")(stands).when(replace(supplier, phone="000-2026-1"), by=BO).then(FileEntered)
    beside("Sunrise Care")(stands).when(called("Sunrise Care"), by=BO).refused_under("OURS-NAME", status=409)


def test_who_has_a_file_elsewhere_is_told_that_and_no_more() -> None:
    told = beside("Sunrise").told(party, Standing(THERE))
    told().when(supplier, by=BO).refused_under("OURS-ONE", status=409)


def test_two_individuals_may_share_a_name_and_no_organisation_takes_theirs() -> None:
    beside("Sunrise", nature="individual")().when(person, by=BO).then(FileEntered)
    beside("Sunrise", nature="individual")().when(supplier, by=BO).refused_under("OURS-NAME")
    beside("Sunrise")().when(person, by=BO).refused_under("OURS-NAME")


def test_the_second_file_of_an_organisation_is_entered_by_the_finance_department() -> None:
    same, other = beside("Sunrise", nature="public-institution", code=CODE), beside("Sunrise", code=OTHER_CODE)
    mine = replace(supplier, code=CODE)
    same().when(mine, by=CHEN).then(FileEntered)
    same().when(mine, by=BO).refused_under("OURS-NAME", status=409)
    other().when(mine, by=CHEN).refused_under("OURS-NAME", status=409)
    beside("Sunrise")().when(supplier, by=CHEN).refused_under("OURS-NAME", status=409)


def test_blanks_alone_are_no_name_of_anybody() -> None:
    assert (plain_name(" -—（）\u3164"), namesakes.key(None, called("——"), BO)) == ("", ())


HEADED = replace(supplier, head="Zhao Qiming", code=OTHER_CODE)
DAY = at(date(2026, 1, 5))


def test_a_head_that_is_on_file_is_not_left_empty() -> None:
    stands = given(FileEntered(**said(HEADED), happened=DAY))
    for nobody in (None, "", " "):
        (ground,) = stands.when(replace(HEADED, head=nobody), by=BO).refused_under("OURS-NAME", status=409)
        assert ground.finding.at == "head"
    stands.when(replace(HEADED, head="Qian Shu"), by=BO).then(FileEntered)
    given(FileEntered(**said(supplier), happened=DAY)).when(supplier, by=BO).then(FileEntered)


OTHERWISE: list[dict[str, Any]] = [{"name": words("Sunrise Care")}, {"code": CODE}, {"head": "Qian Shu"}]


def counts(*acts: FileEntered | FileReviewed) -> bool:
    """Whether the file counts as accepted after these acts."""
    state = File()
    for one in acts:
        state = evolve(state, one)
    return state.accepted


@pytest.mark.parametrize("changed", OTHERWISE)
def test_after_a_change_of_what_a_review_accepted_the_file_waits_for_another(changed: dict[str, Any]) -> None:
    registered = FileEntered(**said(HEADED), happened=DAY, confirmed=True)
    review = FileReviewed(result=Slug("accepted"), happened=DAY)
    other = FileEntered(**{**said(HEADED), **changed}, happened=DAY)
    same = FileEntered(**{**said(HEADED), "phone": "000-2026-1"}, happened=DAY)
    told = given(registered, review)
    told.when(replace(HEADED, **changed), by=CHEN if "code" in changed else BO).warned_under("OURS-NAME")
    told.when(replace(HEADED, phone="000-2026-1"), by=BO).warned_under()
    assert [counts(registered, review, one) for one in (other, same)] == [False, True]
    assert counts(registered, review, other, review)
    assert counts(registered, review, other, registered)
    assert not counts(registered, review, other, FileReviewed(result=Slug("returned"), happened=DAY))
    assert counts(registered, other)


SMALL = "Cyrillic small letter"
LOOKING_ALIKE = [("Sunrіse", "і (Cyrillic small letter byelorussian-ukrainian i)"), ("Αsk Care", "Α (Greek capital letter alpha)"),
                 ("河州нова养老", f"н ({SMALL} en) о ({SMALL} o) в ({SMALL} ve) а ({SMALL} a)")]  # fmt: skip


@pytest.mark.parametrize(("typed", "letters"), LOOKING_ALIKE)
def test_a_name_with_letters_that_look_like_others_is_refused_with_each_of_them(typed: str, letters: str) -> None:
    (ground,) = given().when(called(typed), by=BO).refused_under("OURS-NAME", status=409)
    assert (ground.finding.at, dict(ground.finding.facts)) == ("name/en", {"name": typed, "letters": letters})
    stands = given(FileEntered(**said(called(typed)), happened=DAY))
    stands.when(called(typed, phone="000-2026-1"), by=BO).then(FileEntered)


@pytest.mark.parametrize("typed", ["Sunrise", "Société Ørsted", "河州朝阳ＡＢ Ⅱ 养老（2026）", "株式会社あさひ", "تۇرپان"])
def test_other_names_are_taken_as_they_are_written(typed: str) -> None:
    given().when(called(typed), by=BO).then(FileEntered)


def test_a_file_in_use_keeps_its_code_and_its_party_and_the_finance_department_puts_a_wrong_code_right() -> None:
    used = (FileEntered(**said(HEADED), happened=DAY, confirmed=True), FileEntered(**said(HEADED), happened=DAY))
    review = FileReviewed(result=Slug("accepted"), happened=DAY)
    for stands, told in ((given(used[0]), ()), (given(used[1], review), ("OURS-NAME",))):
        for other in (CODE, None):
            (ground,) = stands.when(replace(HEADED, code=other), by=BO).refused_under("OURS-NAME", status=409)
            assert (ground.finding.at, ground.finding.facts["code"]) == ("code", OTHER_CODE)
        stands.when(replace(HEADED, code=CODE), by=CHEN).warned_under(*told)
        stands.when(replace(HEADED, code=OTHER_CODE.lower()), by=BO).warned_under(*told)
    given(used[1]).when(replace(HEADED, code=CODE), by=BO).then(FileEntered)
    given(used[1]).when(replace(HEADED, party=Slug("body"), level=Slug("county"), place="41"), by=BO).refused_under("OURS-ONE")
