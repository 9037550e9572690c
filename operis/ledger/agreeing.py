"""Does an entry agree with itself? Its columns with what its bytes say, and its hash with its bytes."""

import json
from collections.abc import Iterator, Mapping
from enum import Enum, auto

from operis.core.kinds import Json
from operis.ledger.tree import leaf_hash


class Misfit(Enum):
    """What of an entry cannot be right."""

    NUMBER = auto()
    KIND = auto()
    REQUEST = auto()
    BYTES = auto()


def said_by(body: object) -> dict[str, Json]:
    """What the bytes of an entry say; nothing where they are no entry."""
    try:
        said = json.loads(body) if isinstance(body, str) else {}
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def misfits(
    said: Mapping[str, Json], *, docket: str, no: int, kind: object, body: object, leaf: bytes, request: object
) -> Iterator[Misfit]:
    """Which parts of an entry, as its columns have them, its own bytes do not bear out."""
    act = said.get("act")
    if (said.get("docket"), said.get("no")) != (docket, no):
        yield Misfit.NUMBER
    if not isinstance(act, dict) or act.get("kind") != kind:
        yield Misfit.KIND
    if said.get("request") != request:
        yield Misfit.REQUEST
    if not isinstance(body, str) or leaf_hash(body.encode()) != leaf:
        yield Misfit.BYTES
