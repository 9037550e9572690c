"""Is what the environment says a setting that there is, and a value that it can have?"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from operis.config.asked import ASKED, faults

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("OPERIS_PORT", ["1", "8000", "65535"], ["0", "65536", "eighty", "8000 ", "-1", "８０００", "1e3"]),
        ("OPERIS_PROXIES", ["0", "1", "10"], ["-1", "11", "one"]),
        ("OPERIS_PROOF_MINUTES", ["1", "15", "1440"], ["0", "1441", "15m"]),
        ("OPERIS_SESSION_HOURS", ["1", "12", "168"], ["0", "169", "12h"]),
        ("OPERIS_SECOND_STEP", ["yes", "no"], ["true", "Yes", "1"]),
        ("OPERIS_LANGUAGE", ["zh-hans", "en"], ["zh", "fr", "EN"]),
        ("OPERIS_PREFIX", ["DC", "X", "A1B2C3D4E5"], ["dc", "1A", "A-B", "A1B2C3D4E5F"]),
        ("OPERIS_ORIGIN", ["demo.operis.example/ledger", "a"], ["a b", "a+b", "x" * 201]),
        ("OPERIS_HOSTS", ["localhost", "a.example,[::1]", ".example"], ["https://a.example", "a, b", "a,,b", "a,"]),
        ("OPERIS_SITE_NAME", ["采购平台", "Operis"], ["a\nb", "x" * 201]),
        ("OPERIS_SITE_CONTACT", ["Li Na, 010 1234"], ["a\x1bb"]),
        ("OPERIS_COLOUR_TOP", ["#12302f", "#12302F"], ["12302f", "#123", "#12302g", "red", "#12302f;}"]),
        ("OPERIS_COLOUR_LINKS", ["#0b5563"], ["#0b5563 ", "url(x)"]),
        ("OPERIS_LAW", [str(ROOT)], ["/nowhere/at/all"]),
        ("OPERIS_DATA", ["data", "/nowhere/yet"], [__file__]),
        ("OPERIS_WITNESS", [str(ROOT / "witness")], ["witness", "/nowhere/at/all/witness", str(ROOT)]),
        ("OPERIS_DATABASE", ["postgresql://u:p@h:5432/d", "postgres:///d?host=/run"], ["mysql://h/d", "postgresql://h", "d"]),
        ("OPERIS_MAIL_PORT", ["25", "465"], ["0", "65536", "smtp"]),
        ("OPERIS_MAIL_TLS", ["starttls", "tls", "no"], ["yes", "ssl"]),
        ("OPERIS_MAIL_FROM", ["letters@county.example"], ["county", "a@b, c@d", "Li <a@b>", "a@b\nBcc: c@d"]),
    ],
)  # fmt: skip
def test_a_value_is_one_that_the_setting_can_have(name: str, good: list[str], bad: list[str]) -> None:
    assert [list(faults({name: value})) for value in good] == [[] for _ in good]
    for value in bad:
        [told] = faults({name: value})
        assert told.startswith(f"{name} must ")


@pytest.mark.parametrize("address", ["https://id.county.example", "http://127.0.0.1:9", "http://localhost"])
def test_another_site_is_asked_over_https_or_on_this_machine(address: str) -> None:
    rest = {"OPERIS_OIDC_CLIENT": "c", "OPERIS_OIDC_SECRET": "s"}
    assert list(faults({"OPERIS_OIDC_ISSUER": address, **rest})) == []
    assert len(list(faults({"OPERIS_OIDC_ISSUER": "http://id.county.example", **rest}))) == 1


def test_what_belongs_together_is_set_together() -> None:
    assert list(faults({"OPERIS_OIDC_ISSUER": "https://id.example"})) == [
        "With OPERIS_OIDC_ISSUER, OPERIS_OIDC_CLIENT and OPERIS_OIDC_SECRET must be set too."
    ]


def test_a_letter_has_a_sender_and_no_password_goes_in_the_clear() -> None:
    sends = {"OPERIS_MAIL_HOST": "mail.example", "OPERIS_MAIL_FROM": "letters@county.example"}
    signs_in = {"OPERIS_MAIL_USER": "operis", "OPERIS_MAIL_PASSWORD_FILE": __file__}
    for good in (sends, {**sends, "OPERIS_MAIL_TLS": "no"}, {**sends, **signs_in},
                 {**sends, **signs_in, "OPERIS_MAIL_HOST": "127.0.0.1", "OPERIS_MAIL_TLS": "no"}):  # fmt: skip
        assert list(faults(good)) == []
    for host in ("smtp://mail.example", "mail example", "a\nb"):
        assert list(faults({**sends, "OPERIS_MAIL_HOST": host})) == ["OPERIS_MAIL_HOST must be the name of a server, without a port."]
    assert list(faults({"OPERIS_MAIL_HOST": "mail.example"})) == ["With OPERIS_MAIL_HOST, OPERIS_MAIL_FROM must be set too."]
    assert list(faults({**sends, "OPERIS_MAIL_USER": "operis"})) == [
        "OPERIS_MAIL_USER and OPERIS_MAIL_PASSWORD_FILE are set together, or neither is."
    ]
    assert list(faults({**sends, **signs_in, "OPERIS_MAIL_TLS": "no"})) == [
        "OPERIS_MAIL_TLS is no, and OPERIS_MAIL_USER would send its password in the clear: leave OPERIS_MAIL_TLS out."
    ]
    assert list(faults({"OPERIS_MAIL_PASSWORD_FILE": "/nowhere/at/all", "OPERIS_MAIL_USER": "operis"})) == [
        "OPERIS_MAIL_PASSWORD_FILE must be the whole path of a file that can be read."
    ]


def test_an_unknown_name_is_told_with_the_one_that_may_be_meant() -> None:
    assert list(faults({"OPERIS_SECONDSTEP": "yes", "OPERIS_XYZZY": "1", "OTHER": "1", "OPERIS_PORT": ""})) == [
        "There is no setting 'OPERIS_SECONDSTEP'; do you mean OPERIS_SECOND_STEP?",
        "There is no setting 'OPERIS_XYZZY'.",
    ]


def test_all_faults_are_told_at_start_in_words_and_nothing_starts(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPERIS_", "DJANGO_"))}
    line = [sys.executable, "-c", "import sys; from operis.cli import main; sys.exit(main())", "user", "list", "--data", str(tmp_path)]
    ran = subprocess.run(line, env={**kept, "OPERIS_PORT": "http", "OPERIS_PROOFMINUTES": "5"}, cwd=ROOT, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr.splitlines()) == (2, [
        "operis: OPERIS_PORT must be a whole number from 1 to 65535.",
        "operis: There is no setting 'OPERIS_PROOFMINUTES'; do you mean OPERIS_PROOF_MINUTES?",
        "docs/settings.md tells of each.",
    ])  # fmt: skip


def test_every_setting_that_is_read_can_be_set() -> None:
    text = (ROOT / "operis/config/settings.py").read_text("utf8")
    read = set(re.findall(r'"(OPERIS_[A-Z_]+)"', text))
    assert "OPERIS_SESSION_HOURS" in read
    assert read <= ASKED.keys()
