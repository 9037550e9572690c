"""What can a program read? Dockets, their acts, rules as they stood on a day, and refusals by those whom they concern.

Lists come in pages: `next` is the cursor of the page that follows, null on the last.
"""

import json
import re
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop

from operis.api.front import Call
from operis.api.parameters import day_asked
from operis.api.problems import Problem, Wrong, answer, malformed, not_found
from operis.api.refusals import Told
from operis.attachments.models import content_of
from operis.core.kinds import Json
from operis.core.mandates import Mandate, Role
from operis.core.money import yuan
from operis.core.wording import Wording
from operis.dockets.kinds import open_kinds
from operis.dockets.procurement.stages import closed_by
from operis.dockets.secrecy import may_look, may_read
from operis.documents.lawbook import book, calendar
from operis.documents.shown import language
from operis.law.book import Row
from operis.ledger import read
from operis.ledger.folds import folded
from operis.ledger.logged import logged
from operis.ledger.numbers import kind_of, ordinal
from operis.ledger.own import own_records
from operis.ledger.read import Stored
from operis.ledger.receipt import seal_code
from operis.ledger.states import state_above, state_of
from operis.registers import models
from operis.registers.refusals import readable

T = TypeVar("T")
MOST: Final = 100
USUAL: Final = 25
DIGITS_MAX: Final = 15
"""A number of more digits is no place in the log, and no database counts so far."""
OPEN_KINDS: Final = tuple(sorted(kind.name for kind in open_kinds()))
"""The kinds of dockets that anybody may look up."""


def dockets(call: Call) -> HttpResponse:
    """All dockets by number, or those of one kind."""
    asked = call.parameters("kind", "cursor", "limit")
    errors: list[Wrong] = []
    kind, limit, after = asked.get("kind"), _limit(asked, errors), _cursor(asked, errors)
    if kind is not None and kind not in OPEN_KINDS:
        says = "“{given}” is not one of: {choices}."
        errors.append(Wrong("parameter", "kind", says, {"given": kind, "choices": ", ".join(OPEN_KINDS)}))
    if errors:
        raise malformed(errors)
    found = models.Docket.objects.filter(kind__in=[kind] if kind else OPEN_KINDS, ordinal__gt=ordinal(after)).order_by("ordinal")
    page = list(found[: limit + 1])
    return answer({"dockets": [as_docket(line, call) for line in page[:limit]], "next": _next(page, limit, lambda line: line.number)})


def docket(call: Call, number: str) -> HttpResponse:
    call.parameters()
    return answer(as_docket(_line(number, call), call))


def acts(call: Call, number: str) -> HttpResponse:
    """The acts of a docket in order, as they stand in the record; what is still kept from everybody is there by its hash alone."""
    asked = call.parameters("cursor", "limit")
    errors: list[Wrong] = []
    limit, after = _limit(asked, errors), _cursor(asked, errors, r"[0-9]{1,9}")
    if errors:
        raise malformed(errors)
    first = int(after) if after else 0
    line = _line(number, call)
    stored = read.entries(line.number)
    state, page = folded(line.number, stored).state, stored[first : first + limit + 1]
    told = [as_act(one, state, call.reader) for one in page[:limit]]
    headers = {"Cache-Control": "no-store", "Vary": "Authorization"} if call.reader else {}
    return answer({"acts": told, "next": _next(page, limit, lambda one: str(one.number))}, headers=headers)


def changes(call: Call) -> HttpResponse:
    """What came into the log since a place in it, as everybody reads it; acts on dockets that are no one's to look up are left out.

    Places are given in batches and never again, so that who asks on from `next` has every act once.
    """
    asked = call.parameters("since", "limit")
    errors: list[Wrong] = []
    limit, since = _limit(asked, errors), _since(asked, errors)
    if errors:
        raise malformed(errors)
    size = read.size()
    reached = max(since, min(since + limit, size))
    found, states = logged(since, reached), dict[str, Any]()
    told: list[Json] = []
    for position, one in found:
        if kind_of(one.docket) in OPEN_KINDS:
            if one.docket not in states:
                states[one.docket] = state_of(one.docket)
            told.append({"position": position, "docket": one.docket, "url": reverse("api-docket", args=[one.docket]),
                         "act": as_act(one, states[one.docket], None)})  # fmt: skip
    return answer({"changes": told, "next": reached, "more": reached < size, "size": size})


def contents(call: Call, number: str) -> HttpResponse:
    """What was kept beside the acts of a docket, such as what a bid says: for those who may read it."""
    call.parameters()
    line = _line(number, call)
    kept = [one.act.kept for one in read.entries(line.number) if one.act.kept is not None]
    found = [(one, content_of(line.number, one.sha256)) for one in kept]
    told = [{**one.told_by, "sha256": one.sha256, "content": json.loads(content) if content else None} for one, content in found]
    return answer({"contents": told}, headers={"Cache-Control": "no-store", "Vary": "Authorization"})


def rule(call: Call, id: str) -> HttpResponse:
    """One rule as it stands on a day: today, or that of `on`."""
    asked, errors = call.parameters("on"), list[Wrong]()
    day = day_asked(call, asked, errors)
    if errors:
        raise malformed(errors)
    row = book().rows.get(id)
    if row is None:
        raise not_found()
    return answer(as_rule(row.at(day), day))


