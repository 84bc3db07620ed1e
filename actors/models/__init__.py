from .actor import Actor, ActorLanguage, ActorTargetGroup, ActorText, ActorTopic, RegionOffice
from .contact import ContactPerson, ContactPersonDistrict, ContactPersonText
from .membership import Invitation, Membership
from .review import ActorReviewTask, ActorReviewTaskState

__all__ = [
    "Actor",
    "ActorLanguage",
    "ActorReviewTask",
    "ActorReviewTaskState",
    "ActorTargetGroup",
    "ActorText",
    "ActorTopic",
    "ContactPerson",
    "ContactPersonDistrict",
    "ContactPersonText",
    "Invitation",
    "Membership",
    "RegionOffice",
]
