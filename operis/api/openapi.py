"""What can be asked of this API? OpenAPI 3.1, made from the commands and their fields: what is not here cannot be asked."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from django.conf import settings
from django.http import HttpResponse

from operis import __version__
from operis.api.catalog import by_kind, by_slug, openers, roles
from operis.api.examples import example
from operis.api.front import CO_SIGNERS, KEY, KEY_LENGTHS, Call
from operis.api.problems import JSON
from operis.api.reading import MOST, OPEN_KINDS, USUAL
from operis.api.schemas import (
    DAY,
    TEXT,
    WHOLE,
    YES,
    Schema,
    checking,
    components,
    counting,
    determining,
    law_pattern,
    linked,
    many,
    or_null,
    putting,
    table,
)
from operis.core.acts import Command
from operis.core.fields import plain
from operis.core.kinds import Json
from operis.core.mandates import ROLE_LABELS
from operis.dockets.kinds import KINDS
from operis.documents.checking import CHECKED, read_document
from operis.documents.checking import example as example_file
from operis.documents.lawbook import calendar
from operis.documents.problems import TITLES
from operis.documents.searching.results import KINDS as SEARCH_KINDS
from operis.law.book import PACK
from operis.registers.bigrams import QUERY_MAX
from operis.strict_yaml import parse

BASE: Final = "/api/v1"
MISTAKES: Final = (400, 405)
BODY: Final = (413, 415)
WORDS: Final = {code: title for code, title in reversed(list(TITLES.values()))}
NUMBER: Final = "DC-2026-S-0001"
CURSOR: Final = {"name": "cursor", "in": "query", "schema": {"type": "string", "format": "cursor"},
                 "description": "`next` of the page before."}  # fmt: skip
LIMIT: Final = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}}
SINCE: Final = {"name": "since", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 999_999_999_999_999, "default": 0},
                "description": "A place in the log: 0 at first, then `next` of the answer before. `more` says whether there is more now, "
                               "`size` how long the log is; a `size` below `since` means that it is another log."}  # fmt: skip
ON: Final = {"name": "on", "in": "query", "schema": DAY, "example": "2026-03-02",
             "description": "The day of the law; today where it is left out."}  # fmt: skip


def served(call: Call) -> HttpResponse:
    call.parameters()
    return HttpResponse(written(settings.OPERIS_LAW), content_type=JSON, headers={"Access-Control-Allow-Origin": "*"})


@cache
def written(law: str) -> bytes:
    """As it is given out: many hundred kilobytes, which anybody may ask for as often as they like."""
    return json.dumps(description(law), ensure_ascii=False).encode()


@cache
def description(_law: str) -> dict[str, Json]:
    """The whole description; made once for each law that is read, since that names packs, methods and events."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Operis", "version": __version__, "description": ABOUT, "license": LICENCE},
        "servers": [{"url": "/"}],
        "paths": dict(paths()),
        "components": {
            "schemas": components(),
            "securitySchemes": SCHEMES,
            "responses": {f"{status}": problem(words) for status, words in WORDS.items()},
        },
    }


SCHEMES: Final = {
    "token": {"type": "http", "scheme": "bearer", "description": "Made by `operis user token`."},
    "together": {"type": "apiKey", "in": "header", "name": CO_SIGNERS,
                 "description": "The tokens of those who sign too, parted by blanks: a panel acts as a whole."},
}  # fmt: skip
LICENCE: Final = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
ABOUT: Final = (
    "Every command and every read of this installation. A command needs the token of a mandate and an Idempotency-Key; "
    "what the law refuses is answered with every ground, its rule and what to do. Words come in the language of Accept-Language (en, zh)."
)


