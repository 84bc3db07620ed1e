"""What the desk costs: as many queries with five hundred open tasks and three hundred organisations as with a few."""

from itertools import cycle
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from core.models import Region
from projects.models import ProjectIndexPage, ProjectPage
from tests.factories import make_actor_lead, make_moderator, make_topic, make_user, region_index
from tests.factories.bulk import make_many, make_many_actors, make_many_tasks
from tests.factories.counting import queries_when_cold

pytestmark = pytest.mark.django_db
ADDRESSES = ("/cms/review/", "/cms/review/?part=waiting", "/cms/review/?part=mine&p=2", "/cms/")


@pytest.fixture
def moderator() -> User:
    """Looks after Chemnitz, and after Leipzig where that has nobody."""
    moderator = make_moderator("chemnitz")
    Region.objects.filter(slug="leipzig").update(deputy=Region.objects.get(slug="chemnitz"))
    return moderator


def fill(tasks: int, actors: int, holder: User) -> None:
    author, owners = make_user(), make_many_actors(actors, topic=make_topic())
    for region in ("chemnitz", "leipzig"):
        pages = make_many(ProjectPage, region_index(ProjectIndexPage, region), tasks // 2)
        Page.objects.filter(pk__in=[page.pk for page in pages]).update(live=False)
        for page, actor in zip(pages, cycle(owners), strict=False):
            ProjectPage.objects.filter(pk=page.pk).update(actor=actor)
        make_many_tasks(pages, author=author, holder=holder)


def test_the_desk_costs_the_same_however_much_lies_on_it(moderator: User, staff_client: Any) -> None:
    client: Client = staff_client(moderator)
    fill(6, 3, moderator)
    few = {address: len(queries_when_cold(client, address)) for address in ADDRESSES}
    fill(500, 300, moderator)
    many = {address: len(queries_when_cold(client, address)) for address in ADDRESSES}
    assert many == few
    page = client.get("/cms/review/").context["page"]
    assert page.paginator.count > 300


def test_the_panel_of_a_lead_costs_the_same(client: Client) -> None:
    fill(4, 3, make_user())
    lead = make_actor_lead(ProjectPage.objects.exclude(actor=None).first().actor)
    client.force_login(lead)
    few = len(queries_when_cold(client, "/mein-bereich/"))
    fill(60, 30, make_user())
    assert len(queries_when_cold(client, "/mein-bereich/")) == few
