#!/usr/bin/env python3
"""Does what must always hold of a record hold of these? Reads the records of many dockets together, without Operis.

    python operis_invariants.py RECORD [RECORD ...] [--json]

RECORD is a record (`operis/record/v1`), a ZIP with one, or a folder of them. Whether they are genuine is the question of
`operis_verify.py`, whether sums and days come out that of `operis_recompute.py`: run those too. What an entry that is kept back says
cannot be looked at. What was stored before a sentence held is told and is no fault. Exit status: 0 nothing broken; 1 something is
broken; 2 not readable. Sentences number entries as pages and seals do, from 1. It needs Python 3.9 or later and
`operis_records.py` and `operis_sentences.py` beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path += [str(Path(__file__).resolve().parent)] if __name__ == "__main__" else []  # `python -I` does not look beside this file

from operis_records import Unreadable, read
from operis_sentences import BROKEN, SENTENCES, TOLD, broken


def main(argv: Sequence[str] | None = None) -> int:
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("records", nargs="+")
    words.add_argument("--json", action="store_true")
    asked = words.parse_args(argv)
    try:
        dockets = read(asked.records)
    except (OSError, ValueError, KeyError, StopIteration, Unreadable) as wrong:
        print(f"Not readable: {wrong}", file=sys.stderr)
        return 2
    found = broken(dockets)
    if asked.json:
        print(json.dumps({"dockets": sorted(dockets), "sentences": [one.__name__ for one in SENTENCES],
                          "found": [one._asdict() for one in found]}, ensure_ascii=False, indent=1))  # fmt: skip
    else:
        for one in found:
            print(f"{one.docket} {one.number}: {'told: ' if one.weight == TOLD else ''}{one.says} ({one.sentence})")
        faults = sum(one.weight == BROKEN for one in found)
        print(f"{len(dockets)} dockets, {len(SENTENCES)} sentences: {faults} broken, {len(found) - faults} told.")
    return 1 if any(one.weight == BROKEN for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
