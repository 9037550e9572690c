"""Write everything that is written from the code: schemas and procedures, golden files of new acts, sentences, the concordance.

    python -m tests.written

Then look at the diff: a golden file and a sentence are for ever.
"""

import os
import subprocess
import sys

WRITERS = (
    ("-m", "operis.config.documents"),
    ("-m", "tests.core.golden"),
    ("-m", "tests.ground.said"),
    ("-c", "from operis.cli import main; raise SystemExit(main(['law', 'concordance', '--write']))"),
)
"""Each in a process of its own, as one would run it by hand."""


def main() -> int:
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", **os.environ}
    return max(subprocess.run([sys.executable, *one], env=environment, check=False).returncode for one in WRITERS)


if __name__ == "__main__":
    sys.exit(main())
