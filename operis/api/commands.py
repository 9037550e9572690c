"""How does a program put a command? The body read by the fields of the command, then the clerk: a receipt, or a refusal.

    POST /api/v1/dockets/{kind}            {"command": slug, "fields": {...}}      opens a docket
    POST /api/v1/dockets/{no}/{command}    {"fields": {...}}

`happened` is for what took place elsewhere and is entered here; all else happens when it arrives, so that nobody can date it back.
"""

from base64 import b64encode
from datetime import datetime
from functools import cache
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop

from operis import clock
from operis.api.catalog import by_slug, can_be_outside, openers
from operis.api.front import Call
from operis.api.problems import Problem, Wrong, answer, malformed, not_found, unfit
from operis.api.refusals import Told, as_ground
from operis.api.schemas import putting
from operis.api.shapes import wrong_shapes
from operis.attachments.sealing import SealingKeyError
from operis.clerk import Entered, KeyReusedError, NoSuchDocketError, Refused, RefusedTooOftenError, WentBackError, put
from operis.core.acts import Command, Outside
from operis.core.fields import Happened, read
from operis.core.kinds import Json, MomentKind
from operis.core.reading import Reading
from operis.documents.lawbook import book, calendar
from operis.documents.problems import clock_behind, refused_too_often, sealing_key_missing
from operis.documents.receipts import receipt_of
from operis.law.book import PACK, Book
from operis.ledger.numbers import kind_of
from operis.ledger.read import Stored
from operis.ledger.receipt import seal_code, sign_receipt
from operis.strict_yaml import Malformed, Mistake, Node, Scalar, few
from operis.strict_yaml import Mapping as Table
from operis.watch import ClockStoppedError
from operis.weighing import Office

HAPPENED = MomentKind(or_day=True)


def office() -> Office:
    """This installation; made once for each law that it reads."""
    return _office(book(), settings.OPERIS_PREFIX)


@cache
def _office(law: Book, prefix: str) -> Office:
    return Office(law, PACK, prefix=prefix)


def open_docket(call: Call, kind: str) -> HttpResponse:
    """Put a command that opens a docket of this kind."""
    mandate, errors = call.mandate, list[Wrong]()
    key, node = call.idempotency_key(errors), call.body()
    said = node.pairs.get("command") if isinstance(node, Table) else None
    asked = openers(kind).get(said.text) if isinstance(said, Scalar) and not said.plain else None
    if asked is None:
        facts = {"given": said.text if isinstance(said, Scalar) else "", "commands": ", ".join(openers(kind))}
        errors.append(Wrong("pointer", "/command", "“{given}” opens no docket of this kind; these do: {commands}.", facts))
        raise malformed(errors)
    return _put(call, None, asked, node, key, errors, mandate)


def put_on_docket(call: Call, number: str, command: str) -> HttpResponse:
    """Put a command on a docket that is there."""
    mandate, errors = call.mandate, list[Wrong]()
    named = by_slug().get(command, {})
    asked = named.get(_kind(number, named))
    if asked is None:
        raise not_found()
    key, node = call.idempotency_key(errors), call.body()
    return _put(call, number, asked, node, key, errors, mandate)


def _kind(number: str, named: Any) -> str:
    """The kind of the docket, which tells commands of one name apart; where there is one only, the clerk compares."""
    return next(iter(named), "") if len(named) < 2 else kind_of(number.upper()) or ""


