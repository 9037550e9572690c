"""What may be asked of a contract, from its drawing up to its filing?"""

from operis.core.acts import Command
from operis.core.fields import ask, record
from operis.core.wording import Label
from operis.dockets.contract.changing import AskedChange, ChangeReason, SendingBackTerms
from operis.dockets.contract.terms import AskedTerms, FilingTerms, NoticeKind, RefusalTerms, SignedText, ToldBeside
from operis.dockets.procurement.reviewing import Concluded


@record
class ReviewContract(Concluded, Command):
    slug, docket_kind, opens, prepares = "review-contract", "contract", True, "draw-up-contract"
    title_words = Label("Review the contract", "内部审查合同文本")

    contract: AskedTerms = ask("Contract", "拟订立的合同")


@record
class DrawUpContract(AskedTerms, Command):
    slug, docket_kind, opens = "draw-up-contract", "contract", True
    title_words = Label("Draw up the contract", "拟定合同")
    entrusted = "contract"


@record
class SignContract(SignedText, Command):
    slug, docket_kind = "sign-contract", "contract"
    title_words = Label("Sign the contract", "签订合同")


@record
class SendBack(SendingBackTerms, Command):
    slug, docket_kind = "send-back", "contract"
    title_words = Label("Send it back instead of signing", "不签署，退回修改")


@record
class DrawUpChange(ChangeReason, Command):
    slug, docket_kind = "draw-up-change", "contract"
    title_words = Label("Draw up and sign a change of the contract", "拟定并签署合同变更")

    changes: tuple[AskedChange, ...] = ask("Changed clauses", "变更的条款")


@record
class SignChange(Command):
    slug, docket_kind = "sign-change", "contract"
    title_words = Label("Sign the change of the contract", "签署合同变更")

    text_sha256: str = ask("Fingerprint of the text", "合同文本数字指纹")


@record
class RefuseSignature(RefusalTerms, Command):
    slug, docket_kind = "refuse-signature", "contract"
    title_words = Label("Enter that signing is refused", "登记拒签合同")


@record
class Publish(ToldBeside, NoticeKind, Command):
    slug, docket_kind = "publish", "contract"
    title_words = Label("Publish the contract", "公开合同")
    entrusted = "contract-publication"


@record
class FileWithAuthority(FilingTerms, Command):
    slug, docket_kind = "file-with-authority", "contract"
    title_words = Label("File the copy of the contract", "报送合同副本备案")
    entrusted = "contract-publication"
