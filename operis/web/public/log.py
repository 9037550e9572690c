"""What does anyone need who checks the log? Its newest checkpoint, its hash tiles, its key (C2SP tlog-tiles)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from operis import clock
from operis.ledger import read
from operis.ledger.checkpoint import parse_checkpoint
from operis.ledger.tiles import WIDTH, Tile, TileError, Tiles

TEXT = "text/plain; charset=utf-8"
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    note = read.newest_checkpoint()
    if note is None:
        raise Http404("nothing has been entered yet")
    return HttpResponse(note, content_type=TEXT, headers={"Cache-Control": "no-cache"})


def key_line() -> str:
    """The ledger's key in one line; empty where it has not been made yet, as nothing can have been entered there."""
    try:
        return clock.verifier().vkey
    except FileNotFoundError:
        return ""


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    line = key_line()
    if not line:
        raise Http404("there is no ledger yet")
    return HttpResponse(line + "\n", content_type=TEXT)


@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """A full tile never changes; a partial one is served while the log has at least its hashes."""
    note = read.newest_checkpoint()
    try:
        asked = Tile.at(f"tile/{path}")
    except TileError as error:
        raise Http404(str(error)) from error
    if note is None or not asked.stands_in(parse_checkpoint(note.partition("\n\n")[0] + "\n").size):
        raise Http404(path)
    answer = HttpResponse(Tiles(read.leaves).read(asked), content_type="application/octet-stream")
    answer.headers["Cache-Control"] = FOR_EVER if asked.width == WIDTH else "no-cache"
    return answer
