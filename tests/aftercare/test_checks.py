"""Last checked, due dates, the yearly question by mail and its answers."""

import re
from datetime import date, timedelta
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from core.aftercare import care as services
from core.aftercare import rounds
from core.aftercare.care import CareError, add_months, care_of
from core.aftercare.models import Care, CheckLink, Concern, Round
from core.models import Decision, OutboxMessage
from tests.aftercare.conftest import Case, approve, edit_and_submit
from tests.factories import (
    make_actor,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_mentor,
    make_moderator,
    make_news,
    make_project,
    make_user,
    publish,
)

DAY = timedelta(days=1)


def run(days: int = 0) -> int:
    """The regular work as it is called so many days from now."""
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        return rounds.do_due_checks(timezone.now())


def make_due(case: Case) -> Care:
    """As if the year were over, and nothing else on the portal were due."""
    rounds.take_into_care()
    Care.objects.update(due_on=None)
    care = care_of(case.now)
    Care.objects.filter(pk=care.pk).update(due_on=timezone.localdate())
    return care


def link_to(email: str) -> str:
    rows = [row for row in OutboxMessage.objects.order_by("-pk") if email in row.recipients]
    return urlsplit(re.search(r"https?://\S+/stimmt-noch/\S+", text_of(rows[0]))[0]).path


def text_of(row: OutboxMessage) -> str:
    message: Any = message_from_bytes(bytes(row.source), policy=policy.default)
    return message.get_body(("plain",)).get_content()


class TestDates:
    def test_months_end_on_their_last_day(self):
        assert add_months(date(2027, 2, 28), 12) == date(2028, 2, 28)
        assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
        assert add_months(date(2026, 12, 1), 1) == date(2027, 1, 1)

    def test_an_approval_is_a_check_and_the_next_one_is_due_in_a_year(self, case):
        care, today = care_of(case.now), timezone.localdate()
        assert (care.checked_on, care.due_on) == (today, add_months(today, 12))

    def test_a_story_is_asked_about_only_if_its_editors_give_a_date(self, db):
        assert care_of(make_news(live=True)).due_on is None
        given = timezone.localdate() + 30 * DAY
        assert care_of(make_news(live=True, review_date=given)).due_on == given

    def test_publishing_by_force_is_no_check(self, case, client):
        from core import gate

        page = make_project(user=case.author)
        gate.force_publish(obj=page, user=make_lead_editor(), reason="Eilt")
        assert care_of(page).checked_on is None
        assert (
            "Veröffentlicht am" in client.get(page.url).content.decode()
            or "Published on" in client.get(page.url).content.decode()
        )

    def test_a_given_date_counts_once_and_not_again_with_the_next_edit(self, case):
        given = timezone.localdate() + 10 * DAY
        edit_and_submit(case.page, case.lead, review_date=given)
        approve(case.page, case.moderator)
        assert care_of(case.now).due_on == given
        with time_machine.travel(timezone.now() + 20 * DAY):
            services.confirm(obj=case.now, user=case.author)
            after = care_of(case.now).due_on
            assert after == add_months(timezone.localdate(), 12)
            edit_and_submit(case.page, case.lead, problem="Neu")
            approve(case.page, case.moderator)
            assert care_of(case.now).due_on == after

    def test_what_was_public_before_is_taken_into_care_once(self, case):
        make_mentor()
        Care.objects.all().delete()
        run()
        found = set(Care.objects.values_list("key", "checked_on"))
        assert (f"page:{case.page.translation_key}", timezone.localdate()) in found
        run()
        assert set(Care.objects.values_list("key", "checked_on")) == found

    def test_the_row_goes_with_its_page(self, case):
        key = care_of(case.now).key
        case.now.delete()
        assert not Care.objects.filter(key=key).exists()


