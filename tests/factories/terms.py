"""Curated terms."""

from itertools import count

from core.models import (
    FundingSource,
    FundingSourceText,
    TargetGroup,
    TargetGroupText,
    Topic,
    TopicText,
)

_numbers = count(1)


def make_topic(name: str = "", slug: str = "") -> Topic:
    number = next(_numbers)
    topic = Topic(slug=slug or f"topic-{number}", sort_order=number)
    topic.texts = [TopicText(language="de", name=name or f"Handlungsfeld {number}")]
    topic.save()
    return topic


def make_target_group(name: str = "", slug: str = "") -> TargetGroup:
    number = next(_numbers)
    group = TargetGroup(slug=slug or f"group-{number}", sort_order=number)
    group.texts = [TargetGroupText(language="de", name=name or f"Zielgruppe {number}")]
    group.save()
    return group


def make_funding_source(name: str = "", slug: str = "", statement: str = "") -> FundingSource:
    number = next(_numbers)
    source = FundingSource(slug=slug or f"fund-{number}", sort_order=number)
    source.texts = [FundingSourceText(language="de", name=name or f"Förderquelle {number}", statement=statement)]
    source.save()
    return source
