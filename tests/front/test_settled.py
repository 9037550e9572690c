"""Is what a process has loaded left alone by its collections of memory?"""

import gc

from operis.front.worker import settle


def test_what_was_loaded_is_left_out_of_every_later_collection() -> None:
    gc.unfreeze()
    assert gc.get_freeze_count() == 0
    settle()
    assert gc.get_freeze_count() > 10_000