class TestRounds:
    def test_author_and_leads_are_asked_reminded_and_then_the_region(self, case, mails):
        make_due(case)
        people, desk = ["autorin@example.org", "lead@example.org"], "moderation@example.org"
        assert [run(day) for day in (0, 0, 13)] == [2, 0, 0]
        assert mails() == people
        assert [run(14), run(14), run(27)] == [2, 0, 0]
        assert mails() == sorted(people * 2)
        assert [run(28), run(29), run(200)] == [1, 0, 0]
        assert mails() == sorted([*people * 2, desk])

    def test_work_that_stood_still_goes_through_every_step_without_a_flood(self, case):
        make_due(case)
        assert [run(100), run(100), run(113), run(114)] == [2, 0, 0, 2]

    def test_who_writes_and_leads_gets_one_mail(self, case, mails):
        edit_and_submit(case.page, case.lead, problem="Neu")
        approve(case.page, case.moderator)
        before = len(mails())
        make_due(case)
        run()
        assert len(mails()) - before == 1

    def test_nobody_gets_more_than_a_few_a_day(self, case, settings, mails):
        settings.AFTERCARE_MAILS_A_DAY = 2
        for _number in range(4):
            publish(make_project("chemnitz", actor=case.actor), by=case.moderator)
        make_due(case)
        Care.objects.filter(key__startswith="page:").update(due_on=timezone.localdate())
        OutboxMessage.objects.all().delete()
        run()
        assert mails().count("lead@example.org") == 2
        run(2)
        assert mails().count("lead@example.org") == 4

    def test_where_nobody_is_left_the_region_is_asked_at_once(self, case, mails):
        for person in (case.author, case.lead):
            person.is_active = False
            person.save()
        make_due(case)
        run()
        assert mails() == ["moderation@example.org"]

    def test_an_approved_edit_ends_the_question(self, case):
        make_due(case)
        run()
        edit_and_submit(case.page, case.lead, problem="Neu")
        approve(case.page, case.moderator)
        assert Round.objects.get().outcome == "settled"
        assert run(28) == 0

    def test_readers_see_after_sixty_days_that_nobody_has_confirmed(self, case, client):
        make_due(case)
        run()
        for days, shown in ((59, False), (61, True)):
            with time_machine.travel(timezone.now() + days * DAY):
                words = client.get(case.page.url).content.decode()
                assert ("nicht bestätigt seit" in words.lower() or "Not confirmed since" in words) == shown

    def test_a_mentor_is_asked_about_the_own_profile_and_confirms_it(self, case, client):
        mentor = make_mentor(user=make_user(email="mentorin@example.org"))
        make_due(case)
        Care.objects.filter(key=f"mentoring.mentor:{mentor.pk}").update(due_on=timezone.localdate())
        run()
        client.post(link_to("mentorin@example.org"), {"answer": "yes"})
        assert Decision.objects.about(mentor).last().kind == "confirmed"

    def test_a_lead_is_asked_about_the_organisation(self, case, client):
        make_due(case)
        Care.objects.filter(key=f"actors.actor:{case.actor.pk}").update(due_on=timezone.localdate())
        Care.objects.filter(key__startswith="page:").update(due_on=None)
        run()
        client.post(link_to("lead@example.org"), {"answer": "yes"})
        assert Decision.objects.about(case.actor).last().kind == "confirmed"


class TestLinks:
    @pytest.fixture
    def link(self, case) -> str:
        make_due(case)
        run()
        return link_to("autorin@example.org")

    def test_opening_it_changes_nothing(self, case, client, link):
        for _time in range(2):
            answer = client.get(link)
            assert answer.status_code == 200
            assert case.page.url in answer.content.decode()
        client.head(link)
        assert not Decision.objects.filter(kind="confirmed").exists()

    def test_one_button_confirms_without_an_account(self, case, client, link):
        assert client.post(link, {"answer": "yes"}).status_code == 200
        line, care = Decision.objects.about(case.page).last(), care_of(case.now)
        assert (line.kind, line.user) == ("confirmed", case.author)
        assert care.due_on == add_months(timezone.localdate(), 12)
        assert run(14) == 0

    def test_words_go_to_the_desk_and_to_the_status_page(self, case, client, link, mails):
        client.post(link, {"answer": "no", "words": "Wir kochen jetzt dienstags."})
        assert mails().count("moderation@example.org") == 1
        client.force_login(case.lead)
        status = client.get(reverse("projects:status", args=[case.page.pk]))
        assert "Wir kochen jetzt dienstags." in status.content.decode()
        assert run(400) == 0

    def test_no_words_are_asked_for_and_the_link_stays_good(self, client, link):
        assert client.post(link, {"answer": "no", "words": " "}).status_code == 422
        assert client.post(link, {"answer": "yes"}).status_code == 200

    def test_pressed_twice_it_counts_once_and_says_so(self, case, client, link):
        client.post(link, {"answer": "yes"})
        assert client.post(link, {"answer": "yes"}).status_code == 410
        assert Decision.objects.about(case.page).filter(kind="confirmed").count() == 1

    @pytest.mark.parametrize(
        ("fault", "status"),
        [("guessed", 404), ("expired", 410), ("left", 403), ("other answered", 410), ("offline", 410)],
    )
    def test_a_link_that_does_not_work_says_why_and_is_logged(self, case, client, link, fault, status, caplog):
        if fault == "guessed":
            link = reverse("aftercare:answer", args=["x" * 43])
        elif fault == "expired":
            CheckLink.objects.update(expires_at=timezone.now() - DAY)
        elif fault == "left":
            case.author.memberships.all().delete()
        elif fault == "other answered":
            client.post(link_to("lead@example.org"), {"answer": "yes"})
        elif fault == "offline":
            case.now.unpublish()
        before = Decision.objects.filter(kind="confirmed").count()
        for answer in (client.get(link), client.post(link, {"answer": "yes"})):
            assert answer.status_code == status
            assert "</html>" in answer.content.decode()
        assert Decision.objects.filter(kind="confirmed").count() == before
        assert "was refused" in caplog.text

    def test_only_the_hash_is_kept(self, link):
        token = link.rstrip("/").rpartition("/")[2]
        assert CheckLink.objects.filter(token_hash=CheckLink.hash_of(token)).exists()
        assert len(token) >= 43


