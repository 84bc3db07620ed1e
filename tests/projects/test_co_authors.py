"""Co-authors: who invites and removes them, and what exactly they may do with the one draft."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from accounts.models import User
from actors.members.services import MembersError
from core.permissions import may_edit, may_submit
from core.retention import purge_expired
from projects import co_authors
from projects.models import CoAuthor, ProjectPage
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_image,
    make_lead_editor,
    make_moderator,
    make_project,
    make_user,
)
from tests.permissions.clients import judging, nothing_beside_the_point
from tests.permissions.member_actions import MEMBER_ACTIONS, project_url
from tests.permissions.states import bring

pytestmark = pytest.mark.django_db


def joined(project: ProjectPage, by: Any, user: Any = None) -> Any:
    """A person of another organisation who writes along."""
    user = user or make_contributor(make_actor("leipzig"))
    co_authors.invite(project=project, email=user.email, by=by)
    co_authors.accept(token=token_in(mail.outbox[-1].body), user=user)
    return User.objects.get(pk=user.pk)


def token_in(text: str) -> str:
    found = re.search(r"/mitschreiben/([\w-]+)/", text)
    assert found
    return found[1]


# What a co-author may do; the states are those of tests/permissions/states.py.
TABLE = {
    "in own list": "drcle",
    "status": "drcle",
    "preview": "drcle",
    "step": "dcl",
    "save step": "dcl",
    "pictures": "dcl",
    "add picture": "dcl",
    "remove picture": "dcl",
    "check": "dc",
    "submit": "",
    "ask withdraw": "",
    "withdraw": "",
    "agree": "",
    "open review": "",
    "approve": "",
    "ask changes": "",
    "reject": "",
}


@pytest.mark.parametrize("state", "drcle")
def test_a_co_author_writes_and_does_nothing_else(state: str, actor: Any, staff_client: Any) -> None:
    author = make_contributor(actor)
    make_actor_lead(actor)
    image = make_image(collection=actor.collection)
    project = make_project("chemnitz", user=author, title="Zwirnhaus", actor=actor, image=image)
    project = bring(project, state, author)
    helper = joined(project, author)
    # The lead editor sees the filled step in every state.
    page = staff_client(make_lead_editor()).get(project_url("step", project, "kurz")).content.decode()
    form = querydict_from_html(page).dict()
    client, wrong = Client(), []
    client.force_login(helper)
    judging(client)
    with nothing_beside_the_point():
        for name, action in MEMBER_ACTIONS.items():
            if action.attempt(client, project, form) != (state in TABLE[name]):
                wrong.append(name)
    assert wrong == []
    assert set(TABLE) == set(MEMBER_ACTIONS)


def test_writing_along_is_for_one_project_and_ends_with_the_removal(actor: Any, member: Any) -> None:
    project, other = make_project(actor=actor), make_project(actor=actor)
    helper = joined(project, member)
    assert may_edit(helper, project)
    assert not may_submit(helper, project)
    assert not may_edit(helper, other)
    co_authors.remove(co_author=project.co_authors.get(), by=member)
    assert mail.outbox[-1].to == [helper.email]
    assert not may_edit(User.objects.get(pk=helper.pk), project)


def test_only_the_people_of_the_organisation_invite_and_remove(actor: Any, member: Any) -> None:
    project = make_project(actor=actor)
    helper = joined(project, member)
    row = project.co_authors.get()
    for person in (make_moderator("chemnitz"), make_lead_editor(), make_actor_lead(make_actor()), helper):
        with pytest.raises(PermissionDenied):
            co_authors.invite(project=project, email="neu@example.org", by=person)
        if person != helper:
            with pytest.raises(PermissionDenied):
                co_authors.remove(co_author=row, by=person)
    co_authors.remove(co_author=row, by=helper)
    assert not project.co_authors.exists()


def test_members_co_authors_and_floods_are_not_invited(actor: Any, member: Any) -> None:
    project = make_project(actor=actor)
    helper = joined(project, member)
    for email in (member.email, helper.email.upper()):
        with pytest.raises(MembersError):
            co_authors.invite(project=project, email=email, by=member)
    co_authors.invite(project=project, email="neu@example.org", by=member)
    with pytest.raises(MembersError):
        co_authors.invite(project=project, email="neu@example.org", by=member)


def test_an_invitation_sent_anew_makes_the_old_link_void(actor: Any, member: Any) -> None:
    project = make_project(actor=actor)
    co_authors.invite(project=project, email="neu@example.org", by=member)
    old = token_in(mail.outbox[-1].body)
    CoAuthor.objects.update(invited_at=timezone.now() - timedelta(hours=1))
    co_authors.invite(project=project, email="neu@example.org", by=member)
    assert Client().get(reverse("projects:co_author_accept", args=[old])).status_code == 404
    assert project.co_authors.count() == 1


def test_somebody_without_an_account_follows_the_link_and_writes_along(actor: Any, member: Any, signed_in: Any) -> None:
    project = make_project(actor=actor, title="Zwirnhaus")
    response = signed_in(member).post(reverse("projects:co_authors", args=[project.pk]), {"email": "neu@example.org"})
    assert response.status_code == 302
    link, client = reverse("projects:co_author_accept", args=[token_in(mail.outbox[-1].body)]), Client()
    assert "Zwirnhaus" in client.get(link).content.decode()
    assert not User.objects.filter(email="neu@example.org").exists()
    data = {"first_name": "Karla", "last_name": "Neumann", "password1": "drei-rote-kraniche"}
    assert client.post(link, {**data, "password2": "anders"}).status_code == 422
    assert client.post(link, {**data, "password2": data["password1"]}).status_code == 302
    assert "Karla Neumann" in signed_in(member).get(reverse("projects:status", args=[project.pk])).content.decode()
    assert "Zwirnhaus" in client.get(reverse("members:overview")).content.decode()
    assert Client().get(link).status_code == 410


def test_links_that_are_forwarded_expired_or_taken_back_open_nothing(actor: Any, member: Any, signed_in: Any) -> None:
    project = make_project(actor=actor)
    co_authors.invite(project=project, email="neu@example.org", by=member)
    link = reverse("projects:co_author_accept", args=[token_in(mail.outbox[-1].body)])
    assert signed_in(make_user()).post(link).status_code == 403
    CoAuthor.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert Client().get(link).status_code == 410
    row = project.co_authors.get()
    remove = reverse("projects:co_author_remove", args=[project.pk, row.pk])
    assert signed_in(make_user()).post(remove).status_code == 404
    assert signed_in(member).post(remove).status_code == 302
    assert Client().get(link).status_code == 404


def test_pictures_of_the_draft_are_seen_by_co_authors_and_nobody_else(actor: Any, member: Any, signed_in: Any) -> None:
    image = make_image(collection=actor.collection)
    project = make_project(actor=actor, image=image)
    helper, stranger = joined(project, member), make_user()
    address = image.get_rendition("max-100x100").url
    assert signed_in(helper).get(address).status_code == 200
    assert signed_in(stranger).get(address).status_code == 404
    other = make_image(collection=actor.collection).get_rendition("max-100x100").url
    assert signed_in(helper).get(other).status_code == 404


def test_invitations_that_nobody_followed_are_purged(actor: Any, member: Any) -> None:
    project = make_project(actor=actor)
    joined(project, member)
    co_authors.invite(project=project, email="neu@example.org", by=member)
    purge_expired(timezone.now() + timedelta(days=60))
    assert [row.user is None for row in project.co_authors.all()] == [False]
