"""How long do acts wait while everything is looked through, as it is each night? Puts are timed before, and while a look goes on.

Words: --entries N (default 20,000, filled in by SQL, five a docket). Ends with status 1 where one act waited for over a second.
"""

import argparse
import subprocess
import sys
import time
from statistics import median

from bench._ledgers import on_each
from bench._served import OPERIS
from tests.ledger.yard import ROOT

EACH, BEFORE, PAUSE_SECONDS, MOST_SECONDS = 5, 50, 0.02, 1.0


def main() -> None:
    on_each(__file__, looked)


def looked() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=20_000)
    entries = parser.parse_known_args()[0].entries
    from bench._filling import fill
    from bench._twin import Yard

    yard = Yard()
    fill(yard, entries, EACH)
    with_keys()
    yard.prepare("consultation", "many")
    one = yard.put(0)

    def timed() -> float:
        start = time.perf_counter()
        one()
        took = time.perf_counter() - start
        time.sleep(PAUSE_SECONDS)
        return took

    before, start, during = [timed() for _ in range(BEFORE)], time.perf_counter(), list[float]()
    line = [sys.executable, "-c", OPERIS, "verify", "--all"]
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as look:
        while look.poll() is None:
            during.append(timed())
        said = look.stdout.read().decode().splitlines() if look.stdout else []
    print(next((line for line in said if line.startswith("Looked at")), "\n".join(said)))
    print(f"the look took {time.perf_counter() - start:.1f} s")
    for when, took in (("before", before), ("meanwhile", during)):
        print(f"{len(took)} puts {when}: median {1000 * median(took):.1f} ms, longest {1000 * max(took):.0f} ms", flush=True)
    if max(during) > MOST_SECONDS:
        sys.exit(f"An act waited {max(during):.1f} s for the look.")


def with_keys() -> None:
    """What an installation has beside its tables, with the key that signed what was filled in."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from django.conf import settings

    from bench._filling import KEY
    from operis.ledger.sequence import sequence

    keys = settings.OPERIS_DATA / "keys"
    keys.mkdir(mode=0o700)
    (keys / "ledger.pem").write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (keys / "django").write_text(settings.SECRET_KEY)
    sequence(settings.OPERIS_ORIGIN, KEY, settings.OPERIS_DATA / "checkpoint")


if __name__ == "__main__":
    main()
