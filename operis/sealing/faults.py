"""What can be wrong with a sealed bid? Each fault is its own exception, so that each has its own consequence."""


class SealingError(Exception):
    """Something about a sealed bid is not as it has to be."""


class HeaderError(SealingError):
    """The first line is no header of this form, or not the one that was received."""


class SizeError(SealingError):
    """What was to be sealed is longer or shorter than its header says."""


class NotReceivedError(SealingError):
    """These are not the bytes that were received."""


class EnvelopeError(SealingError):
    """An envelope does not open with the key of this holder, or holds no share."""


class KeylessError(SealingError):
    """Two shares do not give the key that the bid is committed to."""


class IllMadeError(SealingError):
    """The key is right, and what it opens is not what a bidder's program seals."""
