"""What has been released of a process: one release for each moment at which something new could be read, and all of them together?"""

from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from operis.core.calendar import Calendar
from operis.opendata.codes import SECTIONS, TAGS
from operis.opendata.mapping import WHOLE
from operis.opendata.merging import COMPILED, news
from operis.opendata.seen import Seen, seen

Json = dict[str, Any]


def ocid(number: str) -> str:
    return f"{settings.OPERIS_OCID_PREFIX}-{number}"


def record(number: str, calendar: Calendar, language: str) -> Json | None:
    """The releases of one process, and all of it as it stands: built from the record and not from them, so that both can be compared."""
    every = list(_released(number, calendar, language))
    if not every:
        return None
    said, whole = every[-1]
    last = {**_head(number, said["date"], list(COMPILED), language), **whole}
    return {"ocid": ocid(number), "releases": [one for one, _whole in every], "compiledRelease": last}


def standing(number: str, calendar: Calendar, language: str) -> Json | None:
    """What the record of a process has as its compiled release, without what releases say of themselves: none of them is made for it."""
    last = deque(seen(number, calendar, language), maxlen=1)
    whole = WHOLE.build(last[0]) if last else {}
    return {"ocid": ocid(number), **whole} if news({}, whole) else None


def _released(number: str, calendar: Calendar, language: str) -> Iterator[tuple[Json, Json]]:
    """Each release, and beside it all that stands then."""
    before: Json = {}
    for at in seen(number, calendar, language):
        now = WHOLE.build(at)
        new = news(before, now)
        if new:
            date = calendar.local(at.at).isoformat()
            head = _head(number, date, _tags(at, new, before), language, f"{ocid(number)}-{_stamp(at.at)}")
            yield {**head, **new, "buyer": now["buyer"], "parties": _named(now["parties"], new)}, now
        before = now


def _head(number: str, date: str, tags: list[str], language: str, id: str = "") -> Json:
    """What each release says of itself; a compiled one is called by its date."""
    said = {"initiationType": "tender", "language": language}
    return {"ocid": ocid(number), "id": id or f"{ocid(number)}-{date}", "date": date, "tag": tags, **said}


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"


def _tags(at: Seen, new: Json, before: Json) -> list[str]:
    """What the acts of the moment are; where the standard has no word for any of them, what has changed."""
    of_acts = [TAGS[one.kind] for one in at.new if one.kind in TAGS]
    if of_acts and not before:
        of_acts = [one.removesuffix("Update") for one in of_acts]
    return list(dict.fromkeys(of_acts or [SECTIONS[name] for name in new if name in SECTIONS] or ["tenderUpdate"]))


def _named(parties: list[Json], new: Json) -> list[Json]:
    """Those whom the release tells of, and those of whom something else is known now."""
    named = {one["id"] for one in new.get("parties", ())} | set(_references(new)) | {parties[0]["id"]}
    return [one for one in parties if one["id"] in named]


def _references(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        if name in REFERENCES:
            yield value["id"]
        for inside, one in value.items():
            yield from _references(one, inside)
    elif isinstance(value, list):
        for one in value:
            yield from _references(one, name)


REFERENCES = frozenset({"buyer", "procuringEntity", "tenderers", "suppliers"})
