"""What projects say of themselves in a feed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from projects.models import ProjectPage
from tests.core.feeds import ATOM, PROJECTS
from tests.factories import make_actor, make_project, publish

pytestmark = pytest.mark.django_db


def test_a_project_is_signed_by_its_organisation_and_dated_by_its_first_publication(client):
    page = make_project(live=True, actor=make_actor("chemnitz", name="Kulturkiste Sonnenberg"))
    [entry] = PROJECTS.read(client).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Kulturkiste Sonnenberg"
    assert parse_datetime(entry.findtext(f"{ATOM}published")) == page.first_published_at


def test_an_edit_updates_a_project_without_making_it_new(client):
    old, new = make_project(live=True), make_project(live=True)
    long_ago = timezone.now() - timedelta(days=90)
    ProjectPage.objects.filter(pk=old.pk).update(first_published_at=long_ago, last_published_at=long_ago)
    publish(ProjectPage.objects.get(pk=old.pk))
    assert PROJECTS.titles(client) == [new.title, old.title]
    *_newer, entry = PROJECTS.read(client).iter(f"{ATOM}entry")
    assert parse_datetime(entry.findtext(f"{ATOM}updated")) > parse_datetime(entry.findtext(f"{ATOM}published"))
