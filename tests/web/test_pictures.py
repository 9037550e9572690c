"""Does a picture say what the numbers say? Lengths from zero on one scale, words that fit, nothing drawn of nothing."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser

from operis.web.pictures.scale import fitted, fitted_apart, in_two, percent, room_of
from operis.web.pictures.shapes import (
    Bars,
    Given,
    Places,
    Squares,
    Term,
    bars,
    broad,
    columns,
    limits,
    places,
    seen,
    squares,
    stream,
    terms,
)
from tests.web.shown import STYLES


def given(*lengths: int, hatched: int = 0) -> list[Given]:
    return [Given(f"name {place}", f"{one}", one, hatched) for place, one in enumerate(lengths)]


def test_the_longest_bar_has_the_whole_width_and_the_others_their_share() -> None:
    drawn = bars(given(50, 100, 0))
    assert drawn is not None
    assert [(row.solid, row.none) for row in drawn.rows] == [("50.00", False), ("100.00", False), ("0.00", True)]


def test_what_is_decided_goes_on_where_what_is_done_ends() -> None:
    drawn = bars(given(60, 20, hatched=40))
    assert drawn is not None
    assert [(row.solid, row.hatched) for row in drawn.rows] == [("60.00", "40.00"), ("20.00", "40.00")]
    assert drawn.hatching


@pytest.mark.parametrize("draw", [bars, columns])
@pytest.mark.parametrize("lengths", [(), (0,), (0, 0)])
def test_nothing_is_drawn_of_nothing(draw: object, lengths: tuple[int, ...]) -> None:
    assert callable(draw)
    assert draw(given(*lengths)) is None


def test_one_fen_beside_a_trillion_is_a_hair_and_nothing_is_none() -> None:
    drawn = bars(given(1, 10**14, 0))
    assert drawn is not None
    assert [(row.solid, row.none) for row in drawn.rows] == [("0.30", False), ("100.00", False), ("0.00", True)]
    assert [seen(part, 1000) for part in (3, 4)] == ["0.30", "0.40"]


@pytest.mark.parametrize(("most", "kind"), [(14, Squares), (15, Bars)])
def test_few_are_shown_one_by_one_and_many_as_a_bar(most: int, kind: type) -> None:
    drawn = squares(given(most, 1))
    assert isinstance(drawn, kind)
    if isinstance(drawn, Squares):
        assert [len(row.places) for row in drawn.rows] == [most, 1]


def test_columns_stand_on_one_foot_and_a_gap_stays_a_gap() -> None:
    drawn = columns(given(2, 0, 4))
    assert drawn is not None
    assert [(row.high, row.top) for row in drawn.rows] == [("3.50", "5.30"), ("0.00", "8.80"), ("7.00", "1.80")]
    assert [row.none for row in drawn.rows] == [False, True, False]


def test_of_the_stream_each_stage_is_as_high_as_it_has_come() -> None:
    drawn = stream([("Needs", 10, 2, 3, "2 wait", "3 left"), ("Bought", 5, 5, 0, "5 wait", "")])
    assert drawn is not None
    first, second = drawn.steps
    assert (first.left_high, first.here_high, first.went_high) == ("1.86", "1.24", "3.10")
    assert (second.here_high, second.went_high) == ("3.10", "0.00")
    assert stream([]) is None


def test_the_period_of_the_law_is_a_band_and_what_is_late_goes_on_where_it_ends() -> None:
    drawn = terms([Term("a", "10 days, by law 20", 10, 20, "1 not done yet, 1 late", 40), Term("b", "30 days", 30)])
    assert drawn is not None
    assert [(row.solid, row.band, row.late) for row in drawn.rows] == [("25.00", "50.00", "50.00"), ("75.00", "0.00", "0.00")]
    assert (drawn.rows[0].below, drawn.rows[1].text, drawn.height) == ("3.45", "6.80", "10.45")
    assert (drawn.banded, drawn.late) == (True, True)
    ruled = terms([Term("a", "10 days", 10, rule="CaiKu [2014] No. 214, Art. 10"), Term("b", "30 days", 30)])
    assert ruled is not None
    assert (ruled.rows[0].rule, ruled.rows[0].said, ruled.rows[1].text) == ("CaiKu [2014] No. 214, Art. 10", "3.45", "6.80")
    assert "a: 10 days; CaiKu [2014] No. 214, Art. 10" in ruled.description
    assert terms([Term("a", "1 not done yet", 0)]) is None


def test_what_is_beyond_the_limit_is_drawn_to_one_scale() -> None:
    drawn = limits([("a", "by 1 May", "10 days", Decimal(10)), ("b", "by 2 May", "5 days", Decimal(5))])
    assert drawn is not None
    assert [row.wide for row in drawn.rows] == ["50.00", "25.00"]
    assert limits([]) is None


@pytest.mark.parametrize(("words", "room", "kept"), [
    ("short", 5, "short"), ("longer", 5, "long…"), ("", 3, ""),
    ("居家养老", 8, "居家养老"), ("居家养老服务", 8, "居家养…"), ("居家养老", 7, "居家养…"), ("longer", 1, ""),
])  # fmt: skip
def test_a_name_that_does_not_fit_is_shortened(words: str, room: int, kept: str) -> None:
    assert fitted(words, room) == kept
    assert room_of(fitted(words, room)) <= room


@pytest.mark.parametrize(("names", "kept"), [
    (("Regulation, Art. 20: Eight", "Regulation, Art. 28: Splits", "Order 87"), ["…Art. 20: Eig…", "…Art. 28: Spl…", "Order 87"]),
    (("《实施条例》第二十条：八种", "《实施条例》第二十八条：拆分"), ["…第二十条：八…", "…第二十八条：…"]),
    (("County Bureau of Roads", "County Bureau of Water"), ["County B…Roads", "County B…Water"]),
    (("aaaaaaaaaaaaaaaaab", "aaaaaaaaaaaaaaaaac"), ["aaaaaaaaaaaa…b", "aaaaaaaaaaaa…c"]),
    (("Sunrise Property Care", "Sunrise Property Care 2"), ["Sunrise P…Care", "Sunrise…Care 2"]),
    (("one name of two parties", "one name of two parties"), ["one name of t…", "one name of t…"]),
])  # fmt: skip
def test_of_names_that_would_be_cut_to_the_same_what_tells_them_apart_stands(names: tuple[str, ...], kept: list[str]) -> None:
    assert fitted_apart(names, [14] * len(names)) == kept


def test_a_share_of_nothing_is_nothing() -> None:
    assert percent(5, 0) == "0.00"


def test_each_place_is_a_square_the_filled_ones_first() -> None:
    drawn = places([("home", "12 filled", 12, 1, 2)])
    assert isinstance(drawn, Places)
    (row,) = drawn.rows
    assert (len(row.filled), row.reserved, row.height) == (12, (("15.00", "0.00"),), "2.50")
    assert row.free == (("16.25", "0.00"), ("0.00", "1.25"))


@pytest.mark.parametrize(("filled", "kind"), [(140, Places), (141, Bars)])
def test_very_many_places_are_bars(filled: int, kind: type) -> None:
    assert isinstance(places([("home", "", filled, 0, 0)]), kind)


def test_a_name_that_half_a_screen_cuts_is_whole_where_there_is_a_whole_one() -> None:
    fits, cut, longest = "a" * 53, "a" * 54, "a" * 200
    assert [broad(one, room_of("100")) for one in (fits, cut)] == ["", cut]
    assert (room_of(broad(longest, 3)), broad(longest, 3)[-1]) == (129, "…")
    drawn = bars([Given(fits, "100", 1), Given(cut, "100", 1)])
    assert drawn is not None
    assert [(row.name == fits, row.broad) for row in drawn.rows] == [(True, ""), (False, cut)]


@pytest.mark.parametrize(("words", "lines"), [
    ("Cleaning", ("Cleaning", "")),
    ("Order 102, Art. 10: Six things that are no service", ("Order 102, Art. 10:", "Six things that are no ser…")),
    ("望渡镇苇塘村股份经济合作社住房和城乡建设局", ("望渡镇苇塘村股份经济", "合作社住房和城乡建设局")),
    ("财政部令第87号第四十一条：提交投标文件", ("财政部令第87号第四十", "一条：提交投标文件")),
    ("财政部令第102号第十条：下列六类不得纳入", ("财政部令第102号第十条：", "下列六类不得纳入")),
    ("Unbrokenlongwordofmanyletters", ("", "Unbrokenlongwordofmanylett…")),
])  # fmt: skip
def test_on_a_narrow_screen_a_name_goes_on_below(words: str, lines: tuple[str, str]) -> None:
    assert in_two(words, 21, 27) == lines


def test_a_row_of_two_lines_has_room_for_both_and_what_follows_stands_lower() -> None:
    drawn = bars([Given("Order 102, Art. 10: Six things that are no service", "12", 12), Given("Open tender", "3", 3)])
    assert drawn is not None
    assert [(one.narrow.first, one.narrow.rest) for one in drawn.rows] == [
        ("Order 102, Art. 10: Six", "things that are no service"), ("Open tender", "")]  # fmt: skip
    stand = [(one.narrow.text, one.narrow.below, one.narrow.top) for one in drawn.rows]
    assert stand == [("0.95", "2.20", "2.60"), ("5.10", "5.10", "5.50")]
    assert (drawn.height, drawn.narrow_height) == ("5.80", "7.05")


def test_where_each_name_fits_one_drawing_serves_every_screen() -> None:
    drawn = bars([Given("Open tender", "3", 3)])
    assert drawn is not None
    assert drawn.narrow_height == ""


@pytest.mark.parametrize(("width", "shown"), [(320, ["narrow"]), (1280, ["wide"])])
@pytest.mark.parametrize("template", ["bars", "squares"])
def test_each_screen_shows_one_of_two_drawings(chromium: Browser, template: str, width: int, shown: list[str]) -> None:
    long = [Given("Order 102, Art. 10: Six things that are no service", "2", 2), Given("Open tender", "1", 1)]
    drawn = bars(long) if template == "bars" else squares(long)
    html = render_to_string(f"web/pictures/{template}.html", {"pic": drawn, "id": "it", "words": "Refused"})
    tab = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    tab.set_content(f"<style>{STYLES.read_text()}</style>{html}")
    both = {"wide": tab.locator("svg.wide-only"), "narrow": tab.locator("svg.narrow-only")}
    assert [name for name, one in both.items() if one.is_visible()] == shown
    assert {name: one.count() for name, one in both.items()} == {"wide": 1, "narrow": 1}
    tab.emulate_media(media="print")
    assert [name for name, one in both.items() if one.is_visible()] == ["wide"]
    tab.context.close()