def paths() -> Iterator[tuple[str, Json]]:
    """Each address with its methods."""
    yield f"{BASE}/openapi.json", {"get": reads("This description", {"type": "object"}, [])}
    log = table(changes=many(linked("Change")), next=WHOLE, more=YES, size=WHOLE)
    yield f"{BASE}/changes", {"get": reads("What came into the log, in its order, as everybody reads it", log, [SINCE, LIMIT])}
    listed = {"name": "kind", "in": "query", "schema": {"enum": list(OPEN_KINDS)}, "example": "need"}
    page = table(dockets=many(linked("Docket")), next=or_null(TEXT))
    yield f"{BASE}/dockets", {"get": reads("Dockets, by number", page, [listed, CURSOR, LIMIT])}
    for kind in filter(openers, by_kind()):
        yield f"{BASE}/dockets/{kind}", {"post": opens(kind)}
    yield f"{BASE}/dockets/{{no}}", {"get": known("One docket", linked("Docket"), [number(NUMBER)])}
    acts = table(acts=many(linked("Act")), next=or_null(TEXT))
    yield f"{BASE}/dockets/{{no}}/acts", {"get": known("The acts of a docket, in order", acts, [number(NUMBER), CURSOR, LIMIT])}
    kept = {"type": "object", "required": ["lot", "round", "sha256", "content"]}
    says = "What is kept beside the acts: a bid's own supplier reads it, who evaluates it once bids are open"
    yield f"{BASE}/dockets/{{no}}/contents", {"get": known(says, table(contents=many(kept)), [number(NUMBER)])}
    for slug, commands in by_slug().items():
        yield f"{BASE}/dockets/{{no}}/{slug}", {"post": puts(slug, commands)}
    yield f"{BASE}/search", {"get": reads("Everything that everyone may read, by words", SEARCHED, SEARCHING, 422)}
    rule = {"name": "id", "in": "path", "required": True, "schema": TEXT, "example": "GPL-35"}
    one_rule = {"type": "object", "required": ["id", "text", "citation"]}
    yield f"{BASE}/rules/{{id}}", {"get": reads("One rule, as it stands on a day", one_rule, [rule, ON], 404)}
    refusal = reads("A refusal, to whom it concerns", linked("Refusal"), [number("X-2026-000001")], 401, 403)
    yield f"{BASE}/refusals/{{no}}", {"get": {**refusal, "security": [{"token": []}]}}
    yield f"{BASE}/determine", {"post": asks("Service, service post, or neither", determining(), NEED, ANSWERED, 422)}
    periods = table(periods=many({"type": "object", "required": ["rule", "to", "bound", "date", "how"]}))
    yield f"{BASE}/deadlines", {"post": asks("Periods that events start", counting(), EVENTS, periods)}
    findings = table(findings=many(linked("Ground")))
    for name, document in CHECKED.items():
        words = f"What the law says to this document: {name}"
        yield f"{BASE}/check/{name}", {"post": asks(words, checking(name, document), checked(name), findings, 422)}


SEARCHING: Final[list[Json]] = [
    {"name": "q", "in": "query", "required": True, "schema": {"type": "string", "minLength": 1, "maxLength": QUERY_MAX}, "example": "养老",
     "description": "Words in Chinese or English, a part of a name or of a number."},
    {"name": "kind", "in": "query", "schema": {"enum": list(SEARCH_KINDS)}, "example": "notice"},
    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 99_999, "default": 1}},
]  # fmt: skip
SEARCHED: Final = table(
    count={"type": "integer"},
    counts={"type": "object", "additionalProperties": {"type": "integer"}},
    has={"enum": ["all", "some"]},
    instead=many(table(typed=TEXT, found=TEXT)),
    more={"type": "boolean"},
    page={"type": "integer"},
    next=or_null({"type": "integer"}),
    results=many({"type": "object", "required": ["kind", "number", "title", "body", "amount", "day", "fit", "url"]}),
)
NEED: Final = {"need": {"en": "Day care in three villages"}, "part": "day care",
               "answers": {"G01": True, "F01": "supplier", "F02": "quantity", "F03": True, "F08": "supplier"}}  # fmt: skip
EVENTS: Final = {"events": {"bidding-documents-issued": "2026-03-02"}}
ANSWERED: Final = {"type": "object", "required": ["outcome", "holds", "flags", "parts"]}


def opens(kind: str) -> Json:
    commands = openers(kind)
    examples = {slug: {"value": {"command": slug, "fields": example(asked)}} for slug, asked in commands.items()}
    return command(f"Open a docket: {kind}", [putting(asked, opening=True) for asked in commands.values()], examples, commands, [])


