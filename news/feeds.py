"""The Atom feed of a list of news."""

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from core.feeds import Description, index_feed


def news_feed(index: Any, request: HttpRequest) -> HttpResponseBase:
    """The newest stories of this index: what readers of the list see, and nothing else."""
    return index_feed(index, request, newest=index.items().newest(), describe=_description)


def _description(page: Any) -> Description:
    return Description(summary=page.lead, published=_midnight(page.publish_date), author=page.byline)


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
