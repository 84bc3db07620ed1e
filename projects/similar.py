"""Projects that resemble one another, each with the reason. The weights are fixed and visible here."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.cards import CardData, card_data
from core.listing_words import in_sentence
from core.models import PageTargetGroup, PageTopic
from core.names import Name
from projects.cards import project_card
from projects.models import ProjectPage
from projects.querysets import ProjectQuerySet

TARGET_GROUP_WEIGHT, TOPIC_WEIGHT, DISTRICT_WEIGHT = 3, 2, 1
SHOWN = 3


def similar_cards(
    project: ProjectPage, topics: Sequence[Name], target_groups: Sequence[Name], request: HttpRequest
) -> list[dict[str, Any]]:
    """Cards of the most similar public projects; their labels say what is shared."""
    found = most_similar(project, topics, target_groups).with_card_data().prefetch_related("page_target_groups")
    others = list(found[:SHOWN])
    data = card_data(others)
    return [
        {
            **project_card(other, request, data),
            "summary": "",
            "labels": shared(project, other, topics, target_groups, data),
        }
        for other in others
    ]


def most_similar(project: ProjectPage, topics: Sequence[Name], target_groups: Sequence[Name]) -> ProjectQuerySet:
    """Public projects of the same language that share a topic or target group, the most similar first."""
    by_topic = PageTopic.objects.filter(topic__in=[topic.pk for topic in topics])
    by_group = PageTargetGroup.objects.filter(target_group__in=[group.pk for group in target_groups])
    same_district = Case(
        When(district_id=project.district_id, then=Value(DISTRICT_WEIGHT)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return (
        ProjectPage.objects.listed()
        .filter(locale_id=project.locale_id)
        .exclude(pk=project.pk)
        .filter(Q(pk__in=by_topic.values("page")) | Q(pk__in=by_group.values("page")))
        .annotate(
            similarity=_count(by_group) * TARGET_GROUP_WEIGHT
            + _count(by_topic) * TOPIC_WEIGHT
            + (same_district if project.district_id else Value(0))
        )
        .order_by("-similarity", "-first_published_at", "-pk")
    )


def _count(links: QuerySet[Any]) -> Coalesce:
    """How many of the links belong to the project of the outer query."""
    per_page = links.filter(page=OuterRef("pk")).order_by().values("page").annotate(number=Count("pk"))
    return Coalesce(Subquery(per_page.values("number"), output_field=IntegerField()), Value(0))


def shared(
    project: ProjectPage, other: ProjectPage, topics: Sequence[Name], target_groups: Sequence[Name], data: CardData
) -> list[str]:
    """What both have in common, in words."""
    group_ids = {link.target_group_id for link in other.page_target_groups.all()}
    other_topics = data.topics.get(other.pk, [])
    reasons = [
        _("also for %(group)s") % {"group": in_sentence(group.label)}
        for group in target_groups
        if group.pk in group_ids
    ]
    reasons += [_("also on %(topic)s") % {"topic": topic.label} for topic in topics if topic in other_topics]
    if other.district and other.district_id == project.district_id:
        reasons.append(_("also here: %(district)s") % {"district": other.district.name})
    return reasons
