"""Terms and places in the admin: lead editors keep them, nobody else sees them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actors.models import RegionOffice
from core.models import District, FundingSource, Region, TargetGroup, Topic
from tests.factories import (
    make_actor,
    make_editor,
    make_funding_source,
    make_lead_editor,
    make_moderator,
    make_target_group,
    make_topic,
)

pytestmark = pytest.mark.django_db

StaffClient = Callable[[Any], Client]
MODELS = [Topic, TargetGroup, FundingSource, Region, District, RegionOffice]


def address(model: Any, name: str, *args: Any) -> str:
    return reverse(f"{model._meta.model_name}:{name}", args=args)


@pytest.mark.parametrize("model", MODELS)
def test_lead_editors_open_every_list(model: Any, staff_client: StaffClient) -> None:
    assert staff_client(make_lead_editor()).get(address(model, "index")).status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("make", [make_editor, make_moderator])
def test_regional_staff_reach_none_of_it(model: Any, make: Callable[[str], Any], staff_client: StaffClient) -> None:
    make_topic(), make_target_group(), make_funding_source()
    RegionOffice.objects.create(agency=make_actor(None))
    obj = model.objects.first()
    client = staff_client(make("chemnitz"))
    for name, arguments in {"index": (), "add": (), "edit": (obj.pk,), "delete": (obj.pk,), "usage": (obj.pk,)}.items():
        for method in (client.get, client.post):
            assert method(address(model, name, *arguments)).status_code == 302, name
    assert model.objects.filter(pk=obj.pk).exists()


def test_nobody_adds_or_deletes_districts(staff_client: StaffClient) -> None:
    client = staff_client(make_lead_editor())
    district = District.objects.first()
    client.post(address(District, "delete", district.pk))
    assert client.get(address(District, "add")).status_code == 302
    assert District.objects.filter(pk=district.pk).exists()


def test_a_topic_in_use_is_not_deleted(staff_client: StaffClient) -> None:
    topic = make_actor().actor_topics.get().topic
    response = staff_client(make_lead_editor()).post(address(Topic, "delete", topic.pk))
    assert response.status_code == 302
    assert Topic.objects.filter(pk=topic.pk).exists()


def test_the_list_of_topics_asks_as_much_for_many_as_for_few(
    staff_client: StaffClient, django_assert_max_num_queries: Any
) -> None:
    client = staff_client(make_lead_editor())
    counts = []
    for _round in range(2):
        for _number in range(15):
            make_topic()
        client.get(address(Topic, "index"))
        with django_assert_max_num_queries(60) as captured:
            client.get(address(Topic, "index"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["actors/actor", "mentoring/mentor", "actors/contactperson"])
def test_staff_find_the_network_in_their_menu(name: str, staff_client: StaffClient) -> None:
    content = staff_client(make_editor("chemnitz")).get(reverse("wagtailadmin_home")).content.decode()
    assert f"/cms/snippets/{name}/" in content
