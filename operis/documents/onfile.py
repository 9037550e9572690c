"""What does the file of a supplier have to say of it? What a result names of it, or a rule looks at; of each kind what it has."""

INDIVIDUAL, INSTITUTION = "individual", "public-institution"
SIZED = ("enterprise", "individual-business")
OF_KIND = ("nature", "size", "category")
"""What says of which kind a supplier is."""
ABOUT: tuple[str, ...] = ("category", "size", "marks", "address", "phone", "head")


def asked_of(nature: str) -> tuple[str, ...]:
    """Of an individual no more than where to write to: telephone and home stand in no public file without need."""
    left_out = {*(() if nature == INSTITUTION else ("category",)), *(() if nature in SIZED else ("size",))}
    left_out |= {"marks", "phone", "head"} if nature == INDIVIDUAL else set()
    return tuple(name for name in ABOUT if name not in left_out)
