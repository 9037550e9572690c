"""Who bid where and who won, over all years? And how rare would the pattern of winners be if all who bid had equal chances?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from operis.dockets.procurement.comparing import WON
from operis.figures.scope import Scope, parties, service_of
from operis.figures.tables import Column, Figures, Name, Sort
from operis.figures.winners import lots_of
from operis.registers import models

MOST = 1_000_000
"""What is rarer than once in so many is not told apart."""


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot whose result is published: who bought, who bid, who won."""

    body: str
    service: str
    bidders: frozenset[str]
    winner: str
    year: int


@dataclass(slots=True)
class Seen:
    """How often something came out, and how likely it was each time that it could."""

    times: int = 0
    chances: list[float] = field(default_factory=list)

    def see(self, came: bool, chance: float) -> None:
        self.times += came
        self.chances.append(chance)

    @property
    def at_least_so_often(self) -> float:
        """How likely so many times or more are, each with its own chance: the exact sum, one lot after the other."""
        sure = [1.0] + [0.0] * len(self.chances)
        for chance in self.chances:
            sure = [sure[0] * (1 - chance), *(sure[n] * (1 - chance) + sure[n - 1] * chance for n in range(1, len(sure)))]
        return min(1.0, sum(sure[self.times :]))


def lots(scope: Scope) -> list[Lot]:
    """Of every year, the oldest first."""
    own = Q(body=scope.body) if scope.body else Q()
    grouped = lots_of(models.Compared.objects.filter(own, published__lte=scope.today).order_by("published", "docket", "lot", "id"))
    of = service_of(docket for docket, _lot in grouped)
    return [one for (docket, _lot), bids in grouped.items() if (one := _lot_of(bids, of.get(docket, ""))) is not None
            and scope.service in ("", one.service)]  # fmt: skip


def _lot_of(bids: list[models.Compared], service: str) -> Lot | None:
    winner = next((one for one in bids if one.how == WON), None)
    return Lot(winner.body, service, frozenset(one.supplier for one in bids), winner.supplier, winner.published.year) if winner else None


def who_bid_where(scope: Scope) -> Figures:
    """Of each body and each that bid there: bids, lots won, and from when to when."""
    bid: Counter[tuple[str, str]] = Counter()
    won: Counter[tuple[str, str]] = Counter()
    years: dict[tuple[str, str], list[int]] = defaultdict(list)
    for lot in lots(scope):
        won[lot.body, lot.winner] += 1
        for one in lot.bidders:
            bid[lot.body, one] += 1
            years[lot.body, one].append(lot.year)
    bought, offered = parties({body for body, _supplier in bid}), parties({supplier for _body, supplier in bid})
    columns = (
        Column("body", _("Body"), Sort.NAME), Column("supplier", _("Supplier"), Sort.NAME), Column("bids", _("Bids")),
        Column("won", _("Lots won")), Column("years", _("Years"), Sort.NAME),
    )  # fmt: skip
    order = sorted(bid, key=lambda pair: (-sum(won[pair[0], one] for one in offered), pair[0], -won[pair], -bid[pair], pair[1]))
    rows = tuple((bought[body], offered[supplier], bid[body, supplier], won[body, supplier], _years(years[body, supplier]))
                 for body, supplier in order)  # fmt: skip
    return Figures("who-bid-where", _("Who bid where, and who won"), columns, rows)


def _years(found: Iterable[int]) -> Name:
    first, last = min(found), max(found)
    return Name("", f"{first}") if first == last else Name("", f"{first}–{last}")


def winners_by_year(scope: Scope) -> Figures:
    """Who won at each body in each year."""
    won: Counter[tuple[int, str, str]] = Counter((lot.year, lot.body, lot.winner) for lot in lots(scope))
    bought, offered = parties({body for _year, body, _won in won}), parties({supplier for _year, _body, supplier in won})
    columns = (Column("body", _("Body"), Sort.NAME), Column("year", _("Year"), Sort.NAME), Column("winner", _("Winner"), Sort.NAME),
               Column("won", _("Lots won")))  # fmt: skip
    rows = tuple((bought[body], Name("", f"{year}"), offered[supplier], count)
                 for (year, body, supplier), count in sorted(won.items(), key=lambda one: (one[0][1], -one[0][0], one[0][2])))  # fmt: skip
    return Figures("winners-by-year", _("Winners by body and year"), columns, rows)


def how_rare(scope: Scope) -> Figures:
    """Two patterns of winners: how often each came out, of how many lots, and how rare so many would be with equal chances."""
    columns = (
        Column("pattern", _("Won by"), Sort.NAME), Column("times", _("Times")), Column("lots", _("Of so many lots")),
        Column("once_in", _("With equal chances once in")),
    )  # fmt: skip
    rows = tuple((name, seen.times, len(seen.chances), once_in(seen.at_least_so_often)) for name, seen in patterns(lots(scope)))
    return Figures("how-rare", _("How rare is this with equal chances?"), columns, rows)


def once_in(chance: float) -> int:
    return min(MOST, round(1 / chance)) if chance * MOST > 1 else MOST


AGAIN = Name("again", "", words=_("whoever won before at that body, where it bid again"))
WAITED = Name("waited", "", words=_("whoever of those who bid had waited longest for a lot"))


def patterns(found: Iterable[Lot]) -> Iterator[tuple[Name, Seen]]:
    """Lots for which one alone bid tell nothing, nor those in which everybody fits the pattern or nobody."""
    again, waited = Seen(), Seen()
    before: dict[tuple[str, str], str] = {}
    last: dict[tuple[str, str], int] = {}
    for place, lot in enumerate(found):
        if len(lot.bidders) > 1:
            if before.get((lot.body, lot.service)) in lot.bidders:
                again.see(lot.winner == before[lot.body, lot.service], 1 / len(lot.bidders))
            longest = min(last.get((one, lot.service), -1) for one in lot.bidders)
            first = {one for one in lot.bidders if last.get((one, lot.service), -1) == longest}
            if len(first) < len(lot.bidders):
                waited.see(lot.winner in first, len(first) / len(lot.bidders))
        before[lot.body, lot.service] = lot.winner
        last[lot.winner, lot.service] = place
    yield AGAIN, again
    yield WAITED, waited
