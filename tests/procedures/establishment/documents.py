"""Established posts that the law lets pass."""

from operis.core.mandates import Mandate, Role
from operis.dockets.establishment.commands import EnterEstablishment

JUN = Mandate(role=Role.PLACES, office="places", body="establishment-office", persons=("jun",))


def places(approved: int, filled: int = 38, reserved: int = 2) -> EnterEstablishment:
    return EnterEstablishment(holder="care-home", document="No. 17", approved=approved, filled=filled, reserved=reserved)
