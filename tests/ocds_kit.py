"""Does the validator that publishers use find an error in what is given away? `python -m tests.ocds_kit --python PYTHON`

Asked are the demonstration and the real cases, each month in both languages. It is a program of its own: the validator (libcoveocds) is
under the AGPL and in none of our lock files; `--python` names an interpreter that has it. `OPERIS_KIT` is the folder in which
`ocds/check.py` lies with schema and extensions, so that nothing is fetched. It ends with the validator's status: 0 without an error.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--python", default=sys.executable)
    given = asked.parse_args()
    check = Path(os.environ.get("OPERIS_KIT") or Path(__file__).parents[2] / "shared") / "ocds" / "check.py"
    if not check.is_file():
        print(f"{check} is not there: set OPERIS_KIT to the folder of the kit.")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        files = [f"{path}" for path in told(Path(folder))]
        print(f"{len(files)} packages")
        return subprocess.run([given.python, f"{check}", *files], check=False).returncode


def told(folder: Path) -> Iterator[Path]:
    """The packages of the demonstration and of each real case, each from tables of its own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection, transaction

    from operis.cases import demonstration
    from operis.registers import tables
    from tests.api.programs import installed
    from tests.cases.files import CASES, running

    connection.creation.create_test_db(verbosity=0)
    tables.make()
    for path in (None, *sorted((CASES / "real").glob("*.yaml"))):
        name = path.stem if path else "demonstration"
        settings.OPERIS_DATA = folder / name
        settings.OPERIS_DATA.mkdir()
        with transaction.atomic(), redirect_stdout(sys.stderr):
            installed(settings.OPERIS_DATA)
            if path is None:
                demonstration.load()
            else:
                list(running(path).run())
            yield from written(folder, name)
            transaction.set_rollback(True)


def written(folder: Path, case: str) -> Iterator[Path]:
    from operis.documents.lawbook import calendar
    from operis.opendata.packages import FILES, Edition, months, pieces, stamp, years

    known = years() or (0, -1)
    for month in (month for year in range(known[0], known[1] + 1) for month in months(year)):
        for name, language in ((name, language) for name in ("releases", "records") for language in ("zh", "en")):
            edition = Edition(language, f"https://data.example/{case}/{name}/{month}.json", calendar())
            made = pieces(FILES[name, "json"], month, edition, stamp(month))
            if made is not None:
                path = folder / f"{case}-{name}-{month}-{language}.json"
                path.write_bytes(b"".join(made))
                yield path


if __name__ == "__main__":
    sys.exit(main())
