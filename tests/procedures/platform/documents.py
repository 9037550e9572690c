"""A loss of the record as the administrator accepts it."""

from operis.core.mandates import Mandate, Role
from operis.dockets.platform.commands import AcceptLoss
from operis.procedures.platform import PLATFORM
from tests.procedures.documents import words
from tests.statute import case

given = case(PLATFORM)
ROOT = Mandate(Role.ADMINISTRATOR, by="import", evidence="wang: 2026-12")
LOSS = AcceptLoss(
    signed_size=9, signed_root="aa", kept_size=7, kept_root="bb", reason=words("The disk failed"), decided_by="Li, head of the office",
    paper="2026-12", administrator="wang",
)  # fmt: skip
