"""Which signs can be seen, and which may stand in a text? Controls and signs that turn the direction of writing may not."""

import re

_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # a database may refuse them, and nobody sees them
_TURNING = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # those that turn the direction of writing: what is read is not what stands
_UNSEEN = (
    r"\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0"
)
CONTROL, TURNING = re.compile(f"[{_CONTROLS}]"), re.compile(f"[{_TURNING}]")
SEEN = re.compile(rf"[^\x00-\x20\s{_CONTROLS}{_UNSEEN}]")
WRITTEN = rf"^[^{_CONTROLS}{_TURNING}]*[^\x00-\x20\s{_CONTROLS}{_UNSEEN}][^{_CONTROLS}{_TURNING}]*$"
"""Text in which something can be seen, with no control character and no sign that turns the direction of writing."""
