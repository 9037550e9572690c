"""Which area does a code of administrative divisions stand for?"""

from operis.documents.labels import label, labelled
from operis.documents.shown import language


def area_named(place: str) -> str:
    """By its own name where there is one, else by that of its province with its code."""
    if not place or labelled(f"place-{place}"):
        return label(f"place-{place}", language()) if place else ""
    province = f"place-{place[:2]}"
    return f"{label(province, language())} {place}" if labelled(province) else place
