"""Which word of the Open Contracting Data Standard stands for which of ours? Every word of ours that a field takes has one."""

from collections.abc import Mapping

VERSION = "1.1"
CURRENCY = "CNY"
METHOD: Mapping[str, str] = {
    "open-tender": "open",
    "invited-tender": "selective",
    "competitive-negotiation": "selective",
    "competitive-consultation": "selective",
    "inquiry": "selective",
    "single-source": "direct",
    "closed-framework": "open",
    "open-framework": "open",
    "below-threshold": "limited",
    "cooperative-innovation": "selective",
    "emergency": "direct",
}
"""Method of the plan: `procurementMethod`."""
ENDED: Mapping[str, str] = {
    "too-few": "unsuccessful",
    "illegal-acts": "cancelled",
    "all-above-budget": "unsuccessful",
    "task-fell-away": "cancelled",
    "documents-flawed": "cancelled",
    "method-no-longer-fits": "cancelled",
    "keys-lost": "cancelled",
    "award-set-aside": "cancelled",
}
"""Ground of an ending: status of the tender and of its lots."""
CRITERION: Mapping[str, str] = {"price": "price", "counted": "quality", "judged": "quality"}
"""Kind of a criterion: type of an award criterion."""
MAIN_CATEGORY = "services"
"""All that is bought here is a service."""
CATEGORIES = "x_CN-GPC"
"""The scheme of the catalogue of government procurement, for which the standard has no code."""
CREDIT_CODE = "CN-SAIC"
"""The register of unified social credit codes, as org-id.guide names it."""
TAGS: Mapping[str, str] = {
    "intention-published": "planning",
    "plan-reviewed": "planningUpdate",
    "implementation-plan-filed": "planningUpdate",
    "notice-published": "tender",
    "bidding-documents-issued": "tenderUpdate",
    "notice-corrected": "tenderAmendment",
    "representation-answered": "tenderUpdate",
    "bids-closed": "tenderUpdate",
    "bids-opened": "tenderUpdate",
    "proceedings-terminated": "tenderCancellation",
    "result-published": "award",
    "award-set-aside": "awardCancellation",
    "evaluation-reopened": "awardUpdate",
    "contract-signed": "contract",
    "signature-refused": "contractUpdate",
    "publication-made": "contractUpdate",
    "contract-changed": "contractAmendment",
}
"""Kind of an act: tag of the release in which it is told."""
SECTIONS: Mapping[str, str] = {"planning": "planningUpdate", "tender": "tenderUpdate", "bids": "tenderUpdate", "awards": "awardUpdate",
                               "contracts": "contractUpdate"}  # fmt: skip
"""Where no act of a release has a tag of its own: the tag by what changed."""
_EXTENSIONS = "https://raw.githubusercontent.com/open-contracting-extensions"
EXTENSIONS = (
    f"{_EXTENSIONS}/ocds_bid_extension/v1.1.5/extension.json",
    f"{_EXTENSIONS}/ocds_lots_extension/v1.1.5/extension.json",
    f"{_EXTENSIONS}/ocds_enquiry_extension/v1.1.5/extension.json",
    f"{_EXTENSIONS}/ocds_awardCriteria_extension/master/extension.json",
)
"""What the releases use beside the standard itself."""
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_NAME = "CC0 1.0"
