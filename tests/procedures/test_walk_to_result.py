"""Walks of 30 steps over each method, from the closing to the result: weighed, never crashed on, kept, and read back."""

import json
from collections import Counter
from random import Random

import pytest

from operis.core.acts import Act
from operis.core.codec import canonical, decode, encode
from operis.core.decider import follow
from operis.core.findings import Ground
from tests.core.instances import salts
from tests.procedures.keeping import can_be_kept
from tests.procedures.walking import Walk

pytestmark = pytest.mark.slow
STEPS = 30
WALKS = 2_000
"""Over each method."""


def looked_at(one: Act | Ground) -> None:
    """It survives the codec; a ground cites a row, has its facts, and says what to do."""
    if isinstance(one, Ground):
        can_be_kept(one)
        return
    encoded = encode(one, salts())
    assert decode(json.loads(canonical(encoded.act)), {each.path: each.value for each in encoded.private}) == one


def walked(method: str, walks: int) -> Counter[str]:
    """What passed in all of them together."""
    counted: Counter[str] = Counter()
    for number in range(walks):
        walk = Walk(method, Random(f"{method} {number}"), looked_at)
        for _ in range(STEPS):
            walk.step()
            sealed = walk.state.keys_digest is not None
            assert not sealed or walk.state.opening is None or len(walk.state.releases) >= 2
        assert walk.state == follow(walk.given.procedure, walk.acts)
        counted.update(walk.counted)
    return counted


REACHED = {
    "open-tender": {
        "shares-released",
        "evaluation-reported",
        "draw-held",
        "award-decided",
        "result-published",
        "award-set-aside",
        "evaluation-reopened",
    },
    "invited-tender": {
        "shares-released",
        "evaluation-reported",
        "award-decided",
        "result-published",
        "award-set-aside",
        "evaluation-reopened",
    },
    "competitive-consultation": {
        "shares-released",
        "round-opened",
        "scores-given",
        "evaluation-reported",
        "award-decided",
        "result-published",
    },
    "single-source": {"shares-released", "price-agreed", "award-decided", "result-published", "award-set-aside"},
    "below-threshold": {"award-decided", "result-published", "award-set-aside", "proceedings-terminated"},
}


@pytest.mark.parametrize("method", sorted(REACHED))
def test_a_method_is_walked_at_random_and_nothing_breaks(method: str) -> None:
    assert walked(method, WALKS).keys() >= REACHED[method]
