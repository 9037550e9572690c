"""How does a request look that is well written? Made from the list of fields, so that a new command has its example by itself."""


from operis.core.acts import Command
from operis.core.fields import Field, walk
from operis.core.kinds import (
    AnswersKind,
    BoolKind,
    CountKind,
    DayKind,
    DecimalKind,
    Json,
    Kind,
    ManyKind,
    MomentKind,
    MoneyKind,
    OptionalKind,
    RecordKind,
    SlugKind,
    WordingKind,
)
from operis.core.scores import ScoresKind

ELSEWHERE = {*walk(Command), "outside"}


def example(asked: type) -> dict[str, Json]:
    """Every field, but for what every command has and what is only there for a thing that took place elsewhere."""
    return {name: value_of(one.kind, one) for name, one in walk(asked).items() if one.required or name not in ELSEWHERE}


def value_of(kind: Kind, field: Field) -> Json:
    match kind:
        case WordingKind():
            return {"zh": field.asked.label.zh, "en": field.asked.label.en}
        case SlugKind():
            return str(kind.choices[0]) if kind.choices else "open-tender"
        case BoolKind():
            return True
        case CountKind():
            return 1
        case MoneyKind():
            return "860000.00"
        case DecimalKind():
            return "30"
        case DayKind():
            return "2026-03-02"
        case MomentKind():
            return "2026-03-23T09:30:00+08:00"
        case AnswersKind():
            return {"G01": True, "F01": "supplier", "F02": "quantity", "F03": True, "F08": "supplier"}
        case ScoresKind():
            return {"plan": ["40", "38"], "price": ["10"]}
        case ManyKind():
            return [value_of(kind.of, field)]
        case OptionalKind():
            return value_of(kind.of, field)
        case RecordKind():
            return example(kind.record)
    return field.asked.label.en