ROLES = {
    "author": (lambda case: case.author, True),
    "actor lead": (lambda case: case.lead, True),
    "moderator": (lambda case: case.moderator, True),
    "editor": (lambda case: make_editor("chemnitz"), True),
    "lead editor": (lambda case: make_lead_editor(), True),
    "editor elsewhere": (lambda case: make_editor("leipzig"), False),
    "stranger": (lambda case: make_contributor(make_actor("leipzig")), False),
}


@pytest.mark.parametrize("role", ROLES)
def test_rights_to_confirm_signed_in(case, staff_client, role):
    make, allowed = ROLES[role]
    with time_machine.travel(timezone.now() + DAY):
        client = staff_client(make(case))
        client.post(reverse("aftercare:confirm", args=[case.page.pk]), {"answer": "yes"})
    assert Decision.objects.about(case.page).filter(kind="confirmed").exists() == allowed


class TestSignedIn:
    def test_confirming_again_on_the_same_day_adds_no_line(self, case):
        assert services.confirm(obj=case.now, user=case.author) is None

    def test_the_desk_confirms_and_so_answers_a_doubt(self, case, staff_client):
        services.doubt(obj=case.now, user=case.lead, words="Stimmt das noch?")
        address = reverse("aftercare_confirm", args=[care_of(case.now).pk])
        desk = staff_client(case.moderator)
        OutboxMessage.objects.all().delete()
        assert str(case.lead) in desk.get(address).text
        assert desk.post(address).status_code == 422
        assert not OutboxMessage.objects.exists()
        desk.post(address, {"words": "Angerufen: alles richtig."})
        assert Concern.objects.get().settled_at is not None
        answer = OutboxMessage.objects.get()
        assert answer.recipients == [case.lead.email]
        body = text_of(answer)
        assert "Stimmt das noch?" in body
        assert "Angerufen: alles richtig." in body

    def test_only_the_lead_asks_to_take_down_and_once(self, case, client, mails):
        url = reverse("aftercare:ask_to_take_down", args=[case.page.pk])
        client.force_login(case.author)
        assert client.get(url).status_code == 403
        with pytest.raises(PermissionDenied):
            services.doubt(obj=case.now, user=case.author, words="Bitte weg", kind="take_down")
        client.force_login(case.lead)
        assert client.post(url, {"words": "Verein aufgelöst"}).status_code == 302
        assert client.post(url, {"words": "Verein aufgelöst"}).status_code == 422
        assert mails().count("moderation@example.org") == 1

    def test_nothing_is_confirmed_that_is_not_public(self, case):
        case.now.unpublish()
        with pytest.raises(CareError):
            services.confirm(obj=case.now, user=case.author)

    def test_pages_due_soon_stand_on_the_desk_of_their_region_only(self, case, staff_client):
        make_due(case)
        url = reverse("wagtailadmin_home")
        assert case.page.title in staff_client(case.moderator).get(url).content.decode()
        assert case.page.title not in staff_client(make_moderator("leipzig")).get(url).content.decode()
