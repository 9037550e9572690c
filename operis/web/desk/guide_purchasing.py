"""What helps with a notice and its correction beyond their fields? The way to draft the documents, and whether they still say the same."""

from collections.abc import Mapping
from typing import Any

from operis.web.desk.guide_notice import CorrectionGuide, NoticeGuide
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


class CorrectionWithDocumentsGuide(CorrectionGuide):
    template = "web/desk/guide_stated.html"

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {**super().context(at, typed, wrong), **_drafted(at, typed)}

    def beside(self, at: Sitting, typed: Typed) -> dict[str, Any]:
        return _drafted(at, typed)


def _drafted(at: Sitting, typed: Typed) -> dict[str, Any]:
    """Where the documents are drafted; and what of them differs, where they are among the files of this step."""
    drafting = drafting_of(at.request, at.mandate, at.docket, typed) if at.docket is not None else None
    if drafting is None or drafting.into is not at.step.asked:
        return {}
    there = bool({*drafting.kept.files} & {*digests(typed)})
    return {"purchasing": drafting.url, "differs": changes(drafting) if there else []}
