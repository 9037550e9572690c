"""Words of the command line, asked of one data folder by a process that was loaded once: each answer comes from a fork of it.

Words, separated by tabs, come in a line; the answer is one JSON object a line: for each word its status and all that it said.
"""

import contextlib
import io
import json
import os
import signal
import sys
import tempfile

from operis.cli import main
from operis.cli._setting import use_installation
from tests.attacks.copies import Told
from tests.ground.running import WAIT_SECONDS


def answers(words: list[str]) -> Told:
    found: Told = {}
    for word in words:
        said, status = io.StringIO(), 0
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                status = main(word.split())
            except SystemExit as left:
                status = left.code if isinstance(left.code, int) else 1
            except Exception as fault:  # noqa: BLE001 - a word that breaks is what the tests look for
                status = -1
                said.write(f"Traceback: {fault!r}")
        found[word] = status, said.getvalue()
    return found


def serve() -> None:
    use_installation()
    from django.db import connections

    answers(["doctor", "verify --all"])  # so that all is loaded
    connections.close_all()
    for line in sys.stdin:
        with tempfile.TemporaryFile("w+") as out:
            child = os.fork()
            if not child:
                signal.alarm(WAIT_SECONDS)  # a site that should not start and does
                json.dump(answers(line.rstrip("\n").split("\t")), out)
                out.flush()
                os._exit(0)
            os.waitpid(child, 0)
            out.seek(0)
            print(out.read(), flush=True)


if __name__ == "__main__":
    serve()
