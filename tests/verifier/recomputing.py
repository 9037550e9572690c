"""What does the recomputer find in a docket? Its acts as entries, given to the program that is handed over."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from operis.cli.verify import recomputer
from operis.core.acts import Act
from operis.core.codec import encode
from tests.core.instances import salts
from tests.procedures.evaluating import TENDER
from tests.procedures.reopening import again as reopening
from tests.statute import book

AGAIN = recomputer()
NUMBER = "DC-2026-S-0001"


@cache
def law() -> bytes:
    return book().written("cn/41").encode()


def entries(acts: Iterable[Act]) -> list[dict[str, Any]]:
    """The acts as the entries of a docket: each decided by the law of its day."""
    pack, salt = hashlib.sha256(law()).hexdigest(), salts()
    noticed = next(TENDER.case(reopening()).day(one.happened) for one in acts if type(one).kind == "notice-published")
    return [
        {"no": no, "act": encode(act, salt).act, "notes": [],
         "law": {"pack": pack, "act_day": f"{TENDER.case(reopening()).day(act.happened):%Y-%m-%d}", "notice_day": f"{noticed:%Y-%m-%d}"}}
        for no, act in enumerate(acts)
    ]  # fmt: skip


def failed(acts: Iterable[Act]) -> list[str]:
    told = AGAIN.recompute([{"docket": NUMBER}, *({"entry": json.dumps(one)} for one in entries(acts))], [law()])
    assert told.not_public == []
    return [f"{one['no']}: {one['says']}" for one in told.failed]
