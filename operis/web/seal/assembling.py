"""Which bytes is the sealing page? Its sources, read in parts, put together into one file that needs nothing else."""

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).parent / "sources"
IMPORTED = re.compile(r'^import \{([^}]*)\} from "\./([a-z0-9-]+\.js)";\n', re.MULTILINE)
EXPORTED = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)


def modules(*wanted: str) -> tuple[str, ...]:
    """Names of source files, each after those from which it takes something."""
    found: dict[str, None] = {}

    def visit(name: str) -> None:
        if name not in found:
            for _names, other in IMPORTED.findall((SOURCES / name).read_text(encoding="utf-8")):
                visit(other)
            found[name] = None

    for name in wanted:
        visit(name)
    return tuple(found)


@cache
def script(*wanted: str) -> str:
    """Modules and all that they need as one script: what each of them names, it names alone."""
    parts = (IMPORTED.sub("", (SOURCES / name).read_text(encoding="utf-8")) for name in modules(*wanted))
    return "".join(EXPORTED.sub("", one) for one in parts)


def source_of(code: str) -> str:
    """How a policy names a script or a style that stands within a page."""
    return f"'sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
