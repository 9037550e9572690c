"""Who gets the most, and how often alone? How many bid for a lot, of which size and kind, and what share goes to small firms?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from operis.core.fields import walk
from operis.core.wording import Label
from operis.dockets.file.terms import FileTerms
from operis.dockets.procurement.comparing import THROWN_OUT, WON
from operis.figures.money import PARTED, TOGETHER, commitments
from operis.figures.scope import Scope, of_these, parties, service_of
from operis.figures.tables import Column, Figures, Name, Sort, summed
from operis.registers import models

HUNDRED = Decimal(100)
MANY = 6
"""From so many bids on, lots are counted together."""
SO_MANY, OR_MORE = Label("{count}", "{count}家"), Label("{count} or more", "{count}家以上")
UNKNOWN = Name("", "", words=_("No enterprise, or not stated"))


def compared(scope: Scope) -> list[models.Compared]:
    """Every bid of each lot whose result was published within the year."""
    own = Q(body=scope.body) if scope.body else Q()
    if scope.supplier:
        beside = models.Compared.objects.filter(docket=OuterRef("docket"), lot=OuterRef("lot"), supplier=scope.supplier)
        own &= Q(Exists(beside))
    found = list(models.Compared.objects.filter(own, published__gte=scope.first, published__lte=scope.last).order_by("docket", "lot", "id"))
    if scope.service:
        of = service_of(one.docket for one in found)
        found = [one for one in found if of.get(one.docket, "") == scope.service]
    return found


def lots_of(found: Iterable[models.Compared]) -> dict[tuple[str, str], list[models.Compared]]:
    lots: dict[tuple[str, str], list[models.Compared]] = {}
    for one in found:
        lots.setdefault((one.docket, one.lot), []).append(one)
    return lots


def share(part: int, whole: int) -> Decimal | None:
    """Percent with one place; none of nothing."""
    return (Decimal(part) * HUNDRED / whole).quantize(Decimal("0.1")) if whole else None


def by_winner(scope: Scope) -> Figures:
    """Of each supplier that won: amount, share of all, lots, and how many it won as the only bid that counted."""
    found = compared(scope)
    won: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for bids in lots_of(found).values():
        counted = [one for one in bids if one.how != THROWN_OUT]
        for one in (bid for bid in bids if bid.how == WON):
            won[one.supplier] += 1
            alone[one.supplier] += len(counted) == 1
    money: Counter[str] = Counter()
    signed: Counter[str] = Counter()
    for each in commitments(scope):
        money[each.supplier] += each.fen
        signed[each.supplier] += each.fen if each.signed else 0
    whole, names = sum(money.values()), parties({*won, *money})
    columns = (
        Column("supplier", _("Supplier"), Sort.NAME), Column("amount", _("Amount"), Sort.FEN), Column("share", _("Share (%)"), Sort.SHARE),
        Column("won", _("Lots won")), Column("alone", _("Of these alone")), *PARTED,
    )  # fmt: skip
    rows = tuple(sorted(
        ((names[key], money[key], share(money[key], whole), won[key], alone[key], signed[key], money[key] - signed[key]) for key in names),
        key=lambda row: (-row[1], -row[3], row[0].key),
    ))  # fmt: skip
    return Figures("who-gets-the-most", _("Who gets the most"), columns, rows, summed(TOGETHER, rows, columns))


def alone_by_winner(scope: Scope) -> Figures:
    """Of each supplier that won: lots won as the only bid that counted, and against others; the most often alone first."""
    won = [(bids, one.supplier) for bids in lots_of(compared(scope)).values() for one in bids if one.how == WON]
    return _alone("alone-by-supplier", _("How often alone, by supplier"), Column("supplier", _("Supplier"), Sort.NAME), won,
                  parties(key for _bids, key in won))  # fmt: skip


def alone_by_body(scope: Scope) -> Figures:
    """Of each body: lots with a winner for which one bid alone counted, and those with more."""
    won = [(bids, bids[0].body) for bids in lots_of(compared(scope)).values() if any(one.how == WON for one in bids)]
    return _alone("alone-by-body", _("How often alone, by body"), Column("body", _("Body"), Sort.NAME), won,
                  parties(key for _bids, key in won))  # fmt: skip


def _alone(
    slug: str, words: Promise, first: Column, won: list[tuple[list[models.Compared], str]], names: Mapping[str, Name]
) -> Figures:  # fmt: skip
    lots = Counter(key for _bids, key in won)
    alone = Counter(key for bids, key in won if sum(one.how != THROWN_OUT for one in bids) == 1)
    columns = (first, Column("alone", _("One bid alone")), Column("others", _("Against others")), Column("lots", _("Lots with a result")),
               Column("share", _("Alone (%)"), Sort.SHARE))  # fmt: skip
    rows = tuple(sorted(
        ((names[key], alone[key], lots[key] - alone[key], lots[key], share(alone[key], lots[key])) for key in lots),
        key=lambda row: (-row[1], -row[3], row[0].key),
    ))  # fmt: skip
    together = summed(TOGETHER, rows, columns)[:-1]
    return Figures(slug, words, columns, rows, (*together, share(alone.total(), lots.total())))


def by_count(scope: Scope) -> Figures:
    """How many lots had how many bids."""
    counts = Counter(min(len(bids), MANY) for bids in lots_of(compared(scope)).values())
    columns = (Column("bids", _("Bids for a lot"), Sort.NAME), Column("lots", _("Lots")))
    most = max(counts, default=0)
    rows = tuple((_bids(many), counts[many]) for many in range(1, most + 1))
    return Figures("bids-for-a-lot", _("How many bid"), columns, rows, summed(TOGETHER, rows, columns))


def _bids(many: int) -> Name:
    words = OR_MORE if many == MANY else SO_MANY
    return Name(f"{many}", words.zh.format(count=many), words.en.format(count=many))


def by_size(scope: Scope) -> Figures:
    return _by_word(scope, "size", "bidders-by-size", Column("size", _("Size of the enterprise"), Sort.NAME))


def by_nature(scope: Scope) -> Figures:
    return _by_word(scope, "nature", "bidders-by-kind", Column("kind", _("Kind of bidder"), Sort.NAME))


def _by_word(scope: Scope, field: str, slug: str, first: Column) -> Figures:
    """Bids, bids thrown out, lots won and money, by what the file of the bidder says."""
    found = compared(scope)
    said = _said({one.supplier for one in found}, field)
    bids: Counter[str] = Counter(said.get(one.supplier, "") for one in found)
    out: Counter[str] = Counter(said.get(one.supplier, "") for one in found if one.how == THROWN_OUT)
    won: Counter[str] = Counter(said.get(one.supplier, "") for one in found if one.how == WON)
    columns = (first, Column("bids", _("Bids")), Column("thrown-out", _("Thrown out")), Column("won", _("Lots won")))
    rows = tuple((_word(field, word), count, out[word], won[word]) for word, count in bids.most_common())
    return Figures(slug, first.words, columns, rows, summed(TOGETHER, rows, columns))


def by_small(scope: Scope) -> Figures:
    """Money of the year by the size of who gets it."""
    money: Counter[str] = Counter()
    count: Counter[str] = Counter()
    found = commitments(scope)
    said = _said({one.supplier for one in found}, "size")
    for one in found:
        size = said.get(one.supplier, "")
        money[size] += one.fen
        count[size] += 1
    whole = sum(money.values())
    columns = (
        Column("size", _("Size of the enterprise"), Sort.NAME), Column("amount", _("Amount"), Sort.FEN),
        Column("share", _("Share (%)"), Sort.SHARE), Column("contracts", _("Contracts and awards")),
    )  # fmt: skip
    rows = tuple((_word("size", word), fen, share(fen, whole), count[word]) for word, fen in money.most_common())
    return Figures("money-by-size", _("Money by size of the enterprise"), columns, rows, summed(TOGETHER, rows, columns))


def _said(keys: set[str], field: str) -> dict[str, str]:
    return dict(of_these(models.Party.objects.all(), "key", keys, "key", field))


def _word(field: str, slug: str) -> Name:
    words = dict(walk(FileTerms)[field].asked.choices).get(slug)
    return Name(slug, words.within("zh"), words.within("en")) if words is not None and slug else UNKNOWN
