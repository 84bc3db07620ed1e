"""The Atom feed of a catalogue."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase

from core.feeds import LONG_AGO, Description, index_feed


def project_feed(index: Any, request: HttpRequest) -> HttpResponseBase:
    """The projects of this catalogue that became public last; a later edit does not bring an old one back."""
    return index_feed(index, request, newest=index.items().newest().select_related("actor"), describe=_description)


def _description(project: Any) -> Description:
    return Description(
        summary=project.summary,
        published=project.first_published_at or LONG_AGO,
        author=project.actor.name if project.actor else "",
    )
