"""The proxy file that we give out, run as it stands but for its ports and its certificate: who is told what, and when was it received?"""

import http.client
import json
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.front.served import answer, request, site
from tests.ground.running import ROOT

pytestmark = pytest.mark.slow
NAME = "buy.county.example"
TOKEN = "Authorization: Bearer x\r\n"
ACT = "/api/v1/dockets/DC-2026-S-0001/close-bids"


def certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "privkey.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Proxied(NamedTuple):
    """The ports of the proxy, and who is trusted to name it."""

    secure: int
    plain: int
    trusted: ssl.SSLContext


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    folder, data = tmp_path_factory.mktemp("nginx"), tmp_path_factory.mktemp("data")
    certificate(folder)
    plain, secure = free_port(), free_port()
    with site(data) as behind:
        text = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
        for ours, here in (
            ("/etc/operis/tls", str(folder)), ("/run/nginx.pid", f"{folder}/pid"), ("127.0.0.1:8000", f"127.0.0.1:{behind.port}"),
            ("listen 80;", f"listen 127.0.0.1:{plain};"), ("listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;"),
        ):  # fmt: skip
            assert text.count(ours) >= 1
            text = text.replace(ours, here)
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        line = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log"), "-g", "daemon off;"]
        with subprocess.Popen(line) as process:
            trusted = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
            until = time.monotonic() + 20
            while time.monotonic() < until:
                try:
                    socket.create_connection(("127.0.0.1", secure)).close()
                    break
                except OSError:
                    time.sleep(0.1)
            try:
                yield Proxied(secure, plain, trusted)
            finally:
                process.terminate()


def connect(proxied: Proxied) -> ssl.SSLSocket:
    port, trusted = proxied.secure, proxied.trusted
    return trusted.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=60), server_hostname=NAME)


def test_the_last_byte_is_stamped_when_the_proxy_hands_it_on(proxied: Proxied) -> None:
    whole = request(ACT, b"x" * 2000, TOKEN).replace(b"Host: x", f"Host: {NAME}".encode())
    with connect(proxied) as one:
        one.sendall(whole[:-1])
        time.sleep(0.5)
        before = time.time()
        one.sendall(whole[-1:])
        status, told = answer(one)
        after = time.time()
    assert status == 200
    assert before <= json.loads(told)["received"] <= after


def test_who_asks_and_how_is_told_by_the_proxy_and_by_nobody_else(proxied: Proxied) -> None:
    forged = "X-Forwarded-For: 10.0.0.9\r\nX-Forwarded-Proto: http\r\n"
    with connect(proxied) as one:
        one.sendall(request("/x", head=forged, method="GET").replace(b"Host: x", f"Host: {NAME}".encode()))
        told = json.loads(answer(one)[1])
    assert told["headers"] == {"HTTP_X_FORWARDED_FOR": "127.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"}


def test_a_file_of_fifty_megabytes_comes_through(proxied: Proxied) -> None:
    size = 50 * 1024 * 1024
    with connect(proxied) as one:
        one.sendall(request("/en/desk/new/bid/", b"", TOKEN).replace(b"Content-Length: 0", f"Content-Length: {size}".encode()))
        for _ in range(50):
            one.sendall(bytes(1024 * 1024))
        assert json.loads(answer(one)[1])["bytes"] == size


def test_pages_lead_on_to_https_and_the_api_never_does(proxied: Proxied) -> None:
    """A program that was given the wrong address is to notice that it sent its token in the clear."""
    for path, status in (("/en/notices/", 301), ("/api/v1/dockets", 403)):
        plain = http.client.HTTPConnection("127.0.0.1", proxied.plain, timeout=10)
        plain.request("GET", path, headers={"Host": "buy.county.example"})
        answer = plain.getresponse()
        assert answer.status == status
        assert (answer.getheader("Location") or "").startswith("https://") == (status == 301)
        plain.close()
