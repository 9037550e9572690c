"""How did the bids of a supplier fare? Each once the result of its lot is published: where, at which rank, won or not."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from operis.core.wording import Label
from operis.dockets.procurement.comparing import BARRED, FALLEN, LEFT, OUT, RANKED, THROWN_OUT, UNREAD, WON
from operis.figures.money import TOGETHER
from operis.figures.results import titled
from operis.figures.scope import Scope, parties
from operis.figures.tables import Column, Figures, Name, Sort, summed
from operis.figures.winners import compared, lots_of, share
from operis.registers import models

WORDS = {
    WON: Label("Won", "中标（成交）"), RANKED: Label("Ranked behind", "排名在后"), THROWN_OUT: Label("Thrown out", "投标（响应）无效"),
    OUT: Label("Not ranked", "未参加排名"), LEFT: Label("Not chosen", "未被选定"), FALLEN: Label("Award set aside", "中标（成交）被撤销"),
    BARRED: Label("Passed over", "被跳过"), UNREAD: Label("Not read", "未能读取"),
}  # fmt: skip
"""In the order in which they are told."""


def own(scope: Scope, every: list[models.Compared]) -> list[models.Compared]:
    """Its bids among these, the newest first."""
    found = [one for one in every if one.supplier == scope.supplier]
    return sorted(found, key=lambda one: (one.published, one.docket, one.lot), reverse=True)


def each(scope: Scope) -> Figures:
    """Beside each how many bids there were for the lot."""
    every = compared(scope)
    found, lots = own(scope, every), lots_of(every)
    titles, buyers = titled(one.docket for one in found), parties(one.body for one in found)
    columns = (
        Column("process", _("Service"), Sort.NAME), Column("lot", _("Lot"), Sort.NAME), Column("body", _("Body"), Sort.NAME),
        Column("how", _("How it fared"), Sort.NAME), Column("rank", _("Rank")), Column("bids", _("Bids")),
        Column("price", _("Price"), Sort.FEN), Column("published", _("Published on"), Sort.DAY),
    )  # fmt: skip
    rows = tuple((titles[one.docket], Name(one.lot, one.lot, one.lot), buyers[one.body], _how(one.how), one.rank,
                  len(lots[one.docket, one.lot]), one.price_fen, one.published) for one in found)  # fmt: skip
    return Figures("bids-made", _("Bids whose result is published"), columns, rows)


def by_outcome(scope: Scope) -> Figures:
    """Counts and shares."""
    counts = Counter(one.how for one in own(scope, compared(scope)))
    columns = (Column("how", _("How it fared"), Sort.NAME), Column("bids", _("Bids")), Column("share", _("Share (%)"), Sort.SHARE))
    rows = tuple((_how(how), counts[how], share(counts[how], counts.total())) for how in WORDS if counts[how])
    return Figures("bids-by-outcome", _("How its bids fared"), columns, rows, summed(TOGETHER, rows, columns))


def _how(how: str) -> Name:
    return Name(how, WORDS[how].zh, WORDS[how].en)
