"""Walks over a whole county, honest and dishonest: `./run bench walks 5000` takes so many; every sentence holds after each act."""

import logging
import os
import sys
import tempfile
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

WALKS, PROCESSES, AT_ONCE = 5_000, 2, 50


def set_up() -> None:
    """A database in memory and a data folder of this process's own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    logging.disable(logging.INFO)
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection, transaction
    from django.test.utils import setup_databases, setup_test_environment

    from operis.registers import tables
    from tests.api.programs import installed

    setup_test_environment()
    folder = Path(tempfile.mkdtemp(prefix="walks-"))
    settings.OPERIS_DATA = folder
    connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
    setup_databases(verbosity=0, interactive=False)
    with transaction.atomic():
        tables.make()
    installed(folder)


def walked(numbers: range) -> tuple[Counter[str], list[str]]:
    """What came of these walks, and each that broke a sentence."""
    from django.db import transaction

    from tests.invariants.doors import doors_agree
    from tests.invariants.walking import Walk

    counted, broken = Counter[str](), []
    for number in numbers:
        with transaction.atomic():
            try:
                walk = Walk(number).run()
                doors_agree(walk.world)
                counted.update(walk.counted)
                counted["walks to a signature"] += walk.signed > 0
            except Exception as wrong:  # noqa: BLE001 - told with its walk, so that it can be taken again
                broken.append(f"{number}: {type(wrong).__name__}: {wrong}"[:2000])
            counted["walks"] += 1
            transaction.set_rollback(True)
    return counted, broken


def main(argv: list[str]) -> int:
    count = int(next((word for word in argv if word.isdecimal()), WALKS))
    parts = [range(first, min(first + AT_ONCE, count)) for first in range(0, count, AT_ONCE)]
    counted, broken = Counter[str](), 0
    with Pool(PROCESSES, set_up) as pool:
        for of_part, broken_in_part in pool.imap_unordered(walked, parts):
            counted.update(of_part)
            broken += len(broken_in_part)
            print(f"{counted['walks']} of {count} walks, {broken} broken", end="\r", file=sys.stderr, flush=True)
            print(*broken_in_part, sep="\n", end="\n" if broken_in_part else "", flush=True)
    tell(counted)
    print(f"{broken} broken")
    return 1 if broken else 0


def tell(counted: Counter[str]) -> None:
    tried = {kind: sum(of for name, of in counted.items() if name.startswith(f"{kind}: ")) for kind in ("lawful", "dishonest")}
    print(
        f"{counted['walks']} walks, {counted['walks to a signature']} to a signature; {tried['lawful']} lawful moves, "
        f"{tried['dishonest']} dishonest ones: {counted['dishonest: passed']} passed, {counted['dishonest: refused']} refused"
    )
    passed = sorted(((of, name.removeprefix("passed ")) for name, of in counted.items() if of and name.startswith("passed ")), reverse=True)
    print("of the dishonest moves passed:", "; ".join(f"{name} {of}" for of, name in passed))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main(sys.argv[1:]))
