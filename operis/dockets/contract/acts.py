"""Which acts stand on a contract?"""

from operis.core.acts import Act, Due
from operis.core.briefs import AWARDED, field
from operis.core.fields import ask, record
from operis.core.money import Fen
from operis.core.refers import RefersTo
from operis.core.wording import Label, Slug
from operis.dockets.contract.changing import SIDES, ChangeTerms, SendingBackTerms
from operis.dockets.contract.terms import ContractTerms, FilingTerms, PublicationTerms, RefusalTerms, SignedText
from operis.dockets.procurement.agencies import AGENCY_MATTERS, ENTRUSTED
from operis.dockets.procurement.evaluating import LOT
from operis.dockets.procurement.reviewing import ByReviewer, Concluded
from operis.dockets.procurement.terms import YUAN


@record
class ContractReviewed(Concluded, ByReviewer, Act):
    """Read by the body alone until the contract is published."""

    kind, version, public = "contract-reviewed", 1, "parties"
    title_words = Label("Contract reviewed", "合同文本内部审查")
    brief = field("outcome")

    procurement: str = ask("Procurement", "采购项目编号", of=RefersTo.PROCUREMENT)
    lot: str = ask(*LOT, of=RefersTo.LOT)
    text_sha256: str = ask("Fingerprint of the text", "合同文本数字指纹")


@record
class ContractDrawnUp(ContractTerms, Act):
    """The purchaser's signature; read by the two sides until the contract is published."""

    kind, version, public = "contract-drawn-up", 1, "parties"
    title_words = Label("Contract drawn up", "合同拟定")
    brief = AWARDED

    body: str = ask("Purchasing body", "购买主体", of=RefersTo.BODY)
    text_sha256: str = ask("Fingerprint of the text", "合同文本数字指纹")
    agency: str | None = ask("Agency", "采购代理机构", default=None, of=RefersTo.AGENCY, later=True)
    agency_matters: tuple[Slug, ...] = ask(*ENTRUSTED, choices=AGENCY_MATTERS, default=(), later=True)


@record
class ContractSigned(SignedText, Act):
    """The provider's signature under the same text: only now is there a contract."""

    kind, version = "contract-signed", 1
    title_words = Label("Contract signed", "合同签订")

    supplier: str = ask("Provider", "承接主体", of=RefersTo.BIDDER)
    publish_by: Due | None = ask("To be published by", "公开期限")
    file_by: Due | None = ask("Copy to be filed by", "副本备案期限")
    bond_back_by: Due | None = ask("Bid security given back by", "投标保证金退还期限", default=None, later=True)


@record
class ContractSentBack(SendingBackTerms, Act):
    """What waited for a signature is not signed as it stands; the words of it stay between the two sides."""

    kind, version, public = "contract-sent-back", 1, "sides"
    title_words = Label("Sent back instead of signed", "退回修改")

    side: Slug = ask("Sent back by", "退回方", choices=SIDES)
    text_sha256: str = ask("Fingerprint of the text", "合同文本数字指纹")


@record
class ContractChangeDrawnUp(ChangeTerms, Act):
    """The signature of one side; without the other's it changes nothing."""

    kind, version, public = "contract-change-drawn-up", 1, "sides"
    title_words = Label("Change of the contract drawn up", "合同变更拟定")
    why = "reason"

    side: Slug = ask("Drawn up by", "拟定方", choices=SIDES)
    text_sha256: str = ask("Fingerprint of the text", "合同文本数字指纹")


@record
class ContractChanged(ChangeTerms, Act):
    """The signature of the other side: only now are the clauses others."""

    kind, version, public = "contract-changed", 1, "parties"
    title_words = Label("Contract changed", "合同变更")
    why = "reason"

    side: Slug = ask("Drawn up by", "拟定方", choices=SIDES)
    text_sha256: str = ask("Fingerprint of the text", "合同文本数字指纹")


@record
class SignatureRefused(RefusalTerms, Act):
    kind, version = "signature-refused", 1
    title_words = Label("Signature refused", "拒签合同")
    why = "reason"

    supplier: str = ask("Provider", "承接主体", of=RefersTo.BIDDER)


@record
class PublicationMade(PublicationTerms, Act):
    kind, version = "publication-made", 1
    title_words = Label("Publication made", "公开")
    made_paper = "contract"
    brief = AWARDED

    method: Slug | None = ask("Method", "采购方式")
    supplier: str = ask("Provider", "承接主体", of=RefersTo.BIDDER)
    price: Fen = ask("Price", "合同金额", unit=YUAN)
    term_months: int | None = ask("Contract term", "合同履行期限", unit=("months", "个月"))


@record
class FilingMade(FilingTerms, Act):
    kind, version = "filing-made", 1
    title_words = Label("Filing made", "备案（报告）")
    brief = field("authority")

    sha256: str = ask("Fingerprint of the copy", "副本数字指纹")
