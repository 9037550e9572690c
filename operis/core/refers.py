"""To what does a text of the record refer? People choose it by name, and a page shows its name."""

from enum import StrEnum


class RefersTo(StrEnum):
    """What a field holds the key, the number or the code of."""

    BODY = "body"
    """A body on file."""
    SUPPLIER = "supplier"
    """A supplier on file."""
    ENVELOPE = "envelope"
    """A bid on paper of the closing list."""
    BIDDER = "bidder"
    """A supplier whose bid was opened in this procurement."""
    ON_FILE = "on-file"
    """A body or a supplier on file."""
    HOLDER = "holder"
    """An institution or a programme that has an establishment."""
    KEEPER = "keeper"
    """A body whose officers hold keys of bids."""
    NAMED = "named"
    """Somebody who is named here and may be on file."""
    AGENCY = "agency"
    PERSON = "person"
    """The account of somebody who holds an office."""
    WATCHER = "watcher"
    """The account of somebody who may watch a draw."""
    MEMBER = "member"
    """The account of somebody on this panel."""
    DRAWN = "drawn"
    """What is drawn by lot: a bidder of the first rank, or the account of an expert."""
    CANDIDATE = "candidate"
    """A supplier on the list from which those who are invited are drawn."""
    CONTRACT = "contract"
    """A contract on record of the body that asks."""
    QUESTION = "question"
    """The number of a question that waits for its answer."""
    ANSWER = "answer"
    """The number of a question that was answered."""
    LOT = "lot"
    PART = "part"
    """A part of the need."""
    CRITERION = "criterion"
    DOCUMENT = "document"
    """The name of a purchasing document that holds."""
    NEED = "need"
    PROCUREMENT = "procurement"
    ROW = "row"
    """A row of law, or a word of the determination."""


PARTIES = frozenset({
    RefersTo.BODY, RefersTo.SUPPLIER, RefersTo.BIDDER, RefersTo.ON_FILE, RefersTo.HOLDER, RefersTo.KEEPER, RefersTo.NAMED, RefersTo.AGENCY,
    RefersTo.PERSON, RefersTo.WATCHER, RefersTo.MEMBER, RefersTo.DRAWN,
    RefersTo.CANDIDATE,
})  # fmt: skip
"""Those that are somebody."""
