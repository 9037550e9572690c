"""Is what a process has loaded left alone by its collections of memory?"""

import gc

from operis.front.worker import settle


def test_what_was_loaded_is_left_out_of_every_later_collection() -> None:
    before = gc.get_freeze_count()
    settle()
    try:
        assert gc.get_freeze_count() > before + 10_000
    finally:
        gc.unfreeze()
