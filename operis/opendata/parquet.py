"""How is a table of lots written for programs that add up columns? As Parquet: amounts as decimals, counts as numbers, the rest as text."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import pyarrow as arrow
from pyarrow import parquet

from operis.opendata.flat import COLUMNS, values_of

AMOUNT, COUNT = arrow.decimal128(17, 2), arrow.int32()
TYPES = {name: AMOUNT if name.endswith("_yuan") else COUNT if name.endswith("bids") else arrow.string() for name in COLUMNS}
SCHEMA = arrow.schema(list(TYPES.items()))


def parquet_of(releases: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """One file in one piece; what there is not is null."""
    rows = [dict(zip(COLUMNS, values, strict=True)) for one in releases for values in values_of(one)]
    columns = [arrow.array([_typed(name, row[name]) for row in rows], type=TYPES[name]) for name in COLUMNS]
    sink = arrow.BufferOutputStream()
    parquet.write_table(arrow.Table.from_arrays(columns, schema=SCHEMA), sink, compression="zstd")
    yield sink.getvalue().to_pybytes()


def _typed(name: str, value: Any) -> object:
    if value == "":
        return None
    kind = TYPES[name]
    return Decimal(str(value)) if kind == AMOUNT else int(value) if kind == COUNT else str(value)
