"""Files on bodies and suppliers that the law lets pass, their review and bars; a test changes the one thing it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from operis.core.wording import Slug, Wording
from operis.dockets.file.acts import FileEntered
from operis.dockets.file.commands import EnterFile, ImposeBar, ReviewFile
from tests.procedures.documents import said, words
from tests.statute import OFFICE, at


def body(**changed: Any) -> EnterFile:
    return replace(
        EnterFile(
            key=Slug(OFFICE),
            party=Slug("body"),
            nature=Slug("state-organ"),
            name=words("Civil Affairs Office"),
            level=Slug("county"),
            place="41",
            contact="Li, 000-2026-1037",
        ),
        **changed,
    )


supplier = EnterFile(key=Slug("sunrise"), party=Slug("supplier"), nature=Slug("enterprise"), name=words("Sunrise"), size=Slug("small"))
entered = FileEntered(**said(body()), happened=at(date(2026, 1, 5)))


def review(result: str = "accepted", reason: Wording | None = None) -> ReviewFile:
    return ReviewFile(result=Slug(result), reason=reason)


def bar(**changed: Any) -> ImposeBar:
    return replace(
        ImposeBar(
            basis=Slug("gpl-77"),
            ground=Slug("false-material"),
            decision="2025-17",
            first=date(2025, 10, 1),
            last=date(2026, 9, 30),
        ),
        **changed,
    )
