from .consent import ConsentEvent
from .desk import ChangePoint, Claim, DigestDay, SentDigest, TaskNotice
from .media import PortalDocument, PortalImage, PortalRendition
from .outbox import OutboxMessage
from .pages import BasePage, IndexPage, PageFunding, PageRegion, PageTargetGroup, PageTopic
from .places import District, Region, RegionText
from .review import Decision, RegionReviewTask, RegionReviewTaskState
from .search import SearchEntry, SearchWord
from .snippets import GatedSnippet
from .terms import (
    FundingSource,
    FundingSourceText,
    TargetGroup,
    TargetGroupText,
    Topic,
    TopicText,
)
from .texts import LocalisedTexts, LocalText

__all__ = [
    "BasePage",
    "ChangePoint",
    "Claim",
    "ConsentEvent",
    "Decision",
    "DigestDay",
    "District",
    "FundingSource",
    "FundingSourceText",
    "GatedSnippet",
    "IndexPage",
    "LocalText",
    "LocalisedTexts",
    "OutboxMessage",
    "PageFunding",
    "PageRegion",
    "PageTargetGroup",
    "PageTopic",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "Region",
    "RegionReviewTask",
    "RegionReviewTaskState",
    "RegionText",
    "SearchEntry",
    "SearchWord",
    "SentDigest",
    "TargetGroup",
    "TargetGroupText",
    "TaskNotice",
    "Topic",
    "TopicText",
]
