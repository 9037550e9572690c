"""`operis init`: what must be there before the first start? The data folder, its keys, the tables."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

import django

from operis.cli._modes import close


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis init", description="Make the data folder, its keys and the tables. Safe to repeat.")
    parser.add_argument("--data", help="the data folder (default: OPERIS_DATA, else ./data)")
    arguments = parser.parse_args(argv)
    if arguments.data:
        os.environ["OPERIS_DATA"] = arguments.data
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "operis.config.settings")

    from django.conf import settings
    from django.core.management import call_command

    keys: Path = settings.OPERIS_DATA / "keys"
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_key(keys / "django", settings.SECRET_KEY)
    make_key(keys / "ledger.pem", ledger_pem())
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    for path in close(settings.OPERIS_DATA):
        print(f"Closed to others: {path}")
    from operis.clock import verifier

    print(f"Ready: {settings.OPERIS_DATA}\nThis ledger is {settings.OPERIS_ORIGIN}; its key for checking is\n{verifier().vkey}")
    return 0


def ledger_pem() -> str:
    """A new key that signs checkpoints and receipts."""
    from operis.ledger.checkpoint import make_key as make_ledger_key

    return make_ledger_key().decode("ascii").strip()


def make_key(file: Path, text: str) -> None:
    """Write the key where there is none; one that is there is never touched."""
    if not file.exists():
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(text + "\n")
