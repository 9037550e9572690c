"""How are rows written and read? By one statement for all rows of a table, whose text is made once: an act reads and writes in several
tables, and the ORM would make each statement anew, which took longer than the database did."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


class _Insert(NamedTuple):
    """The parts of a statement that adds rows, and the fields whose values it takes."""

    fields: tuple[Any, ...]
    head: str
    row: str
    changed: str


class _Select(NamedTuple):
    """A statement that reads rows, the names of their fields, and what makes the values of some."""

    sql: str
    names: tuple[str, ...]
    made: tuple[tuple[int, Any, Any], ...]


def all_of(model: type[M], *order: str, **equal: Any) -> list[M]:
    """The rows whose columns have these values, or one of them where a tuple is given; `order`: by which columns, the last first by -."""
    if () in equal.values():
        return []
    sizes = tuple((name, len(value) if isinstance(value, tuple) else 0) for name, value in equal.items())
    made = _selected(model, connection.vendor, sizes, order)
    values = [one for value in equal.values() for one in (value if isinstance(value, tuple) else (value,))]
    with connection.cursor() as cursor:
        cursor.execute(made.sql, values)
        return [_row(model, made, list(row)) for row in cursor.fetchall()]


def one_of(model: type[M], *order: str, **equal: Any) -> M | None:
    return next(iter(all_of(model, *order, **equal)), None)


def _row(model: type[M], made: _Select, values: list[Any]) -> M:
    for place, column, convert in made.made:
        values[place] = convert(values[place], column, connection)
    row: M = model.from_db(connection.alias, made.names, values)
    return row


def add(rows: Sequence[models.Model]) -> None:
    """Rows that are not there yet."""
    _insert(rows, lambda insert: "")


def put(rows: Sequence[models.Model]) -> None:
    """Rows as they are now: one with the same key is changed."""
    _insert(rows, _changed)


def add_new(rows: Sequence[models.Model]) -> None:
    """Rows that may be there: those stay as they are."""
    _insert(rows, lambda insert: " ON CONFLICT DO NOTHING")


def change(docket: str, was: Sequence[models.Model], now: Sequence[models.Model]) -> None:
    """From the rows that one state of the docket makes to those of the next: what is the same is left as it is.

    Rows without a key are all of a docket or none.
    """
    for model in dict.fromkeys(type(one) for one in (*was, *now)):
        before, after = ([one for one in some if type(one) is model] for some in (was, now))
        if key := key_of(model):
            _change_each(model, key, before, after)
        elif [_values(one) for one in before] != [_values(one) for one in after]:
            if before:
                take_away(model, docket=docket)
            add(after)


def _change_each(model: type[models.Model], key: tuple[str, ...], before: Sequence[models.Model], after: Sequence[models.Model]) -> None:
    there, here = ({tuple(getattr(one, name) for name in key): one for one in some} for some in (before, after))
    for gone in there.keys() - here.keys():
        take_away(model, **dict(zip(key, gone, strict=True)))
    changed = [one for place, one in here.items() if place not in there or _values(there[place]) != _values(one)]
    (add_new if getattr(model, "first_stays", False) else put)(changed)


def _values(row: models.Model) -> list[Any]:
    return [getattr(row, field.attname) for field in row._meta.local_concrete_fields if not isinstance(field, models.AutoField)]


def take_away(model: type[models.Model], **of: str) -> None:
    """The rows that have these values; all of them, where none is named."""
    with connection.cursor() as cursor:
        cursor.execute(_delete(model, connection.vendor, tuple(of)), list(of.values()))


@cache
def key_of(model: type[models.Model]) -> tuple[str, ...]:
    """The fields by which a row is one: its primary key, unless that only counts; else what is unique."""
    own = [one for one in model._meta.local_concrete_fields if not isinstance(one, models.AutoField)]
    constraints = (tuple(one.fields) for one in model._meta.constraints if isinstance(one, models.UniqueConstraint))
    primary, unique = [(one.name,) for one in own if one.primary_key], [(one.name,) for one in own if one.unique]
    return next(iter([*primary, *unique, *constraints]), ())


def _changed(insert: _Insert) -> str:
    assert insert.changed  # a table whose rows have no key takes no row twice
    return insert.changed


def _insert(rows: Sequence[models.Model], then: Callable[[_Insert], str]) -> None:
    if not rows:
        return
    made = _compiled(type(rows[0]), connection.vendor)
    most = max(1, connection.ops.bulk_batch_size(list(made.fields), list(rows)))
    with connection.cursor() as cursor:
        for first in range(0, len(rows), most):
            part = rows[first : first + most]
            values = [field.get_db_prep_save(getattr(row, field.attname), connection) for row in part for field in made.fields]
            cursor.execute(f"{made.head}{', '.join([made.row] * len(part))}{then(made)}", values)


@cache
def _compiled(model: type[models.Model], vendor: str) -> _Insert:
    quote = connection.ops.quote_name
    fields: tuple[Any, ...] = tuple(one for one in model._meta.local_concrete_fields if not isinstance(one, models.AutoField))
    head = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(one.column) for one in fields)}) VALUES "
    key = key_of(model)
    others = ", ".join(f"{quote(one.column)} = EXCLUDED.{quote(one.column)}" for one in fields if one.name not in key)
    changed = f" ON CONFLICT ({', '.join(map(quote, key))}) DO UPDATE SET {others}" if key else ""
    return _Insert(fields, head, f"({', '.join(['%s'] * len(fields))})", changed)


@cache
def _selected(model: type[models.Model], vendor: str, sizes: tuple[tuple[str, int], ...], order: tuple[str, ...]) -> _Select:
    quote = connection.ops.quote_name
    fields: tuple[Any, ...] = tuple(model._meta.concrete_fields)
    several = {name: f"IN ({', '.join(['%s'] * size)})" for name, size in sizes if size}
    where = (f"{quote(name)} {several.get(name, '= %s')}" for name, _ in sizes)
    by = ", ".join(f"{quote(one.removeprefix('-'))}{' DESC' * one.startswith('-')}" for one in order)
    sql = f"SELECT {', '.join(quote(one.column) for one in fields)} FROM {quote(model._meta.db_table)} WHERE {' AND '.join(where)}"
    columns = [(place, one.cached_col) for place, one in enumerate(fields)]
    made = ((place, column, convert) for place, column in columns
            for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection)))  # fmt: skip
    return _Select(f"{sql} ORDER BY {by}" if by else sql, tuple(one.attname for one in fields), tuple(made))


@cache
def _delete(model: type[models.Model], vendor: str, names: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    where = " AND ".join(f"{quote(name)} = %s" for name in names)
    return f"DELETE FROM {quote(model._meta.db_table)}" + (f" WHERE {where}" if where else "")
