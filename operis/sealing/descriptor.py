"""What does a bidder's program write beside the sealed bytes? Which bid it is, its fingerprints, and an envelope for each key holder.

    operis/sealed-bid/v1   {v, docket, lot, no, round, stage, keys, header_sha256, sealed_sha256, size, commitment,
                            envelopes: [{holder: "1", sealed: base64}, ...]}
"""

import base64

from operis.core.kinds import Json
from operis.sealing.bid import Sealed
from operis.sealing.header import Header

FORM = "operis/sealed-bid/v1"


def descriptor(header: Header, sealed: Sealed, *, round: int, stage: str) -> dict[str, Json]:
    envelopes: list[Json] = [
        {"holder": f"{place}", "sealed": base64.b64encode(one).decode()} for place, one in enumerate(sealed.envelopes, start=1)
    ]
    return {
        "v": FORM, "docket": header.docket, "lot": header.lot, "no": header.no, "round": round, "stage": stage, "keys": header.keys,
        "header_sha256": sealed.header_sha256, "sealed_sha256": sealed.sealed_sha256, "size": sealed.size,
        "commitment": sealed.commitment, "envelopes": envelopes,
    }  # fmt: skip
