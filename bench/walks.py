"""Walks over a whole county, honest and dishonest: `./run bench walks 5000` takes so many; every sentence holds after each act."""

import logging
import os
import sys
import tempfile
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

WALKS, PROCESSES = 5_000, 2


def walked(numbers: range) -> tuple[Counter[str], list[str]]:
    """What came of these walks, on a database in memory of its own; and each that broke a sentence."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    logging.disable(logging.INFO)
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection, transaction
    from django.test.utils import setup_databases, setup_test_environment

    from tests.api.programs import installed
    from tests.invariants.doors import doors_agree
    from tests.invariants.walking import Walk

    setup_test_environment()
    folder = Path(tempfile.mkdtemp(prefix="walks-"))
    settings.OPERIS_DATA = folder
    connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
    setup_databases(verbosity=0, interactive=False)
    installed(folder)
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
    with Pool(PROCESSES) as pool:
        parts = pool.map(walked, [range(first, count, PROCESSES) for first in range(PROCESSES)])
    counted: Counter[str] = sum((one for one, _ in parts), Counter())
    broken = [each for _, all_broken in parts for each in all_broken]
    tried = {kind: sum(of for name, of in counted.items() if name.startswith(f"{kind}: ")) for kind in ("lawful", "dishonest")}
    print(
        f"{counted['walks']} walks, {counted['walks to a signature']} to a signature; {tried['lawful']} lawful moves, "
        f"{tried['dishonest']} dishonest ones: {counted['dishonest: passed']} passed, {counted['dishonest: refused']} refused"
    )
    print(f"{len(broken)} broken", *broken, sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main(sys.argv[1:]))