def _put(call: Call, number: str | None, asked: type[Command], node: Node, key: str, errors: list[Wrong], mandate: Any) -> HttpResponse:
    call.must_put(asked.slug)
    command, happened = _read(call, asked, node, opening=number is None, errors=errors)
    try:
        said = put(office(), number, command, mandate, happened=happened, entered=call.now, key=key)
    except Malformed as wrong:
        raise unfit(Wrong.of(mistake, "/fields") for mistake in wrong.mistakes) from wrong
    except NoSuchDocketError as error:
        raise not_found() from error
    except KeyReusedError as error:
        says = gettext_noop("Take a new key for a new request. {why}")
        raise Problem("key-reused", says, [Wrong("header", "Idempotency-Key", "Take a new one.")], why=f"{error}") from error
    except RefusedTooOftenError as error:
        wait = f"{max(ceil((error.until - call.now).total_seconds()), 1)}"
        raise Problem("refused-too-often", refused_too_often(error.until), headers={"Retry-After": wait}) from error
    except WentBackError as error:
        raise Problem("clock-behind", clock_behind(error.last), headers={"Retry-After": "60"}) from error
    except ClockStoppedError as error:
        raise Problem("clock-stopped", gettext_noop("Nothing was entered. Send the request again later, with the same key."),
                      headers={"Retry-After": "60"}) from error  # fmt: skip
    except SealingKeyError as error:
        raise Problem("sealing-key-missing", sealing_key_missing(), headers={"Retry-After": "60"}) from error
    if isinstance(said, Refused):
        return Told.now(said, command, number and number.upper(), call.now).response(call.request)
    body = receipt(said, command)
    if command.until_closing and not any(one.act.keeps for one in said.entries):
        raise Problem("too-late", gettext_noop("That it came, and when, is on record; nothing of it was kept."), members=body)
    return answer(body, 200 if said.repeated else 201, {"Location": body["url"], "Cache-Control": "no-store"})


def _read(call: Call, asked: type[Command], node: Node, *, opening: bool, errors: list[Wrong]) -> tuple[Command, Happened]:
    """What is asked and when it happened; a Problem with every mistake in header and body."""
    mistakes: list[Mistake] = []
    reading = Reading(calendar().zone)
    pairs = node.pairs if isinstance(node, Table) else {}
    names = [*(["command"] if opening else []), "fields", *(["happened"] if can_be_outside(asked) else [])]
    for name in pairs.keys() - set(names):
        facts = {"given": name, "fields": ", ".join(names)}
        mistakes.append(Mistake(f"/{name}", "There is no field “{given}” here; there are: {fields}.", None, facts))
    happened = HAPPENED.read(pairs["happened"], "/happened", reading) if "happened" in names and "happened" in pairs else None
    command: Command | None = None
    try:
        command = read(asked, pairs.get("fields", Table({}, {}, 0)), zone=calendar().zone, at="/fields")
    except Malformed as wrong:
        mistakes += wrong.mistakes
    if "fields" not in pairs:
        mistakes = [one for one in mistakes if not one.pointer.startswith("/fields")]
        mistakes.append(Mistake("/fields", "“{field}” is missing.", None, {"field": "fields"}))
    mistakes += reading.mistakes
    told = {one.pointer for one in mistakes}
    mistakes += [one for one in wrong_shapes(putting(asked, opening), node) if one.pointer not in told]
    errors += [Wrong.of(mistake) for mistake in few(mistakes)]
    if errors or command is None:
        raise malformed(errors)
    return command, _when(call, command, happened)


def _when(call: Call, command: Command, given: Any) -> Happened:
    """When it happened: what took place elsewhere on its own day, which has come; all else on arrival."""
    outside = getattr(command, "outside", None)
    if given is not None and not isinstance(outside, Outside):
        raise unfit([Wrong("pointer", "/happened", "Only what took place elsewhere has a time of its own: say where under `outside`.")])
    happened: Happened = given or (outside.on if isinstance(outside, Outside) else calendar().local(call.now))
    ahead = happened > call.now if isinstance(happened, datetime) else happened > call.today
    if ahead:
        raise unfit([Wrong("pointer", "/happened" if given else "/fields/outside/on", "This has not happened yet.")])
    return happened


def receipt(said: Entered, asked: Command) -> dict[str, Json]:
    """What was entered, signed: the same bytes whenever the same request comes again."""
    note = receipt_of(said, asked, settings.OPERIS_ORIGIN)
    return {
        "docket": said.docket, "url": reverse("api-docket", args=[said.docket]), "received": note.received,
        "entries": [entry(one) for one in said.entries], "notes": [as_ground(ground) for ground in said.entries[0].notes],
        "receipt": sign_receipt(note, clock.ledger_key()),
    }  # fmt: skip


def entry(one: Stored) -> dict[str, Json]:
    return {"number": one.number, "kind": str(one.said["act"]["kind"]), "leaf": b64encode(one.leaf).decode(), "seal": seal_code(one.leaf)}
