"""Where does one get this program? The files that it is made of, as the site runs them, in one archive that is the same each time."""

import gzip
import io
import tarfile
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

import operis

ROOT = Path(operis.__file__).parent.parent
PARTS = ("operis", "requirements", "cases", "docs", "run", "pyproject.toml", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md",
         "CHANGELOG.md", "LICENSE", "NOTICE")  # fmt: skip
"""Named one by one, so that nothing that somebody keeps beside them is handed out."""
FOLDER, RUN, PLAIN = "operis", 0o755, 0o644


@require_safe
def source(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(archive(), content_type="application/gzip")
    answer.headers["Content-Disposition"] = 'attachment; filename="operis.tar.gz"'
    return answer


@lru_cache(maxsize=1)
def archive() -> bytes:
    """Without dates and owners: the same files give the same bytes."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as compressed, tarfile.open(fileobj=compressed, mode="w") as tar:
        for file in sorted(files()):
            entry = tarfile.TarInfo(f"{FOLDER}/{file.relative_to(ROOT).as_posix()}")
            content = file.read_bytes()
            entry.size, entry.mode = len(content), RUN if file.name == "run" else PLAIN
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def files() -> list[Path]:
    there = [ROOT / name for name in PARTS]
    found = [one for part in there for one in ([part] if part.is_file() else part.rglob("*"))]
    return [one for one in found if one.is_file() and "__pycache__" not in one.parts and not one.is_symlink() and not _hidden(one)]


def _hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(ROOT).parts)
