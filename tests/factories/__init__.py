"""Objects for tests, each made as the site makes them: drafts first, public only through the gate."""

from .desk import morning, send_summaries
from .media import make_image
from .packages import approve, make_package, plan
from .pages import make_draft, make_event, make_event_date, make_news, make_project, publish, region_index, submit
from .people import (
    make_actor_lead,
    make_admin,
    make_adviser,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_programme_lead,
    make_user,
)
from .snippets import make_actor, make_contact_person, make_entry, make_mentor
from .terms import make_funding_source, make_target_group, make_topic

__all__ = [
    "approve",
    "make_actor",
    "make_actor_lead",
    "make_admin",
    "make_adviser",
    "make_contact_person",
    "make_contributor",
    "make_draft",
    "make_editor",
    "make_entry",
    "make_event",
    "make_event_date",
    "make_funding_source",
    "make_image",
    "make_lead_editor",
    "make_mentor",
    "make_moderator",
    "make_news",
    "make_package",
    "make_programme_lead",
    "make_project",
    "make_target_group",
    "make_topic",
    "make_user",
    "morning",
    "plan",
    "publish",
    "region_index",
    "send_summaries",
    "submit",
]
