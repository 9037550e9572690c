"""How does a word of the command line come to a database: an installation's own, or one made for the moment?"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django


def use_installation(data: str | None = None) -> None:
    """Set Django up on the data folder given, or that of the environment."""
    if data:
        os.environ["OPERIS_DATA"] = data
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "operis.config.settings")
    django.setup()


@contextmanager
def passing_installation(origin: str = "demo.operis.example/run") -> Iterator[Path]:
    """A SQLite installation that is gone afterwards: for running a case."""
    with tempfile.TemporaryDirectory(prefix="operis-") as folder:
        os.environ.update({"OPERIS_DATA": folder, "OPERIS_ORIGIN": origin})
        os.environ.pop("OPERIS_DATABASE", None)
        use_installation()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        yield Path(folder)
