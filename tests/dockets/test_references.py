"""Does each field that holds the key of somebody, or the number of something, say so? Pages show its name, forms offer it by name."""

from operis.core.acts import Act, Command, act_classes, commands
from operis.core.fields import Field, walk
from operis.core.kinds import Kind, ManyKind, OptionalKind, RecordKind, SlugKind, TextKind
from operis.dockets.kinds import KINDS

REFER = frozenset({
    "agency", "again_of", "authors", "body", "confirmed_by", "criterion", "drawn", "entries", "holders", "lot", "lots", "need", "part",
    "person", "procurement", "reviewed_by", "reviewer", "supplier", "unit", "written_by",
})  # fmt: skip
ITSELF = frozenset({
    ("Lot", "lot"), ("NeedPart", "part"), ("LossAccepted", "entries"), ("AcceptLoss", "entries"), ("OutsidePurchaseEntered", "supplier"),
    ("EnterOutsidePurchase", "supplier"),
})  # fmt: skip
"""Where it is not referred to but given, or is a number of entries; who was bought from outside the law has no file here."""


def bare(kind: Kind) -> Kind:
    while isinstance(kind, (ManyKind, OptionalKind)):
        kind = kind.of
    return kind


def fields(cls: type, seen: set[type]) -> dict[tuple[str, str], Field]:
    """Every field of a record and of those in it, by the record that declares it."""
    if cls in seen:
        return {}
    seen.add(cls)
    found = {(cls.__name__, name): one for name, one in walk(cls).items()}
    for one in walk(cls).values():
        if isinstance(kind := bare(one.kind), RecordKind):
            found |= fields(kind.record, seen)
    return found


def every_field() -> dict[tuple[str, str], Field]:
    records: tuple[type[Act] | type[Command], ...] = (*act_classes(), *(asked for kind in KINDS for asked in commands(kind).values()))
    seen: set[type] = set()
    return {key: one for record in records for key, one in fields(record, seen).items()}


def test_what_refers_to_something_says_to_what() -> None:
    unsaid = {
        key for key, one in every_field().items()
        if key[1] in REFER and one.asked.of is None and isinstance(bare(one.kind), (TextKind, SlugKind))
    }  # fmt: skip
    assert unsaid - ITSELF == set()


def test_what_is_said_to_refer_is_a_key_or_a_number() -> None:
    assert {key for key, one in every_field().items() if one.asked.of and not isinstance(bare(one.kind), (TextKind, SlugKind))} == set()
