"""What ties two bidders on file is told with its row: REG-18, and below the quota OURS-RELATED; OURS-SAME forbids nothing."""

from dataclasses import replace
from datetime import date

import pytest

from operis.core.wording import Wording
from operis.documents.lawbook import law
from operis.rules.tied import OnFile, tied, together

LAW = law(date(2026, 3, 2))
ONE = OnFile("sunrise", "Lin Xiaohe", (), Wording(en="No. 8, Dongfeng Road"), "0751-555 0101")
OTHER = OnFile("brook", "Zhou Yi", (), Wording(en="No. 9, Dongfeng Road"), "0751-555 0102")


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (OTHER, []),
        (replace(OTHER, head="lin xiaohe"), [("REG-18", "same-head")]),
        (replace(OTHER, holders=("sunrise",)), [("REG-18", "direct-holding")]),
        (replace(OTHER, address=Wording(en="No.8 Dongfeng Road")), [("OURS-SAME", "same-address")]),
        (replace(OTHER, address=Wording(zh="东风路8号")), []),
        (replace(OTHER, phone="07515550101"), [("OURS-SAME", "same-telephone")]),
        (replace(ONE, key="brook"), [("REG-18", "same-head"), ("OURS-SAME", "same-address"), ("OURS-SAME", "same-telephone")]),
    ],
)
def test_what_two_bidders_have_in_common_on_file(other: OnFile, told: list[tuple[str, str]]) -> None:
    for files in ((ONE, other), (other, ONE)):
        assert [(row.id, why) for _one, _other, row, why in tied(LAW, "open-tender", files)] == told


def test_what_is_not_on_file_ties_nobody() -> None:
    bare = OnFile("brook", "", (), Wording(), "")
    assert [*tied(LAW, "open-tender", (bare, replace(bare, key="hill")))] == []


def test_below_the_quota_nothing_keeps_them_apart() -> None:
    alike = replace(OTHER, head=ONE.head)
    assert [*tied(LAW, "below-threshold", (ONE, alike))] == [(ONE, alike, LAW.row("OURS-RELATED"), "same-head")]


def test_one_address_of_four_is_one_line_and_the_one_head_of_two_comes_first() -> None:
    four = tuple(replace(OTHER, key=key, head=key, phone=key, address=ONE.address) for key in ("a", "b", "c", "d"))
    files = (*four[:2], *(replace(one, head="Zhou Yi") for one in four[2:]))
    lines = [([one.key for one in those], row.id, why) for those, row, why in together(tied(LAW, "open-tender", files))]
    assert lines == [(["c", "d"], "REG-18", "same-head"), (["a", "b", "c", "d"], "OURS-SAME", "same-address")]


def test_two_addresses_are_two_lines_and_who_holds_whom_stays_two_and_two() -> None:
    first, second, third = (replace(OTHER, key=key, head=key, phone=key, address=Wording(en=key)) for key in ("a", "b", "c"))
    near = (first, replace(second, address=first.address), replace(third, address=ONE.address), replace(ONE, phone="d", head="d"))
    assert [[one.key for one in those] for those, _row, _why in together(tied(LAW, "open-tender", near))] == [["a", "b"], ["c", "sunrise"]]
    held = (first, replace(second, holders=("a",)), replace(third, holders=("b",)))
    assert [[one.key for one in those] for those, _row, _why in together(tied(LAW, "open-tender", held))] == [["a", "b"], ["b", "c"]]
