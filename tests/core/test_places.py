"""A page belongs to the region it lies in: created, moved, copied."""

import pytest
from wagtail.models import Page

from core.desk.queue import queue_for
from core.models import PageRegion, Region
from home.models import RegionPage
from projects.models import ProjectIndexPage, ProjectPage
from tests.factories import (
    make_actor,
    make_contributor,
    make_moderator,
    make_project,
    region_index,
    submit,
)

pytestmark = pytest.mark.django_db


def region_of(page):
    return ProjectPage.objects.get(pk=page.pk).region


def test_a_page_below_a_region_page_belongs_to_the_region():
    assert region_of(make_project("dresden")).slug == "dresden"


def test_a_page_outside_any_region_is_statewide():
    assert region_of(make_project(None)) is None


def test_a_moved_page_takes_the_region_of_its_new_place():
    page = make_project("chemnitz", live=True)
    Page.objects.get(pk=page.pk).move(region_index(ProjectIndexPage, "leipzig"), pos="last-child")
    assert region_of(page).slug == "leipzig"


def test_pages_below_a_moved_page_follow_it():
    page = make_project("chemnitz")
    index = region_index(ProjectIndexPage, "chemnitz")
    target = RegionPage.objects.get(region__slug="dresden", locale__language_code="de")
    region_index(ProjectIndexPage, "dresden").delete()
    Page.objects.get(pk=index.pk).move(target, pos="last-child")
    assert region_of(page).slug == "dresden"


def test_an_open_review_moves_to_the_new_regions_desk():
    member, other_moderator = make_contributor(make_actor()), make_moderator("leipzig")
    page = make_project("chemnitz", user=member, actor=member.memberships.get().actor)
    submit(page, member)
    Page.objects.get(pk=page.pk).move(region_index(ProjectIndexPage, "leipzig"), pos="last-child")
    assert queue_for(make_moderator("chemnitz")) == []
    assert [item.title for item in queue_for(other_moderator)] == [page.title]


def test_a_copy_takes_the_region_of_its_place():
    page = make_project("chemnitz")
    copy = page.copy(to=region_index(ProjectIndexPage, "leipzig"), update_attrs={"slug": "kopie"})
    assert region_of(copy).slug == "leipzig"


def test_an_index_lists_what_lies_below_its_own_parent():
    here, there = make_project("chemnitz", live=True), make_project("leipzig", live=True)
    assert set(region_index(ProjectIndexPage, "chemnitz").items()) == {here}
    assert set(region_index(ProjectIndexPage, None).items()) == {here, there}


def test_a_guest_page_is_listed_in_the_further_region_without_changing_its_own():
    page = make_project("chemnitz", live=True)
    PageRegion.objects.create(page=page, region=Region.objects.get(slug="leipzig"))
    assert page in region_index(ProjectIndexPage, "leipzig").items()
    assert region_of(page).slug == "chemnitz"


def test_statewide_pages_are_a_group_of_their_own_in_a_region():
    page = make_project(None, live=True)
    index = region_index(ProjectIndexPage, "leipzig")
    assert page not in index.items()
    assert page in index.statewide_items()
