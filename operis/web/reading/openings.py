"""What does the result of opening a bid mean? For whoever reads of a bid that was not opened why it was not."""

from django.utils.translation import gettext as _


def meaning(result: str) -> str:
    """Nothing of a bid that was opened."""
    means = {
        "ill-made": _("Its key was found, but what was sealed is not written as a bid has to be, and cannot be read. It was sealed so."),
        "keyless": _("Of the shares of its key that were given back, no two give the key."),
        "envelope-bad": _("Its envelopes do not all follow from its key: it would not open alike for each two key holders."),
        "bytes-missing": _("What was sealed is gone here, or was changed. That is the fault of this platform, and not of the bidder."),
    }
    return means.get(result, "")
