"""Many processes that try to prove who they are at the same moment: what came of it is printed as JSON.

python -m tests.ledger.trying
"""

import base64
import json
from datetime import UTC, datetime, timedelta

from tests.ledger.yard import at_once, made

made()

from operis.accounts.codes import STEP_SECONDS, begin_codes, code_at, confirm_codes, new_recovery, proves  # noqa: E402
from operis.accounts.models import User  # noqa: E402
from operis.accounts.tries import HERE, begin  # noqa: E402

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WORKERS = HERE.most + 4

if __name__ == "__main__":
    user = User.objects.create_user("alice@office.example", "Alice")
    secret = begin_codes(user)
    confirm_codes(user, code_at(base64.b32decode(secret), int(NOON.timestamp()) // STEP_SECONDS), NOON)
    later = NOON + timedelta(hours=1)
    code = code_at(base64.b32decode(secret), int(later.timestamp()) // STEP_SECONDS)
    [recovery, *_rest] = new_recovery(user)
    told = {
        "let": at_once(WORKERS, lambda place: begin([HERE.of("alice")], NOON).until is None),
        "code": at_once(WORKERS, lambda place: proves(user, code, later)),
        "recovery": at_once(WORKERS, lambda place: proves(user, recovery, later)),
        "after": begin([HERE.of("alice")], NOON + HERE.within).until is None,
    }
    print(json.dumps(told))
