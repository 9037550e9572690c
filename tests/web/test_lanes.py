"""Are the prices of a lot drawn so that each can be read: names as far as they fit, and the line of the ceiling beside the words?"""

from decimal import Decimal
from itertools import pairwise

from operis.core.money import Fen
from operis.dockets.procurement.comparing import RANKED, WON, Fared
from operis.web.pictures.narrow import BELOW
from operis.web.pictures.scale import room_of
from operis.web.reading.lanes import BOLD_NARROW, Prices, prices

NAMES = {"a": "云泽县民政局养老服务和社会救助与残疾人事务中心" * 5, "b": "A Very Long Name of an Organisation " * 4, "c": "Short"}


def drawn() -> Prices:
    bids = (Fared(supplier="a", how=WON, price=Fen(1), rank=1), Fared(supplier="b", how=RANKED, price=Fen(10**14), rank=2),
            Fared(supplier="c", how=RANKED, price=Fen(10**14), rank=3))  # fmt: skip
    made = prices(bids, Fen(10**14), NAMES)
    assert made is not None
    return made


def test_a_name_is_whole_where_it_fits_and_cut_by_its_width_where_it_does_not() -> None:
    rows = drawn().rows
    assert [(one.name, one.wide, one.short) for one in rows][2] == ("Short", "Short", "Short")
    for one, key in zip(rows, "abc", strict=True):
        wide, narrow = (64, BOLD_NARROW) if one.kind == "win" else (80, BELOW)
        assert (room_of(one.wide) + room_of(one.told) <= wide, room_of(one.short) <= narrow, one.name) == (True, True, NAMES[key])


def test_the_line_of_the_ceiling_goes_through_no_words() -> None:
    """Words stand on their line and reach less than a line above it."""
    rows = drawn().rows
    for one, following in pairwise(rows):
        assert Decimal(one.top) < Decimal(one.below) < Decimal(one.line) < Decimal(one.end) <= Decimal(following.top) - Decimal("1.2")
    assert Decimal(rows[0].top) - Decimal("1") >= Decimal("2.4")
