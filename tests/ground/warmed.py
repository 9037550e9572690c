"""Words of the command line, each in a process of its own that need not load everything: a fork of one that has, and knows no settings.

What is asked comes in a line of JSON: the words, the environment, and the files that are its input and take its output. The answer is the
status, as a shell has it.
"""

import gc
import importlib
import json
import os
import signal
import sys
from typing import Any

from django.conf import settings

from operis.cli import main
from operis.law.book import load_book

HEAVY = ("cryptography.hazmat.primitives.serialization", "django.core.management", "django.db.models", "django.forms",
         "django.template.loader", "django.views.generic", "operis.documents.papers.blocks", "operis.front.request", "operis.procedures",
         "waitress", "weasyprint", "yaml")  # fmt: skip
"""What most words load, and what no setting changes."""


def forked(asked: dict[str, Any]) -> int:
    """The status of the word; in the fork nothing is given back, and Python ends as it does after any program."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.alarm(asked["seconds"])
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    for place, name in enumerate(("given", "out", "err")):
        os.dup2(os.open(asked[name], os.O_RDWR), place)
    sys.argv = ["-c", *asked["words"]]
    sys.exit(main())


def serve() -> None:
    for name in HEAVY:
        importlib.import_module(name)
    load_book()
    assert not settings.configured
    gc.freeze()
    for line in sys.stdin:
        print(forked(json.loads(line)), flush=True)


if __name__ == "__main__":
    serve()
