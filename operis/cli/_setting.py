"""How does a word of the command line come to a database: an installation's own, or one made for the moment?"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

KEYS = ("django", "ledger.pem")
UNFIT = 3
"""The status of a word that would not go on with the installation as it is."""
DATA = "the data folder (default: OPERIS_DATA, else ./data)"


def ask_data(parser: argparse.ArgumentParser, *words: argparse.ArgumentParser) -> None:
    """`--data`, which may stand before and after a word of its own."""
    parser.add_argument("--data", help=DATA)
    for word in words:
        word.add_argument("--data", default=argparse.SUPPRESS, help=DATA)


def use_installation(data: str | None = None) -> None:
    """Set Django up on the data folder given, or that of the environment; once, since no second time reads the settings again."""
    if data:
        os.environ["OPERIS_DATA"] = data
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "operis.config.settings")
    try:
        if not apps.ready:
            django.setup()
    except ImproperlyConfigured as fault:
        print(*(f"operis: {line}" for line in f"{fault}".splitlines()), "docs/settings.md tells of each.", sep="\n", file=sys.stderr)
        raise SystemExit(2) from fault
    except OSError as fault:
        print(f"operis: {fault}", file=sys.stderr)
        raise SystemExit(UNFIT) from fault


def open_installation(data: str | None = None, *, reads: bool = False, remakes: bool = False) -> None:
    """The same, where `operis init` has been and nothing is missing since: every word says in one sentence what is, and ends.

    A word that reads goes on where the disk of the data folder is full; one that makes registers anew takes those that other code made.
    """
    if missing := missing_keys(data):
        from django.conf import settings

        said = f"operis: there are no keys in {settings.OPERIS_DATA}"
        if not (Path(settings.OPERIS_DATA) / "keys").is_dir():
            print(f"{said}. Run `operis init` first.", file=sys.stderr)
        else:
            print(f"{said}/keys: {', '.join(missing)} missing. Put back what was there; `operis init` tells how.", file=sys.stderr)
        raise SystemExit(2)
    from operis.cli._fit import unfit

    if why := unfit(reads=reads, remakes=remakes):
        print(f"operis: {why}", file=sys.stderr)
        raise SystemExit(UNFIT)


def has_installation(data: str | None = None) -> bool:
    """Whether `operis init` has been in the data folder given, or in that of the environment."""
    return not missing_keys(data)


def missing_keys(data: str | None = None) -> list[str]:
    """The keys that are not there, by the names of their files."""
    use_installation(data)
    from django.conf import settings

    return [name for name in KEYS if not (Path(settings.OPERIS_DATA) / "keys" / name).is_file()]


@contextmanager
def passing_installation(origin: str = "demo.operis.example/run") -> Iterator[Path]:
    """A SQLite installation that is gone afterwards: for running a case."""
    with tempfile.TemporaryDirectory(prefix="operis-") as folder:
        os.environ.update({"OPERIS_DATA": folder, "OPERIS_ORIGIN": origin})
        os.environ.pop("OPERIS_DATABASE", None)
        use_installation()
        from operis.cli._tables import migrate

        migrate()
        yield Path(folder)
