"""How are the bids of a notice sealed? To whom, and on which page, by the fingerprint that the ledger has of it."""

from dataclasses import dataclass
from typing import Any

from operis.dockets.procurement.key_facts import sealing_page
from operis.dockets.procurement.state import Procurement
from operis.documents.names import names_of
from operis.sealing.page import digest
from operis.web.reading.dockets import Shown


@dataclass(frozen=True, slots=True)
class Sealed:
    """`noticed` is the fingerprint when the notice went out, `today` that of the page as it is handed out now, where it is another."""

    holders: tuple[str, ...]
    keys: str
    noticed: str
    today: str


def sealed_bids(docket: Shown, state: Procurement) -> Sealed | None:
    """None where bids are kept by the site, because nobody was called to hold their keys; of a notice that is not out yet as it will be."""
    if state.keys_digest is None:
        return None
    names = names_of({one.holder for one in state.key_holders})
    facts: dict[str, Any] | None = next((one.said["facts"] for one in docket.entries if one.act == state.notice), None)
    noticed = digest() if facts is None else facts.get(sealing_page.name, {}).get("sha256", {}).get("text", "")
    holders = tuple(names.get(one.holder, one.holder) for one in state.key_holders)
    return Sealed(holders, state.keys_digest, noticed, digest() if digest() != noticed else "")
