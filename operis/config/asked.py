"""Which settings are there, and is what the environment says one of them can be? Every fault at once, in words."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

PRE: Final = "OPERIS_"
HERE: Final = ("localhost", "127.0.0.1", "::1")
Fault = Callable[[str], str]
"""What is wrong with a value, as the end of a sentence that begins with the name; nothing where it is right."""


def anything(value: str) -> str:
    return ""


def whole(least: int, most: int) -> Fault:
    def fault(value: str) -> str:
        fits = re.fullmatch(r"[0-9]{1,9}", value) and least <= int(value) <= most
        return "" if fits else f"must be a whole number from {least} to {most}"

    return fault


def one_of(*values: str) -> Fault:
    return lambda value: "" if value in values else f"must be {' or '.join(values)}"


def pattern(shape: str, says: str) -> Fault:
    return lambda value: "" if re.fullmatch(shape, value) else says


def folder(value: str) -> str:
    return "" if Path(value).is_dir() else "must name a folder that is there"


def no_file(value: str) -> str:
    return "must name a folder, and names a file" if Path(value).is_file() else ""


def secret_file(value: str) -> str:
    return "" if Path(value).is_absolute() and os.access(value, os.R_OK) and Path(value).is_file() else (
        "must be the whole path of a file that can be read"
    )


def witness(value: str) -> str:
    good = Path(value).is_absolute() and Path(value).parent.is_dir() and not Path(value).is_dir()
    return "" if good else "must be the whole path of a file, in a folder that is there"


def database(value: str) -> str:
    parts = urlsplit(value)
    good = parts.scheme in ("postgresql", "postgres") and parts.path.strip("/")
    return "" if good else "must read postgresql://user:password@host:port/name, or be left out for SQLite"


def issuer(value: str) -> str:
    parts = urlsplit(value)
    here = parts.hostname in HERE
    good = parts.hostname and (parts.scheme == "https" or (here and parts.scheme == "http"))
    return "" if good else "must be an address that begins with https://"


an_address = pattern(r"[^\s@,;:<>\"()]{1,64}@[^\s@,;:<>\"()]{1,255}", "must be one address, like letters@county.example")
a_line = pattern(r"[^\x00-\x1f\x7f]{1,200}", "must be one line of at most 200 characters")
a_colour = pattern(r"#[0-9A-Fa-f]{6}", "must be a colour like #12302f")

ASKED: Final[Mapping[str, Fault]] = MappingProxyType(
    {
        "OPERIS_DATA": no_file,
        "OPERIS_DATABASE": database,
        "OPERIS_PORT": whole(1, 65_535),
        "OPERIS_HOSTS": pattern(r"[^\s/,]+(,[^\s/,]+)*", "must be names with commas between, without https:// and without blanks"),
        "OPERIS_ORIGIN": pattern(r"[^\s+]{1,200}", "must be a name like procurement.county.example/ledger, without blanks and +"),
        "OPERIS_WITNESS": witness,
        "OPERIS_PREFIX": pattern(r"[A-Z][A-Z0-9]{0,9}", "must be one to ten capital letters and digits, a letter first"),
        "OPERIS_OCID_PREFIX": pattern(r"ocds-[a-z0-9]{6}", "must be ocds- and six small letters or digits, as it is registered"),
        "OPERIS_LANGUAGE": one_of("zh-hans", "en"),
        "OPERIS_LAW": folder,
        "OPERIS_SITE_NAME": a_line,
        "OPERIS_SITE_CONTACT": a_line,
        "OPERIS_COLOUR_TOP": a_colour,
        "OPERIS_COLOUR_LINKS": a_colour,
        "OPERIS_PROXIES": whole(0, 10),
        "OPERIS_SECOND_STEP": one_of("yes", "no"),
        "OPERIS_PROOF_MINUTES": whole(1, 1_440),
        "OPERIS_SESSION_HOURS": whole(1, 168),
        "OPERIS_REFUSALS_AN_HOUR": whole(1, 100_000),
        "OPERIS_OIDC_ISSUER": issuer,
        "OPERIS_OIDC_CLIENT": anything,
        "OPERIS_OIDC_SECRET": anything,
        "OPERIS_OIDC_NAME": a_line,
        "OPERIS_MAIL_HOST": pattern(r"[A-Za-z0-9._:-]{1,255}", "must be the name of a server, without a port"),
        "OPERIS_MAIL_PORT": whole(1, 65_535),
        "OPERIS_MAIL_TLS": one_of("starttls", "tls", "no"),
        "OPERIS_MAIL_USER": a_line,
        "OPERIS_MAIL_PASSWORD_FILE": secret_file,
        "OPERIS_MAIL_FROM": an_address,
        "OPERIS_PYTHON": anything,
        "OPERIS_KIT": anything,
        "OPERIS_TEST_PG": anything,
    }
)
"""Every setting, by its name, with what tells a wrong value; one that is set to nothing is left out."""
TOGETHER: Final = ("OPERIS_OIDC_CLIENT", "OPERIS_OIDC_ISSUER", "OPERIS_OIDC_SECRET")


def faults(environment: Mapping[str, str]) -> Iterator[str]:
    """A sentence for every name that is none of ours and every value that cannot be."""
    given = {name: value for name, value in environment.items() if name.startswith(PRE) and value}
    for name, value in sorted(given.items()):
        if name not in ASKED:
            near = get_close_matches(name.removeprefix(PRE), [one.removeprefix(PRE) for one in ASKED], 1)
            yield f"There is no setting {name!a}{f'; do you mean {PRE}{near[0]}?' if near else '.'}"
        elif wrong := ASKED[name](value):
            yield f"{name} {wrong}."
    if TOGETHER[1] in given and (missing := [name for name in TOGETHER if name not in given]):
        yield f"With {TOGETHER[1]}, {' and '.join(missing)} must be set too."
    yield from mail_faults(given)


def mail_faults(given: Mapping[str, str]) -> Iterator[str]:
    """Which settings of mail want others beside them: a sender, both halves of a sign-in, and no password in the clear."""
    if "OPERIS_MAIL_HOST" in given and "OPERIS_MAIL_FROM" not in given:
        yield "With OPERIS_MAIL_HOST, OPERIS_MAIL_FROM must be set too."
    if ("OPERIS_MAIL_USER" in given) != ("OPERIS_MAIL_PASSWORD_FILE" in given):
        yield "OPERIS_MAIL_USER and OPERIS_MAIL_PASSWORD_FILE are set together, or neither is."
    if given.get("OPERIS_MAIL_TLS") == "no" and "OPERIS_MAIL_USER" in given and given.get("OPERIS_MAIL_HOST") not in HERE:
        yield "OPERIS_MAIL_TLS is no, and OPERIS_MAIL_USER would send its password in the clear: leave OPERIS_MAIL_TLS out."
