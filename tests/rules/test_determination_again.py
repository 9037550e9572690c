"""The questions are asked again at contract start, at renewal and on complaint: has practice moved away?"""

from operis.rules.determination import Answers, Determination, Difference, compare, determine_by
from tests.rules.determining import POST, SERVICE, found, own_book, rules, worked


def determined(**parts: Answers) -> Determination:
    return determine_by(rules(), [*parts.items()])


def test_the_same_answers_are_no_drift() -> None:
    drift = compare(determined(care=SERVICE), determined(care={**SERVICE, "F04": False}))
    assert (drift.differences, drift.holds) == ((), ())


def test_the_counter_service_that_the_hall_director_came_to_direct_is_held() -> None:
    """The two counter examples differ only in what happens after signature."""
    drift = compare(determined(hall=worked()["DX-49"]["answers"]), determined(hall=worked()["DX-50"]["answers"]))
    assert drift.holds == ("DRIFT",)
    assert drift.differences == (Difference(part="hall", before="SERVICE", after="NEITHER:N-LABOUR", holds_new=(), holds_gone=()),)


def test_a_new_hold_is_drift_and_one_that_was_settled_is_not() -> None:
    free, held = determined(care=SERVICE), determined(care={**SERVICE, "V04": 48})
    assert compare(free, held).holds == ("DRIFT",)
    assert compare(free, held).differences[0].holds_new == ("TERM",)
    assert compare(held, free).holds == ()
    assert compare(held, free).differences[0].holds_gone == ("TERM",)


def test_parts_are_matched_by_name_and_one_that_comes_or_goes_is_drift() -> None:
    one, two = determined(care=SERVICE), determined(care=SERVICE, nurses=POST)
    assert compare(one, two).differences == (Difference(part="nurses", before=None, after="POST", holds_new=(), holds_gone=()),)
    assert compare(two, one).differences == (Difference(part="nurses", before="POST", after=None, holds_new=(), holds_gone=()),)
    assert (compare(one, two).holds, compare(two, one).holds) == (("DRIFT",), ("DRIFT",))


def test_the_hold_stands_in_the_law_with_what_to_do() -> None:
    row = own_book().rows["HOLD:DRIFT"]
    assert (row.data["hold"], row.data["of"]) == ("DRIFT", ["SERVICE", "POST", "POST:ASSESSED"])
    assert found(SERVICE).holds == ()
