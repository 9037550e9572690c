"""Which kinds of value can a field hold, and how is each read, stored, brought back and described?

Stored forms are decided for ever: money a string in yuan with two places, decimals and days as strings, whole numbers below 2**53, no
floats, `null` written. What is read from people is the same, with `yes`, `是`, `860,000元` and the like accepted, others refused by place.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from operis.core.money import ABOVE_ALL_FEN, fen, yuan
from operis.core.reading import LINE_MAX, LIST_MAX, PARAGRAPH_MAX, UNREAD, Reading, Unread, names_too_long
from operis.core.signs import CONTROL, SEEN, TURNING, WRITTEN
from operis.core.typed import day_of, folded, has_time, moment_of, without_gaps
from operis.core.wording import LANGUAGES, SLUG, Slug, Wording
from operis.strict_yaml import Mapping as MappingNode
from operis.strict_yaml import Node, Scalar, Sequence, below

Json = Any  # what canonical JSON holds: dict, list, str, int, bool, None
EMPTY: tuple[Json, ...] = (None, [])
LARGEST, LARGEST_COUNT = 2**53 - 1, 2**31 - 1  # what every reader of JSON keeps; what a column of a register holds, and sums of thousands
YES, NO = frozenset({"yes", "true", "on", "是", "y"}), frozenset({"no", "false", "off", "否", "n"})
_DECIMAL = re.compile(r"[0-9]{1,15}(\.[0-9]{1,9})?")
_COUNT = re.compile(r"[0-9]{1,16}|[0-9]{1,3}(?:[, ][0-9]{3}){1,5}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[, ][0-9]{3}){1,4}(?:\.[0-9]{1,9})?")


@dataclass(frozen=True)
class Kind:
    """One kind of value: the name that a schema and a form use for it, and its four directions."""

    most: int = field(default=LINE_MAX, kw_only=True)
    """Signs of one value, entries of a list or a table: what is read has no more; what is stored is brought back however long it is."""

    def read(self, node: Node, at: str, reading: Reading) -> object:
        """The value from a file or a request, or UNREAD with the mistake noted."""
        if not isinstance(node, Scalar):
            return reading.wrong(at, node, "Give one value here, not a list or a table.")
        if node.null:
            return reading.wrong(at, node, "A value is missing.")
        if len(node.text) > self.most:
            return reading.too_long(at, node, len(node.text), self.most)
        return self.scalar(node, at, reading)

    def too_many(self, node: Sequence | MappingNode, at: str, reading: Reading) -> bool:
        """Whether a list or a table has more entries than are read: one mistake, and none of them is looked at."""
        count = len(node.items if isinstance(node, Sequence) else node.pairs)
        if count > self.most:
            reading.too_many(at, node, count, self.most)
        return count > self.most

    def scalar(self, node: Scalar, at: str, reading: Reading) -> object:
        raise TypeError(f"{type(self).__name__} is not read from one value")

    def plain(self, value: Any) -> Json:
        return value

    def load(self, plain: Json) -> object:
        return plain

    def schema(self, stored: bool = False) -> dict[str, Json]:
        return {"type": "string"}


@dataclass(frozen=True)
class TextKind(Kind):
    """A name, a number of a document, a code: one language, kept as typed."""

    def scalar(self, node: Scalar, at: str, reading: Reading) -> object:
        if CONTROL.search(node.text):
            return reading.wrong(at, node, "There is a control character in this text; type it again.")
        if TURNING.search(node.text):
            says = "There is a sign in this text that cannot be seen and turns the direction of writing; type the text again."
            return reading.wrong(at, node, says)
        if SEEN.search(node.text) is None:
            if not node.text.strip():
                return reading.wrong(at, node, "A value is missing.")
            return reading.wrong(at, node, "Nothing can be seen in this text; type it again.")
        return node.text

    def schema(self, stored: bool = False) -> dict[str, Json]:
        return {"type": "string", **({} if stored else {"pattern": WRITTEN, "maxLength": self.most})}


@dataclass(frozen=True)
class SlugKind(Kind):
    """A word of a list of the law, or of `choices` where the field has them."""

    choices: tuple[str, ...] = ()

    def scalar(self, node: Scalar, at: str, reading: Reading) -> object:
        if self.choices and node.text not in self.choices:
            return reading.wrong(at, node, "“{given}” is not one of: {choices}.", given=node.text, choices=", ".join(self.choices))
        if not SLUG.fullmatch(node.text):
            says = "Write a word in small letters with hyphens, like open-tender, instead of “{given}”."
            return reading.wrong(at, node, says, given=node.text)
        return Slug(node.text)

    def plain(self, value: Any) -> Json:
        return str(value)

    def load(self, plain: Json) -> object:
        return Slug(plain)

    def schema(self, stored: bool = False) -> dict[str, Json]:
        if self.choices:
            return {"type": "string", "enum": [*map(str, self.choices)]}
        return {"type": "string", "pattern": f"^{SLUG.pattern}$", **({} if stored else {"maxLength": self.most})}


@dataclass(frozen=True)
class BoolKind(Kind):
    def scalar(self, node: Scalar, at: str, reading: Reading) -> object:
        word = folded(node.text).lower()
        if word in YES or word in NO:
            return word in YES
        return reading.wrong(at, node, "Answer yes or no instead of “{given}”.", given=node.text)

    def schema(self, stored: bool = False) -> dict[str, Json]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class CountKind(Kind):
    def scalar(self, node: Scalar, at: str, reading: Reading) -> object:
        text = folded(node.text)
        if not _COUNT.fullmatch(text) or (number := int(re.sub("[, ]", "", text))) > LARGEST_COUNT:
            return reading.wrong(at, node, "Write a whole number instead of “{given}”.", given=node.text)
        return number

    def schema(self, stored: bool = False) -> dict[str, Json]:
        return {"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT}


@dataclass(frozen=True)
class MoneyKind(Kind):
    def scalar(self, node: Scalar, at: str, reading: Reading) -> object:
        says = "Write the amount in yuan with at most two places, like 860000 or “860000.00”, instead of “{given}”."
        if node.plain and re.fullmatch(r"[0-9]*\.[0-9]+", node.text):
            says = 'Write the amount in quotes, like "{given}": a bare number with a point is a float.'
            return reading.wrong(at, node, says, given=node.text)
        try:
            amount = fen(node.text)
        except ValueError:
            return reading.wrong(at, node, says, given=node.text)
        if amount >= ABOVE_ALL_FEN:
            return reading.wrong(at, node, "Write an amount of less than a trillion yuan instead of “{given}”.", given=node.text)
        return amount

    def plain(self, value: Any) -> Json:
        return yuan(value)

    def load(self, plain: Json) -> object:
        return fen(plain)

    def schema(self, stored: bool = False) -> dict[str, Json]:
        return {"type": "string", "pattern": r"^\d{1,15}\.\d{2}$" if stored else r"^[0-9]{1,12}\.[0-9]{2}$"}


@dataclass(frozen=True)
class DecimalKind(Kind):
    """A share, a weight or a score: exact, never a float."""

    def scalar(self, node: Scalar, at: str, reading: Reading) -> object:
        text = folded(node.text).removesuffix("%").rstrip()
        if node.plain and "." in text:
            says = 'Write the number in quotes, like "{given}": a bare number with a point is a float.'
            return reading.wrong(at, node, says, given=node.text)
        if _GROUPED.fullmatch(text):
            text = re.sub("[, ]", "", text)
        if not _DECIMAL.fullmatch(text):
            return reading.wrong(at, node, "Write a number instead of “{given}”.", given=node.text)
        return Decimal(text)

    def plain(self, value: Any) -> Json:
        return format(value, "f")

    def load(self, plain: Json) -> object:
        return Decimal(plain)

    def schema(self, stored: bool = False) -> dict[str, Json]:
        return {"type": "string", "pattern": f"^{_DECIMAL.pattern}$"}


@dataclass(frozen=True)
class DayKind(Kind):
    def scalar(self, node: Scalar, at: str, reading: Reading) -> object:
        try:
            return day_of(node.text)
        except ValueError:
            return reading.wrong(at, node, "Write the day as year-month-day, like 2026-03-02, instead of “{given}”.", given=node.text)

    def plain(self, value: Any) -> Json:
        return f"{value:%Y-%m-%d}"

    def load(self, plain: Json) -> object:
        return date.fromisoformat(plain)

    def schema(self, stored: bool = False) -> dict[str, Json]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class MomentKind(Kind):
    """A time on a day, kept in the pack's zone however it was written; a day alone only where `or_day`."""

    or_day: bool = False

    def scalar(self, node: Scalar, at: str, reading: Reading) -> object:
        text = without_gaps(node.text)
        try:
            if self.or_day and not has_time(text):
                return day_of(text)
            moment = moment_of(text)
        except ValueError:
            return reading.wrong(at, node, "Write day and time, like 2026-03-23 09:30, instead of “{given}”.", given=node.text)
        return moment.astimezone(reading.zone) if moment.tzinfo else moment.replace(tzinfo=reading.zone)

    def plain(self, value: Any) -> Json:
        return f"{value:%Y-%m-%d}" if type(value) is date else stored_moment(value)

    def load(self, plain: Json) -> object:
        return date.fromisoformat(plain) if len(plain) == len("2026-03-02") else datetime.fromisoformat(plain)

    def schema(self, stored: bool = False) -> dict[str, Json]:
        moment = {"type": "string", "format": "date-time"}
        return {"anyOf": [{"type": "string", "format": "date"}, moment]} if self.or_day else moment


