"""What helps with a notice beyond its fields? The purchasing documents: the way to draft them, and whether they still say what it says."""

from collections.abc import Mapping
from typing import Any

from operis.web.desk.guide_notice import NoticeGuide
from operis.web.desk.purchasing import drafting_of
from operis.web.desk.purchasing_files import digests
from operis.web.desk.purchasing_words import changes
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed


class NoticeWithDocumentsGuide(NoticeGuide):
    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {**super().context(at, typed, wrong), **_drafted(at, typed)}

    def beside(self, at: Sitting, typed: Typed) -> dict[str, Any]:
        return _drafted(at, typed)


def _drafted(at: Sitting, typed: Typed) -> dict[str, Any]:
    """Where the documents are drafted; and what of them differs, where they are among the files of this notice."""
    drafting = drafting_of(at.request, at.mandate, at.docket, typed) if at.docket is not None else None
    if drafting is None:
        return {}
    there = bool({*drafting.kept.files} & {*digests(typed)})
    return {"purchasing": drafting.url, "differs": changes(drafting) if there else []}
