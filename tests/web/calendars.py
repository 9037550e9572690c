"""What stands in a calendar file? Its events, once the file is found to be one."""

import re

from operis.web.reading.calendars import LINE_OCTETS


def events(calendar: str) -> list[dict[str, str]]:
    """A calendar as RFC 5545 has it: lines end in CR LF, none has more than 75 octets, those that begin with a space go on."""
    assert calendar.endswith("\r\n")
    lines = calendar.split("\r\n")[:-1]
    assert [line for line in lines if "\n" in line or "\r" in line or len(line.encode()) > LINE_OCTETS] == []
    whole = re.sub(r"\r\n ", "", calendar).split("\r\n")[:-1]
    assert (whole[:2], whole[-1]) == (["BEGIN:VCALENDAR", "VERSION:2.0"], "END:VCALENDAR")
    found: list[dict[str, str]] = []
    for line in whole[2:-1]:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif line != "END:VEVENT" and found:
            found[-1][name] = value
    return found
