"""Is there a docket already for this standing truth: this body's year, this directory, this establishment, this file?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from operis.core.case import Fact
from operis.core.mandates import Mandate
from operis.dockets import locked
from operis.dockets.file.facts import folded, plain_name


@dataclass(frozen=True)
class Standing:
    docket: str


def standing(kind: str, identity: Callable[[Any, Mandate], str]) -> Fact[Standing]:
    """The docket of this kind and identity; its name is locked, so that two cannot be opened at once."""
    return Fact(
        "standing",
        Standing,
        key=lambda state, asked, mandate: (kind, identity(asked, mandate)),
        lock=lambda key: locked.one(*key),
        kept=False,
    )


body_year = standing("budget", lambda asked, mandate: f"{asked.body}:{asked.year}")
authority = standing("directory", lambda asked, mandate: mandate.body or "")
holder = standing("establishment", lambda asked, mandate: asked.holder)
party = standing("file", lambda asked, mandate: asked.key)
taking_part = standing("bid", lambda asked, mandate: f"{asked.procurement.upper()}:{mandate.acts_for}")

code_holder: Fact[Standing] = Fact(
    "code_holder",
    Standing,
    key=lambda state, asked, mandate: (f"{asked.party}", folded(asked.code)) if asked.code else None,
    lock=lambda key: locked.one("code", key[1]),
    kept=False,
)
"""Another file of the same code; a body may supply too, and has two."""


@dataclass(frozen=True)
class Namesake:
    """A file that stands under a name, as names are compared."""

    docket: str
    name: str
    nature: str
    code: str


@dataclass(frozen=True)
class Namesakes:
    found: tuple[Namesake, ...]


namesakes: Fact[Namesakes] = Fact(
    "namesakes",
    Namesakes,
    key=lambda state, asked, mandate: tuple(sorted({plain_name(text) for _, text in asked.name} - {""})),
    lock=locked.FILES,
    kept=False,
)
"""The files under any of the names that are asked for, in whichever language: who enters one holds the lock of all files alone."""
