"""What does it say of this installation when entries of its ledger were lost, or when a witness is begun?"""

from operis.core.fields import ask, record
from operis.core.wording import Wording


@record
class LossTerms:
    signed_size: int | None = ask(
        "Entries that were signed for",
        "曾签署的记录条数",
        hint=("Of the newest checkpoint known outside the database; empty where none was left", "库外留存的最新签名所载；未留存的，不填"),
        default=None,
    )
    signed_root: str | None = ask("Fingerprint of those entries", "曾签署记录的指纹", default=None)
    kept_size: int = ask("Entries that are left", "现存的记录条数")
    kept_root: str = ask("Fingerprint of what is left", "现存记录的指纹")
    unlogged_lost: int = ask(
        "Acts lost that had been received and waited for a closing before the log has them",
        "已接收、须待截止后进入日志而缺失的记录条数",
        default=0,
        later=True,
    )
    reason: Wording = ask("Why entries are missing, and what was done to find them", "记录缺失的原因和查找情况")
    decided_by: str = ask("Who decided to go on without them", "决定继续运行的人员")
    paper: str = ask("Number or fingerprint of that decision in writing", "书面决定的文号或者数字指纹")
    administrator: str = ask("Administrator who entered it", "登记的系统管理员")


@record
class WitnessTerms:
    size: int = ask("Entries in the log when it is begun", "启用时的记录条数")
    root: str = ask("Fingerprint of those entries", "这些记录的指纹")
    decided_by: str = ask("Who decided to begin it", "决定启用的人员")
    paper: str = ask("Number or fingerprint of that decision in writing", "书面决定的文号或者数字指纹")
    administrator: str = ask("Administrator who entered it", "登记的系统管理员")
