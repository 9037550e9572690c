"""Where people are wanted: is it a service post?"""

from pathlib import Path

import pytest

from operis.rules.determination import determine
from tests.rules.determining import POST, changed, found, without


def test_an_open_examination_for_an_institution_s_places_is_a_post() -> None:
    part = found(POST)
    assert (part.outcome, part.decided_by, part.holds) == ("POST", ("R3", "P01", "P05", "P02"), ())


@pytest.mark.parametrize("who", ["organ", "village-body", "supplier"])
def test_only_an_institution_or_a_programme_holds_posts(who: str) -> None:
    assert found(POST, P01="programme").outcome == "POST"
    assert (found(POST, P01=who).outcome, found(POST, P01=who).decided_by) == ("NEITHER:N-LABOUR", ("R3", "P01"))


def test_without_open_examination_there_is_no_post() -> None:
    assert (found(POST, P05=False).outcome, found(POST, P05=False).decided_by) == ("NEITHER:N-LABOUR", ("R3", "P01", "P05"))
    assert (found(POST, P05=False).for_, found(POST, P05=False).against) == (("F01", "F02", "F08", "P05"), ("P01",))


def test_placement_and_appointment_go_before_everything_else() -> None:
    for answers in (POST, {**POST, "P05": False}, {**POST, "P01": "organ"}):
        assert (found(answers, P06=True).outcome, found(answers, P06=True).decided_by) == ("NEITHER:N-APPOINT", ("R3", "P06"))


def test_what_nobody_said_is_no_reason_for_a_post() -> None:
    assert (found(without(POST, "P01")).outcome, found(without(POST, "P01")).decided_by) == ("NEITHER:N-LABOUR", ("R3",))
    assert (found(POST, P05="unknown").outcome, found(POST, P05="unknown").decided_by) == ("NEITHER:N-LABOUR", ("R3", "P01"))


def test_fewer_free_places_than_people_hold_the_post_back() -> None:
    assert (found(POST, P02=5, P03=5).holds, found(POST, P02=4, P03=5).holds) == ((), ("QUOTA",))
    assert found(POST, P02=4).outcome == "POST"
    assert found(POST, P02=4).next[-1].en == "Then go on with open recruitment."


def test_a_post_whose_free_places_nobody_knows_is_held_too() -> None:
    for answers in (without(POST, "P02"), without(POST, "P03"), {**POST, "P02": "unknown"}, {**POST, "P03": "unknown"}):
        part = found(answers)
        assert (part.outcome, part.holds, part.decided_by) == ("POST", ("QUOTA",), ("R3", "P01", "P05"))
        assert part.next[-1 - len(part.unknown)].en == "Then go on with open recruitment."
        assert all(said.en != "Go on with open recruitment." for said in part.next)


def test_scarce_people_of_an_institution_are_assessed_directly() -> None:
    """Order 6, article 20: a way of its own, neither the examination nor the hiring of people for oneself."""
    part = found(POST, P05="direct-assessment")
    assert (part.outcome, part.decided_by, part.holds) == ("POST:ASSESSED", ("R3", "P01", "P05", "P02"), ())
    assert {"POST-S1a", "POST-S1"} <= {one.id for one in part.citations}
    assert part.next[-1].en.startswith("Go on with a recruitment plan of the method direct-assessment")


def test_direct_assessment_is_held_by_places_as_the_examination_is() -> None:
    assert found(POST, P05="direct-assessment", P02=5, P03=5).holds == ()
    assert found(POST, P05="direct-assessment", P02=4, P03=5).holds == ("QUOTA",)
    assert found({**without(POST, "P02"), "P05": "direct-assessment"}).holds == ("QUOTA",)


@pytest.mark.parametrize("who", ["programme", "organ", "village-body", "supplier"])
def test_nobody_but_an_institution_assesses_directly(who: str) -> None:
    part = found(POST, P05="direct-assessment", P01=who)
    assert (part.outcome, part.decided_by[:2]) == ("NEITHER:N-LABOUR", ("R3", "P01"))


def test_another_subject_than_the_twelve_is_noted_and_goes_the_same_way() -> None:
    other, named = found(POST, P04="other"), found(POST, P04="aged-care")
    assert (other.outcome, other.flags) == ("POST", ("P04",))
    assert (named.outcome, named.flags) == ("POST", ())
    assert found(POST, P04="other", P05=False).flags == ()


def test_people_found_by_weighing_may_be_a_post_too() -> None:
    part = found({"F01": "shared", "F02": "time", "F03": False, "P01": "institution", "P05": True})
    assert (part.outcome, part.decided_by, part.score, part.provisional) == ("POST", ("weighed", "P01", "P05"), -5, True)


def test_a_stricter_pack_may_send_programme_places_to_the_personnel_authority(tmp_path: Path) -> None:
    strict = changed(tmp_path, ("programme_counts_as_post: {2020-03-01: true}", "programme_counts_as_post: {2020-03-01: false}"))

    def outcome(**others: bool | int | str) -> tuple[str, tuple[str, ...]]:
        part = determine(strict, [(None, {**POST, **others})]).parts[0]
        return part.outcome, part.decided_by

    assert outcome(P01="programme") == ("NEITHER:N-APPOINT", ("R3", "P01"))
    assert outcome(P01="institution") == ("POST", ("R3", "P01", "P05", "P02"))
    assert outcome(P01="programme", P05=False) == ("NEITHER:N-LABOUR", ("R3", "P01", "P05"))
