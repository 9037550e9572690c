"""What may a purchasing body entrust to an agency? Each step that one may take says under which of these it falls."""

AGENCY_MATTERS = {
    "notices": ("documents, notices and answers", "采购文件、公告和答复"),
    "evaluation": ("taking of bids, draw, panel and evaluation", "接收投标（响应）文件、抽取专家、组织评审"),
    "result": ("publication of the result", "发布结果公告"),
    "bonds": ("return of bid security", "退还投标保证金"),
    "contract": ("signing in the name of the body", "以采购人名义签订合同"),
    "contract-publication": ("publication and filing of the contract", "合同公告和备案"),
}
ENTRUSTED = ("What the agency is entrusted with", "委托事项")
AS_AGREED = ("As in the agreement; the agency takes no other step", "与委托代理协议一致；其他步骤代理机构不得办理")