def puts(slug: str, commands: Mapping[str, type[Command]]) -> Json:
    examples = {kind: {"value": {"fields": example(asked)}} for kind, asked in commands.items()}
    kind, first = next(iter(commands.items()))
    schemas = [putting(asked, opening=False) for asked in commands.values()]
    return command(first.title_words.en, schemas, examples, commands, [number(like(kind))])


def command(summary: str, schemas: list[Schema], examples: Json, commands: Mapping[str, type[Command]], parameters: list[Json]) -> Json:
    """A command: who may take it, its body, its receipt, its refusal."""
    may = sorted({ROLE_LABELS[role].en for asked in commands.values() for role in roles(asked)})
    least, most = KEY_LENGTHS
    key = {
        "name": "Idempotency-Key", "in": "header", "required": True, "example": "q7n4XyZ0b1KfW2mR8sT3vA",
        "schema": {"type": "string", "minLength": least, "maxLength": most, "pattern": KEY},
        "description": "128 random bits. The same key with the same request gives the same receipt and enters nothing twice; refused for "
                       "the same, while the docket has not moved, it gives the same refusal.",
    }  # fmt: skip
    receipt = {"description": "Entered: the signed receipt", "content": {"application/json": {"schema": linked("Receipt")}},
               "headers": {"Location": {"schema": TEXT, "required": True}}}  # fmt: skip
    again = {**receipt, "description": "Entered before by the same request: the same receipt"}
    return {
        "summary": summary, "description": f"Taken by: {', '.join(may)}.", "security": [{"token": []}, {"token": [], "together": []}],
        "parameters": [*parameters, key],
        # Any, not one: on two kinds of docket the same step may ask for the same.
        "requestBody": body(schemas[0] if len(schemas) == 1 else {"anyOf": schemas}, examples),
        "responses": {"200": again, "201": receipt, **problems(*MISTAKES, *BODY, 401, 403, 404, 409, 422, 429, 503)},
    }  # fmt: skip


def asks(summary: str, schema: Schema, sent: Json, answered: Schema, *statuses: int) -> Json:
    """A question about the law; nothing is entered."""
    law = {"name": "law", "in": "query", "schema": {"type": "string", "pattern": law_pattern(), "default": PACK}, "example": "cn/41/county",
           "description": "Pack, and where it matters place and budget level."}  # fmt: skip
    return {"summary": summary, "parameters": [law, ON], "requestBody": body(schema, {"one": {"value": sent}}),
            "responses": {"200": found(answered), **problems(*MISTAKES, *BODY, *statuses)}}  # fmt: skip


def reads(summary: str, schema: Schema, parameters: list[Json], *statuses: int) -> Json:
    return {"summary": summary, "parameters": parameters, "responses": {"200": found(schema), **problems(*MISTAKES, *statuses)}}


def known(summary: str, schema: Schema, parameters: list[Json]) -> Json:
    """A read that says more to those whose docket it is."""
    return {**reads(summary, schema, parameters, 401, 404), "security": [{}, {"token": []}]}


def body(schema: Schema, examples: Json) -> Json:
    return {"required": True, "content": {"application/json": {"schema": schema, "examples": examples}}}


def found(schema: Schema) -> Json:
    return {"description": "Found", "content": {"application/json": {"schema": schema}}}


def problems(*statuses: int) -> Json:
    return {f"{status}": {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)}


def problem(words: str) -> Json:
    content = {"application/problem+json": {"schema": {"anyOf": [linked(name) for name in ("Problem", "Refusal", "Late")]}}}
    return {"description": words.replace("{step}", "the step"), "content": content}


def like(kind: str) -> str:
    """A number such as dockets of this kind have."""
    letter = KINDS[kind].letter
    return f"DC-{letter}-{'0' * 26}" if KINDS[kind].secret else f"DC-2026-{letter}-0001"


def number(one: str) -> Json:
    words = "The number, in any case of letters."
    return {"name": "no", "in": "path", "required": True, "schema": TEXT, "example": one, "description": words}


@cache
def checked(name: str) -> Json:
    """The example file of the command line, as programs write it."""
    procedure, kind, asked = read_document(parse(example_file(name)), calendar())
    method = {"method": procedure.name} if kind.methods else {}
    return {**{field: value for field, value in plain(asked).items() if value is not None}, **method}
