"""How do releases add up, and what has a release to say? The merge rules of the standard, and their inverse.

Objects are merged field by field. Of lists of objects with an `id`, those with the same one are merged; of all other lists, and of
those that the schema calls whole, the newer takes the place of the older.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Release = Mapping[str, Any]
WHOLE = frozenset({"additionalClassifications", "additionalIdentifiers", "criteria", "numbers", "roles"})
"""Lists that the schema or an extension marks `wholeListMerge`; roles are plain words."""
COMPILED = ("compiled",)


def merged(releases: Iterable[Release]) -> dict[str, Any]:
    """The compiled release of releases in the order of their dates."""
    whole: dict[str, Any] = {}
    for one in releases:
        whole = _merged(whole, {name: value for name, value in one.items() if name not in ("id", "date", "tag")})
        last = one
    return {"ocid": whole["ocid"], "id": f"{last['ocid']}-{last['date']}", "date": last["date"], "tag": list(COMPILED), **whole}


def _merged(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    whole = dict(before)
    for name, value in now.items():
        if value is None:
            whole.pop(name, None)
        elif isinstance(value, Mapping) and isinstance(whole.get(name), Mapping):
            whole[name] = _merged(whole[name], value)
        elif _has_ids(name, value) and _has_ids(name, whole.get(name)):
            whole[name] = _merged_list(whole[name], value)
        else:
            whole[name] = value
    return whole


def _merged_list(before: list[Any], now: list[Any]) -> list[Any]:
    there = {one["id"]: one for one in before}
    for one in now:
        there[one["id"]] = _merged(there.get(one["id"], {}), one)
    return list(there.values())


def _has_ids(name: str, value: Any) -> bool:
    return isinstance(value, list) and name not in WHOLE and bool(value) and all(isinstance(one, Mapping) and "id" in one for one in value)


def news(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """What a release has to say so that, merged with what was said before, it is as it is now."""
    told: dict[str, Any] = {}
    for name, value in now.items():
        was = before.get(name)
        if value == was:
            continue
        if name in SECTIONS and isinstance(was, Mapping):
            told[name] = {**({"id": value["id"]} if "id" in value else {}), **news(was, value)}
        elif _has_ids(name, value) and _has_ids(name, was):
            known = {one["id"]: one for one in was or ()}
            told[name] = [one for one in value if known.get(one["id"]) != one]
        else:
            told[name] = value
    return told


SECTIONS = frozenset({"planning", "tender", "bids"})
"""Objects of which a release says what has changed alone; every other is said whole."""
