"""Is what was entered shown on every page, in every file and on every paper as it was written, and does none of it run there?"""

from dataclasses import fields, is_dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import Settings

from operis.clerk import Entered
from operis.cli import demo
from operis.core.signs import CONTROL
from operis.core.wording import Wording
from operis.dockets.procurement.terms import Document
from tests.api.programs import installed
from tests.ledger.county import County, need_recorded
from tests.procedures.documents import intention, notice, plan
from tests.statute import ALICE
from tests.web.hostile import REQUESTS, sound, strings
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
SPOKEN = [one for one in strings() if one.strip() and not CONTROL.search(one)]
"""What a field of free text takes."""
MACHINES = (
    "p{n}",
    "n/{n}",
    "processes/{n}/record.jsonl",
    "api/v1/dockets/{n}",
    "api/v1/dockets/{n}/acts",
    "feeds/notices.atom",
    "calendar/closings.ics",
)
PAPERS = ("notices/{n}.pdf", "notices/{n}.docx", "notices/{n}.txt", "processes/{n}.pdf", "processes/{n}/papers/plan.docx")
LISTS = ("notices/", "processes/", "desk/", "desk/{n}/", "processes/{n}/", "notices/{n}/", "processes/{need}/")


def poisoned(record: Any, text: str, *, apart: bool = False) -> Any:
    """The record with this in every free text and every name, at any depth; `apart`: in no two places the same."""
    changed: dict[str, Any] = {}
    for place, one in enumerate(fields(record)):
        value, own = getattr(record, one.name), marked(text, place) if apart else text
        if isinstance(value, Wording) and one.name != "quantity":  # that is read as a number
            changed[one.name] = Wording(zh=own, en=own)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changed[one.name] = tuple(Wording(zh=own, en=own) if isinstance(each, Wording) else poisoned(each, marked(own, no), apart=True)
                                      for no, each in enumerate(value))  # fmt: skip
        elif isinstance(record, Document) and one.name == "name":
            changed[one.name] = own
    return replace(record, **changed)


def marked(text: str, place: int) -> str:
    """As long, and another than that of the next place: the same words are no answer to three questions."""
    return f"{text[:-1] if len(text) > 100 else text}{chr(ord('a') + place % 26)}"


def test_what_was_entered_is_shown_on_every_page_and_paper_as_it_was_written(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    place = County().founded()
    client, many = signed_in(ALICE), REQUESTS // 200
    entered = 0
    for turn, text in enumerate(islice(cycle(SPOKEN), 40, 40 + many)):
        with transaction.atomic():
            need = place.done(None, poisoned(need_recorded(), text)).docket
            bought = place.need()
            number = next(iter(place.done(None, poisoned(intention(need=bought), text)).entries)).docket
            outcomes = [place.ask(number, poisoned(one, text)) for one in (plan(need=bought), notice())]
            demo.give_places()
            entered += all(isinstance(one, Entered) for one in outcomes)
            paths = [f"{spoken}/{one}" for one in LISTS for spoken in ("en", "zh-hans")]
            papers = [f"{spoken}/{PAPERS[turn % len(PAPERS)]}" for spoken in ("en", "zh-hans")]
            for one in (*paths, *MACHINES, *(papers if turn % 3 == 0 else ())):
                sound(client.get("/" + one.format(n=number, need=need)), (one, text[:200]))
            for spoken in ("en", "zh-hans"):
                sound(client.get(f"/{spoken}/processes/", {"q": text[:200]}), text[:200])
            transaction.set_rollback(True)
    assert entered == many
