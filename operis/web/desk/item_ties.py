"""Does anything tie the item of the guiding directory to what is bought? Looked for in its words; where nothing does, it is told."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from operis.core.mandates import Mandate
from operis.core.wording import Wording
from operis.documents.lawbook import book
from operis.documents.shown import language
from operis.law.rows import Row
from operis.registers import models
from operis.web.desk.guide_need import own_need
from operis.web.forms import Typed

ROW, PAIR, STEM = "OURS-ITEM", 2, 4
"""The row; how many signs of Chinese, and how many first letters of a word, are looked for."""
WORD, CHINESE = re.compile(r"[a-z]+"), re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Untied:
    """An item that no word of need and plan ties to the service."""

    name: str
    row: Row


def untied(typed: Typed, mandate: Mandate) -> Untied | None:
    code, number = typed.get("directory_item", "").strip(), typed.get("need", "").strip().upper()
    item = models.DirectoryItem.objects.filter(Q(code=code)).order_by("pk").last() if code else None
    need = own_need(number, mandate) if item is not None and number else None
    if item is None or need is None:
        return None
    name, recorded = Wording(zh=item.name_zh or None, en=item.name_en or None), need.state.recorded
    texts: list[Wording] = [recorded.title, *(one.result for one in recorded.parts)]
    written = (value for key, value in typed.items() if key.startswith("requirements-"))
    row = book().rows[ROW]
    return None if ties(name, texts, written, row.data["common"]) else Untied(name.within(language())[1], row)


def ties(name: Wording, texts: Iterable[Wording], written: Iterable[str], common: Any) -> bool:
    """Whether a word of the name, that is not one of the usual ones, stands in a text of the same language; nothing to compare ties."""
    said = " ".join((*(words for text in texts for _language, words in text), *written)).casefold()
    chinese, english = re.sub("|".join(common["zh"]), " ", name.zh or ""), {one[:STEM] for one in common["en"]}
    kept: Mapping[str, set[str]] = {"zh": _pairs(chinese), "en": _stems(name.en or "") - english}
    there = {"zh": _pairs(said), "en": _stems(said)}
    comparable = [spoken for spoken in kept if kept[spoken] and there[spoken]]
    return not comparable or any(kept[spoken] & there[spoken] for spoken in comparable)


def _pairs(text: str) -> set[str]:
    return {run[place : place + PAIR] for run in CHINESE.findall(text) for place in range(len(run) - 1)}


def _stems(text: str) -> set[str]:
    return {one[:STEM] for one in WORD.findall(text.casefold())}