def refusal(call: Call, number: str) -> HttpResponse:
    """A refusal, to the body that was refused and to supervision; to anyone else the same answer as for none."""
    mandate = call.mandate
    call.parameters()
    kept = models.Refused.objects.filter(number=number.upper()).first()
    if kept is None or not readable(kept, mandate):
        says = gettext_noop("A refusal is read by the body that was refused and by supervision. This one is not yours, or there is none.")
        raise Problem("not-yours", says)
    return answer(Told.of(kept).plain(call.request), headers={"Cache-Control": "no-store"})


def as_docket(line: models.Docket, call: Call) -> dict[str, Json]:
    title = dict(Wording(zh=line.title_zh or None, en=line.title_en or None))
    return {
        "number": line.number, "kind": line.kind, "state": closed_by(line.state, line.closes, call.now), "title": title or None,
        "body": line.body or None, "method": line.method or None, "need": line.need or None,
        "budget": None if line.budget_fen is None else yuan(line.budget_fen),
        "closes": None if line.closes is None else calendar().local(line.closes).isoformat(), "acts": line.acts,
        "url": reverse("api-docket", args=[line.number]),
    }  # fmt: skip


def as_act(one: Stored, state: Any, reader: Mandate | None) -> dict[str, Json]:
    """The stored entry beside the number that people read; its hash alone where the act is not for this reader; a loser's own results."""
    about = {"number": one.number, "leaf": b64encode(one.leaf).decode(), "seal": seal_code(one.leaf)}
    if not may_read(state, one.act, reader):
        return {**about, "withheld": True, **(_told(one) if one.act.told else {})}
    own = {one.act.own: _own(one, reader)} if one.act.own and reader is not None else {}
    return {**about, "title": one.act.title_words.within(language()), "entry": dict(one.said), **own}


def _told(one: Stored) -> dict[str, Json]:
    """What everybody is told of an act while the rest of it is kept from them."""
    fields = one.said["act"]["fields"]
    return {"title": one.act.title_words.within(language()), "told": {name: fields[name] for name in one.act.told}}


def _own(one: Stored, reader: Mandate) -> list[Json]:
    """What is meant for the supplier who asks: of a result why it did not win, with its own score and rank."""
    return [each for each in own_records(one) or () if each["supplier"] == reader.acts_for and reader.role is Role.SUPPLIER]


def as_rule(row: Row, day: date) -> dict[str, Json]:
    lang = language()
    event = row.event
    return {
        "id": row.id, "on": f"{day}", "in_force": row.holds(day), "binding": row.blocks,
        "pack": row.pack or None, "place": row.place or None,
        "citation": row.cite(lang),
        "instrument": {"id": row.instrument.id, "kind": row.instrument.kind, "title": row.instrument.title.said(lang)},
        "article": row.article.said(lang) if row.article else None, "text": row.says.said(lang), "kind": row.kind,
        "applies": {"methods": list(row.methods), "objects": list(row.objects), "levels": list(row.levels)},
        "event": {"from": event.start, "to": event.end, "bound": event.bound} if event else None,
        "terms": {name: {"value": row.value(name), "dated": [{"from": f"{first}", "value": value} for first, value in dated]}
                  for name, dated in row.terms.items()},
        "governed_by": row.governed_by, "first": f"{row.first}" if row.first else None, "last": f"{row.last}" if row.last else None,
        "confidence": {"rule": row.confidence.rule, "article": row.confidence.article}, "url": reverse("permanent-rule", args=[row.id]),
    }  # fmt: skip


def _line(number: str, call: Call) -> models.Docket:
    """The docket of that number, in any case of letters; what is not there and what is not for this reader give the same answer."""
    line = models.Docket.objects.filter(number=number.upper()).first() if kind_of(number.upper()) else None
    if line is None or (line.kind not in OPEN_KINDS and not _may_look(line, call.reader)):
        raise not_found()
    return line


def _may_look(line: models.Docket, reader: Mandate | None) -> bool:
    """A bid is for its supplier, and for those who evaluate it once bids are open."""
    if reader is None:
        return False
    state = state_of(line.number)
    return may_look(state, state_above(state), reader)


def _limit(asked: Mapping[str, str], errors: list[Wrong]) -> int:
    given = asked.get("limit", f"{USUAL}")
    if re.fullmatch(r"[1-9][0-9]?|100", given):
        return int(given)
    says = "Write a whole number from 1 to {most} instead of “{given}”."
    errors.append(Wrong("parameter", "limit", says, {"given": given, "most": f"{MOST}"}))
    return USUAL


def _since(asked: Mapping[str, str], errors: list[Wrong]) -> int:
    given = asked.get("since", "0")
    if given.isascii() and given.isdecimal() and len(given) <= DIGITS_MAX:
        return int(given)
    errors.append(Wrong("parameter", "since", "Write a place in the log: a whole number from 0, instead of “{given}”.", {"given": given}))
    return 0


def _cursor(asked: Mapping[str, str], errors: list[Wrong], form: str = r"[A-Z0-9-]{1,40}") -> str:
    """What stood last on the page before; empty at the beginning."""
    given = asked.get("cursor")
    if given is None:
        return ""
    try:
        found = urlsafe_b64decode(given + "=" * (-len(given) % 4)).decode("ascii")
    except ValueError:  # told below, in the words of the reader
        found = ""
    if not re.fullmatch(form, found) or _written(found) != given:
        errors.append(Wrong("parameter", "cursor", "This is no cursor: take it from `next` of the page before."))
    return found


def _written(last: str) -> str:
    return urlsafe_b64encode(last.encode()).decode().rstrip("=")


def _next(page: Sequence[T], limit: int, key: Callable[[T], str]) -> str | None:
    """The cursor of the page that follows, if there is more than fits on this one."""
    return _written(key(page[limit - 1])) if len(page) > limit else None
