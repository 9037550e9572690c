"""A county as lists have it, written straight into the registers: the same rows on both databases."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from operis.ledger.numbers import ordinal
from operis.registers import models
from operis.registers.bigrams import bigrams

FOLDER = Path(__file__).parent
PARTIES = ("body", "supplier")
COLUMNS = ["number", "kind", "body", "need", "state", "day", "fen", "zh", "en", "about_zh", "about_en"]


def searches() -> list[tuple[str, str]]:
    """What is typed, and what comes first; empty where nothing is found."""
    lines = (FOLDER / "searches.txt").read_text("utf8").splitlines()
    return [(typed.strip(), first.strip()) for typed, _bar, first in (line.partition("|") for line in lines if not line.startswith("#"))]


def filled() -> None:
    """Every docket, every service of the directory."""
    for told in _told():
        {"item": _item, "body": _party, "supplier": _party, "contract": _contract}.get(told["kind"], _docket)(told)


def _told() -> Iterator[dict[str, str]]:
    heads, *lines = (FOLDER / "county.tsv").read_text("utf8").splitlines()
    assert heads.split("\t") == COLUMNS
    return (dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines)


def _item(told: dict[str, str]) -> None:
    models.DirectoryItem.objects.create(
        docket=told["body"], code=told["number"], tier=3, class_word="public", name_zh=told["zh"], name_en=told["en"]
    )


def _party(told: dict[str, str]) -> None:
    models.Party.objects.create(
        key=told["body"], docket=told["number"], party=told["kind"], nature="enterprise", name_zh=told["zh"], name_en=told["en"]
    )
    _docket({**told, "kind": "file"}, told["body"])


def _contract(told: dict[str, str]) -> None:
    body, _of, supplier = told["body"].partition(">")
    models.Contract.objects.create(
        docket=told["number"], procurement=told["need"], lot="1", body=body, supplier=supplier, price_fen=int(told["fen"]),
        published=day(told),
    )  # fmt: skip
    _docket({**told, "body": body, "day": "", "fen": ""})


def _docket(told: dict[str, str], called: str = "") -> None:
    noticed, bought = told["state"] == "noticed", told["kind"] == "procurement"
    models.Docket.objects.create(
        number=told["number"], ordinal=ordinal(told["number"]), kind=told["kind"], body=told["body"], need=told["need"], acts=1,
        title_zh=told["zh"], title_en=told["en"], about_zh=told["about_zh"], about_en=told["about_en"],
        state="result" if noticed else told["state"], noticed=day(told) if noticed else None, planned=day(told) if bought else None,
        budget_fen=int(told["fen"]) if told["fen"] else None,
    )  # fmt: skip
    title = " \n".join((told["number"], told["zh"], told["en"], called))
    models.Searchable.objects.create(
        docket=told["number"], title=bigrams(title), whole=bigrams(f"{title} \n{told['about_zh']} \n{told['about_en']}")
    )


def day(told: dict[str, str]) -> date | None:
    return date.fromisoformat(told["day"]) if told["day"] else None
