"""What does an indicator look at of a process? Its facts, from a compiled release, from whatever publisher it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class BidFacts:
    """One bid: by whom, at which price, when, and how it fared; without a price, a day or a bidder where none is told."""

    tenderers: tuple[str, ...]
    status: str
    amount: float | None = None
    received: datetime | None = None
    lot: str = ""


@dataclass(frozen=True)
class AwardFacts:
    suppliers: tuple[str, ...]
    status: str
    classes: frozenset[str] = frozenset()
    lot: str = ""


@dataclass(frozen=True)
class ProcessFacts:
    ocid: str
    buyer: str = ""
    entity: str = ""
    method: str = ""
    opens: datetime | None = None
    closes: datetime | None = None
    tenderers: int | None = None
    bids: tuple[BidFacts, ...] = ()
    awards: tuple[AwardFacts, ...] = ()

    @property
    def standing(self) -> tuple[AwardFacts, ...]:
        return tuple(one for one in self.awards if one.status == "active")

    @property
    def valid(self) -> tuple[BidFacts, ...]:
        return tuple(one for one in self.bids if one.status == "valid")

    @property
    def by_lot(self) -> "tuple[ProcessFacts, ...]":
        """The same lot by lot: bids for one lot are compared with no bid for another."""
        lots = (*(one.lot for one in self.bids), *(one.lot for one in self.awards))
        return tuple(map(self._of, dict.fromkeys(lots)))

    def _of(self, lot: str) -> "ProcessFacts":
        bids = tuple(one for one in self.bids if one.lot == lot)
        return replace(self, bids=bids, awards=tuple(one for one in self.awards if one.lot == lot))


def facts_of(release: Mapping[str, Any]) -> ProcessFacts:
    """Those of a compiled release."""
    tender = release.get("tender", {})
    period = tender.get("tenderPeriod", {})
    return ProcessFacts(
        ocid=release["ocid"],
        buyer=release.get("buyer", {}).get("id", ""),
        entity=tender.get("procuringEntity", {}).get("id", ""),
        method=tender.get("procurementMethod", ""),
        opens=_moment(period.get("startDate")),
        closes=_moment(period.get("endDate")),
        tenderers=tender.get("numberOfTenderers"),
        bids=tuple(_bids(release)),
        awards=tuple(_awards(release)),
    )


def _bids(release: Mapping[str, Any]) -> Iterator[BidFacts]:
    for one in release.get("bids", {}).get("details", ()):
        ids = tuple(each["id"] for each in one.get("tenderers", ()))
        yield BidFacts(ids, one.get("status", ""), one.get("value", {}).get("amount"), _moment(one.get("date")), _lot(one))


def _awards(release: Mapping[str, Any]) -> Iterator[AwardFacts]:
    for one in release.get("awards", ()):
        classes = frozenset(each["classification"]["id"] for each in one.get("items", ()) if "classification" in each)
        yield AwardFacts(tuple(each["id"] for each in one.get("suppliers", ())), one.get("status", ""), classes, _lot(one))


def _lot(one: Mapping[str, Any]) -> str:
    """Where there are lots, a bid and an award is of one."""
    return next(iter(one.get("relatedLots", ())), "")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None
