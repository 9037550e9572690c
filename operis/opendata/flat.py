"""What does a table say of a process? One line for each lot of a compiled release; amounts in yuan, moments with their zone."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _last(some: list[Any]) -> Mapping[str, Any]:
    return some[-1] if some else {}


def _of_lot(release: Mapping[str, Any], section: str, lot: str) -> list[Any]:
    return [one for one in release.get(section, ()) if lot in one.get("relatedLots", ())]


def _statistic(release: Mapping[str, Any], measure: str, lot: str) -> Any:
    some = release.get("bids", {}).get("statistics", ())
    return next((one["value"] for one in some if one["measure"] == measure and one.get("relatedLot") == lot), "")


def _budget(release: Mapping[str, Any]) -> Mapping[str, Any]:
    """Before there is a plan with its lots: what the intention has for all of it."""
    amount: Mapping[str, Any] = release.get("planning", {}).get("budget", {}).get("amount", {})
    return amount


Says = Callable[[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]], Any]
"""Of a release, one of its lots, the award and the contract of that."""
CELLS: Mapping[str, Says] = {
    "ocid": lambda release, lot, award, contract: release["ocid"],
    "number": lambda release, lot, award, contract: release["tender"]["id"],
    "lot": lambda release, lot, award, contract: lot.get("id", ""),
    "title": lambda release, lot, award, contract: release["tender"].get("title", ""),
    "lot_title": lambda release, lot, award, contract: lot.get("title", ""),
    "buyer": lambda release, lot, award, contract: release["buyer"]["id"],
    "buyer_name": lambda release, lot, award, contract: release["buyer"]["name"],
    "method": lambda release, lot, award, contract: release["tender"].get("procurementMethod", ""),
    "status": lambda release, lot, award, contract: lot.get("status", release["tender"]["status"]),
    "budget_yuan": lambda release, lot, award, contract: (lot.get("value", {}) if lot else _budget(release)).get("amount", ""),
    "noticed": lambda release, lot, award, contract: release["tender"].get("tenderPeriod", {}).get("startDate", ""),
    "closes": lambda release, lot, award, contract: release["tender"].get("tenderPeriod", {}).get("endDate", ""),
    "bids": lambda release, lot, award, contract: _statistic(release, "bids", lot.get("id", "")),
    "valid_bids": lambda release, lot, award, contract: _statistic(release, "validBids", lot.get("id", "")),
    "award": lambda release, lot, award, contract: award.get("id", ""),
    "award_status": lambda release, lot, award, contract: award.get("status", ""),
    "awarded": lambda release, lot, award, contract: award.get("date", ""),
    "supplier": lambda release, lot, award, contract: _last(award.get("suppliers", [])).get("id", ""),
    "supplier_name": lambda release, lot, award, contract: _last(award.get("suppliers", [])).get("name", ""),
    "award_yuan": lambda release, lot, award, contract: award.get("value", {}).get("amount", ""),
    "contract": lambda release, lot, award, contract: contract.get("id", ""),
    "signed": lambda release, lot, award, contract: contract.get("dateSigned", ""),
    "contract_yuan": lambda release, lot, award, contract: contract.get("value", {}).get("amount", ""),
}
COLUMNS = tuple(CELLS)


def values_of(release: Mapping[str, Any]) -> Iterator[list[Any]]:
    """The newest award of each lot, and the contract of that; a process without a plan has no lot yet and one line."""
    for lot in release["tender"].get("lots") or [{}]:
        award = _last(_of_lot(release, "awards", lot.get("id", "")))
        contract = _last([one for one in release.get("contracts", ()) if award and one["awardID"] == award["id"]])
        yield [says(release, lot, award, contract) for says in CELLS.values()]


def lots_of(release: Mapping[str, Any]) -> Iterator[list[str]]:
    """As a spreadsheet may read them."""
    return ([disarmed(value) for value in values] for values in values_of(release))


def disarmed(value: Any) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
