"""Projects that resemble one another, each with the reason. The weights are fixed and visible here."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.listing_words import in_sentence
from core.models import PageTargetGroup, PageTopic
from projects.cards import project_card
from projects.models import ProjectPage

TARGET_GROUP_WEIGHT, TOPIC_WEIGHT, DISTRICT_WEIGHT = 3, 2, 1
SHOWN = 3


def similar_cards(
    project: ProjectPage, topics: Sequence[Any], target_groups: Sequence[Any], request: HttpRequest
) -> list[dict[str, Any]]:
    """Cards of the most similar public projects; their labels say what is shared."""
    links = PageTargetGroup.objects.select_related("target_group").prefetch_related("target_group__texts")
    found = most_similar(project, topics, target_groups).with_card_data()
    return [
        {**project_card(other, request), "summary": "", "labels": shared(project, other, topics, target_groups)}
        for other in found.prefetch_related(Prefetch("page_target_groups", links))[:SHOWN]
    ]


def most_similar(project: ProjectPage, topics: Sequence[Any], target_groups: Sequence[Any]) -> QuerySet[ProjectPage]:
    """Public projects of the same language that share a topic or target group, the most similar first."""
    by_topic = PageTopic.objects.filter(topic__in=topics)
    by_group = PageTargetGroup.objects.filter(target_group__in=target_groups)
    same_district = Case(
        When(district_id=project.district_id, then=Value(DISTRICT_WEIGHT)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return (
        ProjectPage.objects.live()
        .public()
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


def shared(project: ProjectPage, other: ProjectPage, topics: Sequence[Any], target_groups: Sequence[Any]) -> list[str]:
    """What both have in common, in words."""
    topic_ids, group_ids = {topic.pk for topic in topics}, {group.pk for group in target_groups}
    groups = [link.target_group for link in other.page_target_groups.all() if link.target_group_id in group_ids]
    reasons = [_("also for %(group)s") % {"group": in_sentence(group.label)} for group in groups]
    reasons += [
        _("also on %(topic)s") % {"topic": link.topic.label}
        for link in other.page_topics.all()
        if link.topic_id in topic_ids
    ]
    if other.district and other.district_id == project.district_id:
        reasons.append(_("also here: %(district)s") % {"district": other.district.name})
    return reasons