@dataclass(frozen=True)
class WordingKind(Kind):
    """Free text: a bare string takes the file's language; a table gives `zh`, `en` or both."""

    most: int = field(default=PARAGRAPH_MAX, kw_only=True)

    def read(self, node: Node, at: str, reading: Reading) -> object:
        one = TextKind(most=self.most)
        if not isinstance(node, MappingNode):
            text = one.read(node, at, reading)
            return text if isinstance(text, Unread) else Wording(**{reading.language: str(text)})
        unknown = [key for key in node.pairs if key not in LANGUAGES]
        for key in unknown:
            reading.wrong(below(at, key), node.pairs[key], "“{given}” is no language here: write zh or en.", given=key)
        texts = {key: one.read(value, below(at, key), reading) for key, value in node.pairs.items() if key in LANGUAGES}
        if unknown or not texts or UNREAD in texts.values():
            return UNREAD if unknown or texts else reading.wrong(at, node, "A value is missing.")
        return Wording(**{key: str(text) for key, text in texts.items()})

    def plain(self, value: Any) -> Json:
        return dict(value)

    def load(self, plain: Json) -> object:
        return Wording(**plain)

    def schema(self, stored: bool = False) -> dict[str, Json]:
        return {
            "type": "object",
            "properties": {language: {"minLength": 1, **TextKind(most=self.most).schema(stored)} for language in sorted(LANGUAGES)},
            "additionalProperties": False,
            "minProperties": 1,
        }


