"""What must all be true of an outcome, whatever came before? It can be stored, and read again as it was."""

import json
import string

from operis.core.acts import Act
from operis.core.codec import canonical, decode, encode
from operis.core.findings import Ground
from tests.core.instances import salts
from tests.statute import book


def can_be_kept(ground: Ground) -> None:
    """It cites a row, says what to do, has its facts, and comes back from what is stored."""
    assert ground.row in book().rows
    assert ground.finding.do
    named = {name for text in (ground.finding.says, ground.finding.do) for _, name, _, _ in string.Formatter().parse(text) if name}
    assert named <= ground.finding.facts.keys()
    assert Ground.load(json.loads(canonical(ground.plain()))) == ground


def survives(act: Act) -> None:
    """It comes back as it was from what is stored of it."""
    encoded = encode(act, salts())
    assert decode(json.loads(canonical(encoded.act)), {one.path: one.value for one in encoded.private}) == act
