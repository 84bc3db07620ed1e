"""What goes live without a review stays open until a second person has looked."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import gate, review
from core.desk.queue import to_countersign
from core.models import Decision
from tests.factories import make_contributor, make_editor, make_lead_editor, make_moderator, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(db: None) -> Any:
    return make_lead_editor()


@pytest.fixture
def forced(project: Any, lead: Any) -> Decision:
    return gate.force_publish(obj=project, user=lead, reason="Termin der Ministerin")


class TestForcing:
    def test_the_button_publishes_what_was_shown_with_a_reason(
        self, project: Any, author: Any, lead: Any, staff_client: Any
    ) -> None:
        task = submit(project, author)
        address = reverse("core_review_force", args=[task.pk])
        client = staff_client(lead)
        shown = client.get(address).context["form"]["shown"].value()
        assert client.post(address, {"reason": " ", "shown": shown}).status_code == 422
        assert client.post(address, {"reason": "Eilt", "shown": "1:alt"}).status_code == 422
        assert not type(project).objects.get(pk=project.pk).live
        assert client.post(address, {"reason": "Eilt", "shown": shown}).status_code == 302
        assert type(project).objects.get(pk=project.pk).live

    def test_moderators_have_no_such_button(self, project: Any, author: Any, moderator: Any, staff_client: Any) -> None:
        task, client = submit(project, author), staff_client(moderator)
        address = reverse("core_review_force", args=[task.pk])
        assert address not in client.get(reverse("core_review", args=[task.pk])).content.decode()
        assert client.get(address).status_code in (302, 403)


class TestCountersigning:
    def test_it_stays_open_until_a_moderator_has_looked(self, forced: Decision, moderator: Any) -> None:
        assert list(to_countersign(moderator)) == [forced]
        signed = review.countersign(decision=forced, user=moderator, comment="In Ordnung")
        assert signed.refers_to == forced
        assert list(to_countersign(moderator)) == []

    def test_who_published_cannot_countersign(self, forced: Decision, lead: Any) -> None:
        assert list(to_countersign(lead)) == []
        with pytest.raises(review.ReviewError):
            review.countersign(decision=forced, user=lead)

    def test_nor_can_the_organisation_whose_content_it_is(self, forced: Decision, actor: Any, moderator: Any) -> None:
        make_contributor(actor)
        actor.memberships.create(user=moderator, role="contributor")
        with pytest.raises(review.ReviewError):
            review.countersign(decision=forced, user=moderator)

    @pytest.mark.parametrize("outsider", [lambda: make_editor("chemnitz"), lambda: make_moderator("leipzig")])
    def test_others_may_not(self, forced: Decision, outsider: Any) -> None:
        with pytest.raises(PermissionDenied):
            review.countersign(decision=forced, user=outsider())

    def test_the_second_click_is_told(self, forced: Decision, moderator: Any) -> None:
        review.countersign(decision=forced, user=moderator)
        with pytest.raises(review.AlreadyDecided):
            review.countersign(decision=forced, user=make_moderator("chemnitz"))

    def test_the_page_shows_reason_and_what_was_changed(
        self, forced: Decision, project: Any, author: Any, lead: Any, moderator: Any, staff_client: Any
    ) -> None:
        draft = type(project).objects.get(pk=project.pk).get_latest_revision_as_object()
        draft.title = "Die offene Werkstatt am Wall"
        draft.save_revision(user=author)
        second = gate.force_publish(obj=project, user=lead, reason="Tippfehler im Titel")
        client = staff_client(moderator)
        address = reverse("core_review_countersign", args=[second.pk])
        html = client.get(address).content.decode()
        assert "Tippfehler im Titel" in html
        assert "am Wall" in html
        assert client.post(address, {"comment": ""}).status_code == 302
        assert client.get(address).status_code == 404
