"""How are closing times and last days put into somebody's own calendar? As in RFC 5545: UTC, escaped text, lines of 75 octets at most."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.http import HttpResponse

LINE_OCTETS = 75
"""Section 3.1: the longest line, without its end."""
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A moment or a whole day: its own name for ever, and a number that rises when it is changed."""

    name: str
    changed: int
    at: datetime | date
    summary: str
    description: str
    url: str
    cancelled: bool = False


def calendar_of(events: Iterable[Event], title: str, now: datetime, name: str) -> HttpResponse:
    answer = HttpResponse("".join(map(folded, _lines(events, title, now))), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


def _lines(events: Iterable[Event], title: str, now: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Operis//Closing times//EN", "METHOD:PUBLISH", f"X-WR-CALNAME:{text(title)}")
    for event in events:
        yield from _event(event, now)
    yield "END:VCALENDAR"


def _event(event: Event, now: datetime) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{event.name}@{settings.OPERIS_ORIGIN.replace('/', '.')}", f"DTSTAMP:{utc(now)}")
    yield from (f"SEQUENCE:{event.changed}", _start(event.at), f"SUMMARY:{text(event.summary)}")
    yield from (f"DESCRIPTION:{text(event.description)}", f"URL:{event.url}", "TRANSP:TRANSPARENT")
    yield from (f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}", "END:VEVENT")


def _start(at: datetime | date) -> str:
    return f"DTSTART:{utc(at)}" if isinstance(at, datetime) else f"DTSTART;VALUE=DATE:{at:%Y%m%d}"


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def text(words: str) -> str:
    """Escaped, and without signs that a calendar may not hold."""
    kept = (sign for sign in "\n".join(words.splitlines()) if sign == "\n" or sign.isprintable())
    return "".join(ESCAPED.get(sign, sign) for sign in kept)


def folded(line: str) -> str:
    """A long line goes on in the next one after a space; no character is cut in two."""
    left, lines, room = line.encode(), list[bytes](), LINE_OCTETS
    while len(left) > room:
        cut = room
        while left[cut] & 0xC0 == 0x80:  # in the middle of a character
            cut -= 1
        lines.append(left[:cut])
        left, room = left[cut:], LINE_OCTETS - 1
    return b"\r\n ".join([*lines, left]).decode() + "\r\n"
