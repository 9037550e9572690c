"""A bid that was sealed to key holders, as it is sent, and what stands in clear on its bytes."""

from base64 import b64encode

from operis.dockets.bid.commands import SendSealedBid
from operis.dockets.bid.facts import SealedBytes
from operis.dockets.bid.terms import Envelope
from tests.procedures.bids import MARCH_10
from tests.statute import at

KEYS, HEADER, BYTES = "aa" * 32, "bb" * 32, "cc" * 32
ENVELOPES = tuple(Envelope(holder=f"{place}", sealed=b64encode(bytes([place]) * 80).decode()) for place in (1, 2, 3))
SENT = SendSealedBid(no=0, keys=KEYS, header_sha256=HEADER, sealed_sha256=BYTES, size=1_500, commitment="dd" * 32, envelopes=ENVELOPES)
HERE = SealedBytes(1_500, at(MARCH_10), HEADER, "DC-2026-S-0001", "1", "sunrise", 0, KEYS, fits=True)
