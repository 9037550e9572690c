"""Of which fields are the experts who can judge this? Proposed by words of directory item and need; none where none tells."""

import re
from collections.abc import Iterable
from typing import Any

from operis.core.mandates import Mandate
from operis.core.wording import Wording
from operis.documents.lawbook import book
from operis.registers import models
from operis.web.desk.guide_need import own_need

ROW = "OURS-FIELDS"


def fields_for(plan: Any, mandate: Mandate) -> tuple[str, ...]:
    """What the filed plan of a purchase points at; nothing where there is none."""
    if plan is None:
        return ()
    item = models.DirectoryItem.objects.filter(code=plan.directory_item).order_by("pk").last() if plan.directory_item else None
    need = own_need(str(plan.need).upper(), mandate)
    called = [Wording(zh=item.name_zh or None, en=item.name_en or None)] if item is not None else []
    return fields_told([*called, *([need.state.recorded.title] if need is not None else [])], book().rows[ROW].data["fields"])


def fields_told(texts: Iterable[Wording], fields: Any) -> tuple[str, ...]:
    """The fields of which a word stands in one of the texts: Chinese anywhere, English where a word begins so."""
    said = [(spoken, words.casefold()) for text in texts for spoken, words in text if words]
    return tuple(field for field, words in fields.items() if any(_stands(words[spoken], spoken, text) for spoken, text in said))


def _stands(words: Iterable[str], spoken: str, text: str) -> bool:
    return any(one in text if spoken == "zh" else re.search(rf"\b{re.escape(one)}", text) for one in words)
