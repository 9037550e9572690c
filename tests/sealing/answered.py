"""Answers to the form of `tests.web.bid_form`, with the files that they name."""

from typing import Any

FILES = {"licence.pdf": b"%PDF", "日程.docx": b"PK", "day.pdf": b"a day"}


def answers(**changed: Any) -> dict[str, Any]:
    return {
        "v": "operis/bid-answers/v1", "docket": "DC-2026-B-0007", "lot": "1", "price": None,
        "items": [{"name": "社工", "quantity": "2.50", "unit_price": "1000.01"}, {"name": "Meals", "quantity": "3", "unit_price": "0.10"}],
        "ticked": ["condition-1", "condition-0", "as-asked"],
        "texts": {"criterion-plan": " 两组。\n七周 ", "as-asked": "", "materials": "x"},
        "members": ["bright-hands"],
        "files": {"condition-0": [{"name": "licence.pdf"}], "materials": [{"name": "日程.docx", "size": 2}, {"name": "day.pdf"}]},
        **changed,
    }  # fmt: skip
