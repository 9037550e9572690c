"""How is a period told to programs, on the command line and by the API?"""

from operis.core.deadlines import Deadline


def plain(one: Deadline, lang: str, how: str) -> dict[str, object]:
    """One JSON object; `how` in words."""
    return {
        "rule": one.rule, "from": one.start, "to": one.to, "bound": one.bound, "length": one.length, "unit": one.unit,
        "date": one.date.isoformat() if one.date else None, "provisional": one.provisional, "how": how,
        "term": one.term or None, "methods": list(one.row.methods), "objects": list(one.row.objects), "levels": list(one.row.levels),
        "citation": one.row.cite(lang), "binding": one.row.blocks,
    }  # fmt: skip