@dataclass(frozen=True)
class AnswersKind(Kind):
    """The answers of a determination: question to yes or no, number or word; the law's list says which fit."""

    most: int = field(default=LIST_MAX, kw_only=True)

    def read(self, node: Node, at: str, reading: Reading) -> object:
        if not isinstance(node, MappingNode):
            return reading.wrong(at, node, "Give the answers as a table, like {example}.", example="{G01: yes, F01: supplier}")
        if self.too_many(node, at, reading) or names_too_long(node, at, reading):
            return UNREAD
        answers = {key: self._one(value, below(at, key), reading) for key, value in node.pairs.items()}
        return UNREAD if UNREAD in answers.values() else answers

    def _one(self, node: Node, at: str, reading: Reading) -> object:
        text = TextKind().read(node, at, reading)
        if isinstance(text, Unread):
            return text
        word = str(text).strip().lower()
        if word in YES or word in NO:
            return word in YES
        return int(word) if re.fullmatch(r"[0-9]{1,16}", word) and int(word) <= LARGEST else str(text).strip()

    def plain(self, value: Any) -> Json:
        return dict(value)

    def load(self, plain: Json) -> object:
        return dict(plain)

    def schema(self, stored: bool = False) -> dict[str, Json]:
        if stored:
            return {"type": "object", "additionalProperties": {"type": ["boolean", "integer", "string"]}}
        answer = {"type": ["boolean", "integer", "string"], "pattern": WRITTEN, "maxLength": LINE_MAX}
        return {"type": "object", "additionalProperties": answer, "maxProperties": self.most, "propertyNames": {"maxLength": LINE_MAX}}


