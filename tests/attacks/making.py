"""A small county in a data folder of its own: a tender with two sealed bids, a scan that was brought, a log that has grown twice."""

import hashlib
import shutil

from operis.cli import main
from operis.cli._setting import use_installation

NEED, TENDER = "DC-2026-N-0001", "DC-2026-S-0001"
SCAN = b"%PDF-1.7 a stamped scan"
SCAN_SHA256 = hashlib.sha256(SCAN).hexdigest()
SIZES = (7, 18)
"""Of which sizes there is a checkpoint."""
OLDER = "older"
"""Beside the data folder: a copy of it as it was when the log had the first of these sizes."""


def make() -> None:
    use_installation()
    main(["init"])
    from django.conf import settings
    from django.db import connections

    from operis import clock
    from operis.attachments.models import Brought, place_of
    from operis.ledger import read
    from tests.ledger.county import County
    from tests.ledger.tender import sealed_by_two

    county = County().founded()
    clock.sequence_once()
    connections.close_all()
    shutil.copytree(settings.OPERIS_DATA, settings.OPERIS_DATA.parent / OLDER)
    sealed_by_two(county)
    path = place_of(SCAN_SHA256)
    path.parent.mkdir(parents=True, mode=0o700)
    path.write_bytes(SCAN)
    path.chmod(0o600)
    Brought.objects.create(person="alice", sha256=SCAN_SHA256, size=len(SCAN), kind="pdf", at=county.clock)
    clock.sequence_once()
    assert tuple(size for size, _, _ in read.checkpoint_rows()) == SIZES


if __name__ == "__main__":
    make()
