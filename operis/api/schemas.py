"""Which form have the bodies that are sent and answered, as JSON Schema?"""


from operis.api.catalog import can_be_outside
from operis.core.acts import Command
from operis.core.fields import schema
from operis.core.kinds import AnswersKind, BoolKind, Json, MomentKind, TextKind, WordingKind
from operis.documents.checking import Kind
from operis.documents.lawbook import book
from operis.documents.problems import TITLES
from operis.law.loading import LEVELS

Schema = dict[str, Json]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
ACT_NUMBER: Schema = {"type": "integer", "minimum": 1, "description": "As on pages, papers and seals, from 1."}
YES: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
ANYTHING: Schema = {"type": "object"}
SEAL: Schema = {"type": "string", "pattern": "^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$"}
HAPPENED = MomentKind(or_day=True)


def table(**properties: Schema) -> Schema:
    """An object with all of these and nothing else."""
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}


def some(*required: str, **properties: Schema) -> Schema:
    """An object with these, of which some have to be there."""
    return {**table(**properties), "required": list(required)}


def many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def or_null(one: Schema) -> Schema:
    return {"anyOf": [one, {"type": "null"}]}


def linked(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def putting(asked: type[Command], opening: bool) -> Schema:
    """The body that puts a command."""
    named: dict[str, Schema] = {"command": {"const": asked.slug}} if opening else {}
    happened = {"happened": HAPPENED.schema()} if can_be_outside(asked) else {}
    return some(*named, "fields", **named, fields=schema(asked), **happened)


def law_pattern() -> str:
    """`cn`, `cn/41`, `cn/41/county`, `cn/central`."""
    return f"^({'|'.join(book().zones)})(/[0-9]{{2}}([0-9]{{2}}){{0,2}})?(/({'|'.join(sorted(LEVELS))}))?$"


def checking(name: str, kind: Kind) -> Schema:
    """The body of a document that is checked: its fields, and the method by which it is weighed."""
    own = schema(kind.asked)
    method: dict[str, Schema] = {"method": {"enum": list(kind.methods)}} if kind.methods else {}
    envelope: dict[str, Schema] = {"kind": {"const": name}, "about": ANYTHING}
    return {**own, "required": sorted({*own["required"], *method}), "properties": {**own["properties"], **envelope, **method}}


def determining() -> Schema:
    """The body of a determination: one part, or several under `parts`."""
    answers, title = AnswersKind().schema(), WordingKind().schema()
    name = {**TextKind().schema(), "format": "part"}  # a name of its own for each part, which a schema cannot say
    one = some("answers", part=name, answers=answers)
    several = {"anyOf": [{**many(one), "minItems": 1, "maxItems": 1}, {**many(table(part=name, answers=answers)), "minItems": 2}]}
    return {"oneOf": [some("answers", need=title, **one["properties"]),
                      some("parts", need=title, package=BoolKind().schema(), parts=several)]}  # fmt: skip


def counting() -> Schema:
    """The body that asks for periods."""
    names = {"enum": list(book().events)}
    events = {"type": "object", "minProperties": 1, "propertyNames": names, "additionalProperties": HAPPENED.schema()}
    return some("events", events=events, method={"enum": list(book().methods)}, object={"enum": list(book().objects)})


def components() -> dict[str, Schema]:
    """What several answers have in common."""
    wording = WordingKind().schema()
    place = {"number": ACT_NUMBER, "leaf": TEXT, "seal": SEAL}
    fact = {"type": "object", "minProperties": 1, "maxProperties": 1}
    ground = table(
        check=TEXT, rule=TEXT, on=DAY, severity={"enum": ["refused", "warning", "to-be-checked", "noted"]}, blocks=YES, at=or_null(TEXT),
        says=TEXT, do=TEXT, facts={"type": "object", "additionalProperties": fact},
    )  # fmt: skip
    rule = table(id=TEXT, version=DAY, citation=TEXT, text=TEXT, url=TEXT)
    wrong = {**some("says", pointer=TEXT, parameter=TEXT, header=TEXT, says=TEXT), "minProperties": 2, "maxProperties": 2}
    refusal = {
        "facts": many(table(name=TEXT, value=TEXT)), "rules": many(linked("Rule")),
        "remedies": many(table(label=TEXT, href=TEXT, deadline=or_null(MOMENT))), "grounds": many(linked("Ground")), "more": WHOLE,
        "number": TEXT, "docket": or_null(TEXT), "command": TEXT, "decided": MOMENT, "law": TEXT,
    }  # fmt: skip
    receipt = {
        "docket": TEXT, "url": TEXT, "received": MOMENT, "entries": many(table(kind=TEXT, **place)), "notes": many(linked("Ground")),
        "receipt": TEXT,
    }  # fmt: skip
    common = {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT, "instance": TEXT, "code": TEXT}
    docket = table(
        number=TEXT, kind=TEXT, state=TEXT, title=or_null(wording), body=or_null(TEXT), method=or_null(TEXT), need=or_null(TEXT),
        budget=or_null(TEXT), closes=or_null(MOMENT), acts=WHOLE, url=TEXT,
    )  # fmt: skip
    read = some("number", "leaf", "seal", "title", "entry", **place, title=TEXT, entry=ANYTHING, own_results=many(ANYTHING))
    return {
        "Ground": ground,
        "Rule": rule,
        "Problem": {**some(*common, **common, errors=many(linked("Mistake"))), "description": ", ".join(TITLES)},
        "Refusal": some(*common, *refusal, **common, **refusal),
        "Mistake": wrong,
        "Late": table(**common, **receipt),
        "Receipt": table(**receipt),
        "Docket": docket,
        "Change": table(position=WHOLE, docket=TEXT, url=TEXT, act=linked("Act")),
        "Act": {"oneOf": [read, some("number", "leaf", "seal", "withheld", **place, withheld={"const": True}, title=TEXT, told=ANYTHING)]},
    }  # fmt: skip


