"""What do key holders say?"""

from operis.core.fields import Withheld, ask, record
from operis.core.reading import TABLE_MAX
from operis.core.refers import RefersTo


@record
class CallTerms:
    """Whose officers hold the keys of the bids: three bodies, or none any more."""

    holders: tuple[str, ...] = ask(
        "Key holders",
        "密钥保管单位",
        hint=("Three bodies; none, to go on without key holders", "填写三个单位；不再设密钥保管人的，全部留空"),
        default=(),
        of=RefersTo.KEEPER,
    )


@record
class KeyTerms:
    key: str = ask("Public key", "公钥", hint=("64 figures and letters from a to f", "64位数字和字母a至f"))
    rehearsed: str = ask(
        "What was in the bid of the rehearsal",
        "演练文件中的内容",
        hint=("What opening the bid of the rehearsal has shown", "以该密钥开启演练文件所得"),
    )


@record
class ShareOf:
    """What one envelope holds for its holder; nothing where the holder could not open it."""

    bid: str = ask("Bid", "投标（响应）编号")
    lot: str = ask("Lot", "采购包", of=RefersTo.LOT)
    share: str | None = ask("Share of the key", "密钥份额", default=None)


@record
class SharesGiven:
    shares: tuple[ShareOf, ...] = ask("Shares", "密钥份额", most=TABLE_MAX)


@record
class MadeWith:
    key: str | None = ask(
        "Public key", "公钥", hint=("The key for which the shares were made, as their file says", "密钥份额文件所载的公钥"),
        default=None, later=True,
    )  # fmt: skip


@record
class SharesKept:
    """Nobody reads a share: two of them open a bid."""

    shares: tuple[ShareOf, ...] | Withheld = ask("Shares", "密钥份额", most=TABLE_MAX)


@record
class Released:
    """One bid of the closing list, and whether its holder could open the envelope."""

    bid: str = ask("Bid", "投标（响应）编号")
    lot: str = ask("Lot", "采购包", of=RefersTo.LOT)
    given: bool = ask("Share given", "已交出份额")
