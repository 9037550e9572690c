"""Which pages are held to the definition of done? A page joins the list; tests/web/test_pages.py does the rest."""

from collections.abc import Callable
from dataclasses import dataclass


def nothing() -> None:
    """A page that needs nothing in the database."""


@dataclass(frozen=True)
class Page:
    """An address below the language, what stands as its `h1`, and what must be in the database before it is opened."""

    path: str
    heading: dict[str, str]
    given: Callable[[], None] = nothing
    status: int = 200

    def __str__(self) -> str:
        return self.path or "home"


PAGES = [
    Page("", {"en": "Buying services in the open", "zh-hans": "公开透明地购买服务"}),
]
