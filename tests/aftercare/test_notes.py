"""Public change notes: written before submitting, confirmed with the approval, public with the page."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import gate, review
from core.aftercare import notes
from core.aftercare.care import CareError
from core.aftercare.models import ChangeNote
from tests.aftercare.conftest import Case, approve, edit_and_submit
from tests.factories import make_contributor, make_editor, make_moderator, make_project

NOTE = "Neue Öffnungszeiten: dienstags und donnerstags."


def edit_with_note(case: Case, text: str = NOTE, *, minor: bool = False) -> None:
    notes.write(page=case.now, user=case.lead, text=text, minor=minor)
    edit_and_submit(case.page, case.lead, problem="Neu")


class TestReaders:
    def test_the_note_is_public_with_the_approved_edit_and_not_before(self, case, client):
        edit_with_note(case)
        assert NOTE not in client.get(case.page.url).content.decode()
        approve(case.page, case.moderator)
        assert NOTE in client.get(case.page.url).content.decode()
        assert NOTE in client.get(f"{case.page.get_parent().url}feed.atom").content.decode()

    def test_the_newest_stands_first(self, case, client):
        for text in ("Erste Änderung.", "Zweite Änderung."):
            edit_with_note(case, text)
            approve(case.page, case.moderator)
        words = client.get(case.page.url).content.decode()
        assert words.index("Zweite Änderung.") < words.index("Erste Änderung.")

    def test_a_small_change_is_told_nobody(self, case, client):
        edit_with_note(case, "Tippfehler", minor=True)
        approve(case.page, case.moderator)
        assert "Tippfehler" not in client.get(case.page.url).content.decode()
        assert not ChangeNote.objects.exists()

    def test_a_rejected_edit_publishes_nothing(self, case, client):
        edit_with_note(case)
        state = case.now.current_workflow_task_state
        shown = gate.shown_token(case.now.get_latest_revision())
        review.decide(
            task_state=state, user=case.moderator, action="reject", shown=shown, comment="Nein", reason="other"
        )
        assert NOTE not in client.get(case.page.url).content.decode()


class TestReview:
    def test_a_note_changed_meanwhile_is_not_approved_unseen(self, case):
        edit_with_note(case)
        shown = gate.shown_token(case.now.get_latest_revision())
        other = make_moderator("chemnitz")
        notes.write(page=case.now, user=other, text="Etwas ganz anderes.", minor=False)
        with pytest.raises(review.ChangedMeanwhile):
            review.decide(
                task_state=case.now.current_workflow_task_state, user=case.moderator, action="approve", shown=shown
            )
        assert ChangeNote.objects.get().published_at is None

    def test_the_reviewer_reads_it_on_the_review_page(self, case, staff_client):
        edit_with_note(case)
        state = case.now.current_workflow_task_state
        answer = staff_client(case.moderator).get(reverse("core_review", args=[state.pk]))
        assert NOTE in answer.content.decode()


class TestWriting:
    def test_the_author_writes_over_the_form_and_finds_it_again(self, case, client):
        url = reverse("aftercare:note", args=[case.page.pk])
        client.force_login(case.author)
        assert client.post(url, {"text": f"{NOTE}\x01"[:-1], "minor": ""}).status_code == 302
        assert NOTE in client.get(url).content.decode()
        assert NOTE in client.get(reverse("projects:status", args=[case.page.pk])).content.decode()

    def test_too_long_is_refused_and_kept_in_sight(self, case, client):
        client.force_login(case.author)
        answer = client.post(reverse("aftercare:note", args=[case.page.pk]), {"text": "x" * 401})
        assert answer.status_code == 422
        assert "x" * 401 in answer.content.decode()

    def test_empty_takes_it_back(self, case):
        notes.write(page=case.now, user=case.lead, text=NOTE, minor=False)
        assert notes.write(page=case.now, user=case.lead, text=" ", minor=False) is None
        assert not ChangeNote.objects.exists()

    def test_what_was_never_public_has_no_change(self, case):
        draft = make_project("chemnitz", actor=case.actor, user=case.author)
        with pytest.raises(CareError):
            notes.write(page=draft, user=case.author, text=NOTE, minor=False)

    @pytest.mark.parametrize("who", ["author in review", "stranger", "editor elsewhere"])
    def test_others_do_not_write(self, case, who):
        edit_and_submit(case.page, case.lead, problem="Neu")
        user: Any = case.author
        if who == "stranger":
            user = make_contributor(make_project().actor or case.actor)
            user.memberships.all().delete()
        elif who == "editor elsewhere":
            user = make_editor("leipzig")
        with pytest.raises(PermissionDenied):
            notes.write(page=case.now, user=user, text=NOTE, minor=False)

    def test_staff_write_over_the_admin(self, case, staff_client):
        url = reverse("aftercare_note", args=[case.page.pk])
        assert staff_client(make_editor("leipzig")).get(url).status_code == 302
        staff_client(case.moderator).post(url, {"text": NOTE})
        assert str(ChangeNote.objects.get()) == NOTE
