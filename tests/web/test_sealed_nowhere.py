"""Of 200 markers in sealed bids none is on the disk of the site, in its log or in the memory of its processes before the opening."""

import json
import re
import secrets
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from hashlib import sha256
from http.cookiejar import CookieJar
from pathlib import Path
from sqlite3 import connect
from typing import Any
from urllib.parse import urlencode

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.terms import BidContent, Offered, PriceItem
from operis.dockets.procurement.terms import Document
from tests.ground.running import OPERIS, ROOT, environment, fetched
from tests.ground.running import operis as word
from tests.web.held import Written, written
from tests.web.signed import PASSWORD

pytestmark = pytest.mark.slow
BIDS, MARKERS = 5, 40
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Bidder:
    """A browser without pages: it signs in, and sends what its program has sealed."""

    def __init__(self, site: str) -> None:
        self.site, jar = site, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def ask(self, path: str, body: bytes | None = None, **head: str) -> Any:
        named = {name.replace("_", "-"): one for name, one in head.items()}
        with self.opener.open(urllib.request.Request(f"{self.site}{path}", body, named), timeout=60) as answer:
            return answer.headers, answer.read()

    def sign_in(self) -> None:
        token = TOKEN.search(self.ask("/en/account/sign-in/")[1].decode())
        assert token is not None
        told = {"email": "bo@sunrise.example", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        assert b"bo@sunrise.example" not in self.ask("/en/account/sign-in/", urlencode(told).encode())[1]

    def form(self, bid: str) -> tuple[dict[str, Any], str]:
        head, body = self.ask(f"/supply/seal/{bid}/1/form.json")
        return json.loads(body), head["X-CSRFToken"]

    def send(self, bid: str, made: Written, token: str) -> dict[str, Any]:
        url, head = f"/supply/seal/{bid}/1/", {"X_CSRFToken": token}
        announced = {"size": len(made.bytes_), "sha256": made.told.sealed_sha256}
        begun = json.loads(self.ask(f"{url}pieces/", urlencode(announced).encode(), **head)[1])
        plain = {**head, "Content_Type": "application/octet-stream"}
        self.ask(f"{url}pieces/{begun['number']}/?at=0", made.bytes_, **plain)
        sending = {**head, "Content_Type": "application/json", "Idempotency_Key": secrets.token_urlsafe(32)}
        told: dict[str, Any] = json.loads(self.ask(f"{url}send/", made.json, **sending)[1])
        return told


@contextmanager
def serving(data: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The site with its log and its temporary files in folders of its own."""
    beside = data.parent / "beside"
    (beside / "tmp").mkdir(parents=True)
    with (beside / "log.txt").open("wb") as log:
        own = environment(data, OPERIS_PORT=f"{port}", TMPDIR=f"{beside / 'tmp'}")
        server = subprocess.Popen([*OPERIS, "serve"], cwd=ROOT, env=own, stdout=log, stderr=log)
        try:
            yield server
        finally:
            server.terminate()
            server.wait(timeout=60)


def marked(marker: str, no: int) -> tuple[BidContent, list[bytes]]:
    """A bid with forty markers: in its answers, its price list, the names of its files and what is in them."""
    own = [f"{marker}{no}x{place:02}" for place in range(MARKERS)]
    files = [f"%PDF-1.7 {one}".encode() * 500 for one in own[:10]]
    named = tuple(Document(name=f"{name}.pdf", size=len(one), sha256=sha256(one).hexdigest())
                  for name, one in zip(own[10:20], files, strict=True))  # fmt: skip
    items = tuple(PriceItem(name=Wording(en=one), quantity=Decimal(1), unit_price=Fen(7), amount=Fen(7)) for one in own[20:30])
    offers = tuple(Offered(about=Slug("plan"), text=Wording(en=one), answers=Slug("criterion")) for one in own[30:])
    return BidContent(price=Fen(70), items=items, offers=offers, documents=named), files


def processes(first: int) -> list[int]:
    """A process, and all that it has started."""
    there = {int(path.name) for path in Path("/proc").glob("[0-9]*")}
    parents = {one: _parent(one) for one in there}
    found = [first]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _parent(process: int) -> int:
    try:
        return int((Path("/proc") / f"{process}" / "stat").read_text().rpartition(") ")[2].split()[1])
    except OSError:  # it has ended meanwhile
        return -1


def memory(process: int) -> Iterator[bytes]:
    """What a process holds, as a dump of it would."""
    for line in (Path("/proc") / f"{process}" / "maps").read_text().splitlines():
        span, rights, *_rest = line.split()
        if "rw" in rights and "[v" not in line:
            first, last = (int(one, 16) for one in span.split("-"))
            with (Path("/proc") / f"{process}" / "mem").open("rb", buffering=0) as held:
                try:
                    held.seek(first)
                    yield held.read(last - first)
                except (OSError, OverflowError):  # pages that were never there
                    continue


def in_memory(server: int, sought: bytes) -> bool:
    return any(sought in held for process in processes(server) for held in memory(process))


def on_disk(folder: Path, sought: bytes) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and sought in path.read_bytes()]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="the memory of a process is read as Linux shows it")
def test_of_200_markers_in_sealed_bids_none_is_anywhere_before_the_opening(initial: Path, tmp_path: Path, free_tcp_port: int) -> None:
    data, marker = tmp_path / "data", secrets.token_hex(8)
    shutil.copytree(initial, data)
    made = subprocess.run([sys.executable, "-m", "tests.web.held_site"], cwd=ROOT, capture_output=True, text=True,
                          env=environment(data, PYTHONPATH=f"{ROOT}"))  # fmt: skip
    assert made.returncode == 0, made.stderr
    bid = made.stdout.strip()
    with serving(data, free_tcp_port) as server:
        site = f"http://127.0.0.1:{free_tcp_port}"
        assert fetched(f"{site}/healthz") == "ok\n"
        bidder = Bidder(site)
        bidder.sign_in()
        for no in range(BIDS):
            form, token = bidder.form(bid)
            content, files = marked(marker, no)
            told = bidder.send(bid, written(form, content, files), token)
            assert (told["late"], told["docket"], form["no"]) == (False, bid, no)
        for page in (f"/en/desk/{bid}/", f"/en/supply/seal/{bid}/1/", f"/en/desk/{bid}.pdf"):
            assert marker.encode() not in bidder.ask(page)[1]
        assert (in_memory(server.pid, marker.encode()), on_disk(tmp_path, marker.encode())) == (False, [])
        assert in_memory(server.pid, bid.encode())
        assert {"operis.sqlite3", "log.txt"} <= {name.removesuffix("-wal") for name in on_disk(tmp_path, bid.encode())}
    assert on_disk(tmp_path, marker.encode()) == []
    with closing(connect(data / "operis.sqlite3")) as database:
        counts = [database.execute(f"SELECT count(*) FROM {one}").fetchone() for one in ("attachment", "bid_file", "bid_draft")]
        assert (counts, database.execute("SELECT count(*) FROM sealed_upload WHERE whole").fetchone()) == ([(0,)] * 3, (BIDS,))
    looked = word(data, "verify", "--all", "--lang", "en")
    assert (looked.returncode, looked.stdout.splitlines()[-1]) == (0, "All is whole."), looked.stdout + looked.stderr