@dataclass(frozen=True)
class ManyKind(Kind):
    of: Kind
    most: int = field(default=LIST_MAX, kw_only=True)

    def read(self, node: Node, at: str, reading: Reading) -> object:
        if not isinstance(node, Sequence):
            return reading.wrong(at, node, "Give a list here.")
        if self.too_many(node, at, reading):
            return UNREAD
        items = tuple(self.of.read(item, below(at, place), reading) for place, item in enumerate(node.items))
        return UNREAD if UNREAD in items else items

    def plain(self, value: Any) -> Json:
        return [self.of.plain(item) for item in value]

    def load(self, plain: Json) -> object:
        return tuple(self.of.load(item) for item in plain)

    def schema(self, stored: bool = False) -> dict[str, Json]:
        return {"type": "array", "items": self.of.schema(stored), **({} if stored else {"maxItems": self.most})}


@dataclass(frozen=True)
class OptionalKind(Kind):
    of: Kind

    def read(self, node: Node, at: str, reading: Reading) -> object:
        return None if isinstance(node, Scalar) and node.null else self.of.read(node, at, reading)

    def plain(self, value: Any) -> Json:
        return None if value is None else self.of.plain(value)

    def load(self, plain: Json) -> object:
        return None if plain is None else self.of.load(plain)

    def schema(self, stored: bool = False) -> dict[str, Json]:
        return {"anyOf": [self.of.schema(stored), {"type": "null"}]}


@dataclass(frozen=True)
class RecordKind(Kind):
    """A record within a record; the walk over its fields is given in, so that kinds need not know records."""

    record: type
    walk: Callable[[type], Mapping[str, Any]]

    def read(self, node: Node, at: str, reading: Reading) -> object:
        if not isinstance(node, MappingNode):
            return reading.wrong(at, node, "Give a table with: {fields}.", fields=", ".join(self.walk(self.record)))
        return read_record(self.record, self.walk(self.record), node, at, reading)

    def plain(self, value: Any) -> Json:
        """A field that was added later and is empty is left out, so that what was stored without it is stored the same."""
        said = ((name, one, one.kind.plain(getattr(value, one.attribute))) for name, one in self.walk(self.record).items())
        return {name: plain for name, one, plain in said if not (one.later and plain in EMPTY)}

    def load(self, plain: Json) -> object:
        return self.record(**{one.attribute: one.kind.load(plain[name]) for name, one in self.walk(self.record).items() if name in plain})

    def schema(self, stored: bool = False) -> dict[str, Json]:
        fields = self.walk(self.record)
        return {
            "type": "object",
            "properties": {name: one.kind.schema(stored) for name, one in fields.items()},
            "required": [name for name, one in fields.items() if (not one.later if stored else one.required)],
            "additionalProperties": False,
        }


def read_record(record: type, fields: Mapping[str, Any], node: MappingNode, at: str, reading: Reading) -> object:
    """Read a table into `record`: unknown names, missing ones and wrong values are all noted."""
    unknown = [key for key in node.pairs if key not in fields]
    for key in unknown:
        says = "There is no field “{given}” here; there are: {fields}."
        reading.wrong(below(at, key), node.pairs[key], says, given=key, fields=", ".join(fields))
    values: dict[str, object] = {}
    for name, one in fields.items():
        if name in node.pairs:
            values[one.attribute] = one.kind.read(node.pairs[name], below(at, name), reading)
        elif one.required:
            values[one.attribute] = reading.wrong(below(at, name), node, "“{field}” is missing.", field=name)
    return UNREAD if unknown or UNREAD in values.values() else record(**values)


def bounded(kind: Kind, most: int) -> Kind:
    """The kind with a most of the field's own; TypeError for one of which nothing is counted."""
    if isinstance(kind, OptionalKind):
        return replace(kind, of=bounded(kind.of, most))
    if isinstance(kind, (TextKind, WordingKind, ManyKind)):
        return replace(kind, most=most)
    raise TypeError(f"{kind!r} has no most of its own")


def stored_moment(moment: datetime) -> str:
    """Local date-time with its offset: the moment as the law counts it."""
    return moment.isoformat()
