"""Bids racing their closing: what came of it is printed as JSON.

python -m tests.ledger.racing
"""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.ledger.yard import at_once, made

made()

from django.db import connection  # noqa: E402

from operis.clerk import Entered, Refused, put  # noqa: E402
from operis.core.acts import Command  # noqa: E402
from operis.core.mandates import THE_CLOCK, Mandate, Role  # noqa: E402
from operis.core.wording import Slug  # noqa: E402
from operis.dockets.bid.commands import ObtainDocuments  # noqa: E402
from operis.dockets.procurement.acts import BidsClosed  # noqa: E402
from operis.dockets.procurement.commands import CloseBids, OpenBids  # noqa: E402
from operis.ledger import read  # noqa: E402
from tests.ledger.books import faults  # noqa: E402
from tests.ledger.county import FAYE, County, body_file  # noqa: E402
from tests.procedures.bids import bid  # noqa: E402
from tests.procedures.documents import intention, notice, plan  # noqa: E402

NUMBER = "DC-2026-S-0001"
CLOSES = notice().bids_close
BIDDERS, EACH = 8, 12


def bo(place: int) -> Mandate:
    return Mandate(role=Role.SUPPLIER, office="bids", body=f"firm-{place}", persons=("bo",))


def opened() -> list[str]:
    """A tender in which every bidder has taken the documents; gives back the numbers of their dockets."""
    county = County().founded()
    county.done(None, intention())
    county.done(NUMBER, plan())
    county.done(NUMBER, notice())
    dockets = []
    for place in range(BIDDERS):
        file = replace(body_file(f"firm-{place}"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"))
        county.done(None, file, FAYE)
        dockets.append(county.done(None, ObtainDocuments(procurement=NUMBER), bo(place)).docket)
    return dockets


def at(docket: str, asked: Command, by: Mandate, moment: datetime, key: str) -> Entered | Refused:
    return put(County().office, docket, asked, by, happened=moment, entered=moment, key=key)


def race(dockets: list[str]) -> list[Any]:
    """Each bidder sends bid after bid over the closing, while the clock closes: what each was told, by act and number."""

    def work(place: int) -> list[Any]:
        if place == BIDDERS:
            done = at(NUMBER, CloseBids(), THE_CLOCK, CLOSES, "close")
            assert isinstance(done, Entered)
            return []
        told = []
        for step in range(EACH):
            moment = CLOSES + timedelta(microseconds=step - EACH // 2)
            done = at(dockets[place], bid(800_000_00 + step), bo(place), moment, f"{place}-{step}")
            assert isinstance(done, Entered), done.refusal.grounds
            (entry,) = done.entries
            fields = entry.said["act"]["fields"]
            told.append([entry.said["act"]["kind"], dockets[place], fields.get("no"), fields["sealed_sha256"], moment < CLOSES])
        return told

    return [one for told in at_once(BIDDERS + 1, work) for one in told]


if __name__ == "__main__":
    told = race(opened())
    listed = [one.act for one in read.entries(NUMBER) if isinstance(one.act, BidsClosed)]
    at(NUMBER, OpenBids(), THE_CLOCK, CLOSES + timedelta(seconds=1), "open")
    kinds = [one.said["act"]["kind"] for one in read.entries(NUMBER)]
    on_list = [[one.bid, one.no, one.sealed_sha256] for one in listed[0].listed]
    print(json.dumps({"told": told, "listed": on_list, "kinds": kinds, "faults": faults(), "vendor": connection.vendor}))
