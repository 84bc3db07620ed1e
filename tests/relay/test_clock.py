"""The clock: a reminder at half time, then the regional office and another contact; each told once, nobody forgotten."""

import threading
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from actors.relay import clock, habits, writing
from actors.relay.models import Conversation, Step
from core.models import OutboxMessage
from core.workdays import add_working_days
from tests.factories import (
    make_actor_lead,
    make_contact_person,
    make_contributor,
    make_lead_editor,
    make_mentor,
    make_user,
)
from tests.relay.conftest import SENDER, World, link_to, mails_to

pytestmark = pytest.mark.django_db

Deliver = Callable[..., Conversation]


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def steps(conversation: Conversation) -> list[str]:
    return list(conversation.steps.values_list("kind", flat=True))


def test_seven_working_days_go_over_weekends_and_saxon_holidays(world: World, delivered: Deliver) -> None:
    # Buß- und Bettag 2026 is the 18th of November, a holiday in Saxony only.
    with time_machine.travel(at(date(2026, 11, 13)), tick=False):
        conversation = delivered()
    assert (conversation.remind_on, conversation.due_on) == (date(2026, 11, 20), date(2026, 11, 25))


def test_the_recipient_is_reminded_once_and_the_sender_told_once(world: World, delivered: Deliver) -> None:
    conversation = delivered()
    assert conversation.remind_on
    assert conversation.due_on
    mail.outbox.clear()
    clock.do_due(at(conversation.remind_on, hour=5))
    assert mail.outbox == []
    for _run in range(2):
        clock.do_due(at(conversation.remind_on))
    assert [message.to for message in mail.outbox] == [[world.lead.email]]
    clock.do_due(at(conversation.due_on))
    assert len(mail.outbox) == 1
    for _run in range(2):
        clock.do_due(at(add_working_days(conversation.due_on, 1)))
    assert sorted(message.to[0] for message in mail.outbox[1:]) == sorted([world.moderator.email, SENDER])
    assert "Ines Marschner" in mails_to(SENDER)[0].body
    assert "Räume" not in mails_to(world.moderator.email)[0].body
    assert SENDER not in mails_to(world.moderator.email)[0].body
    assert steps(conversation) == ["delivered", "reminded", "silent"]
    assert "Ines Marschner" in Client().get(link_to(SENDER)).content.decode()


def test_nobody_who_has_kept_silent_is_named_as_the_other_contact(world: World, delivered: Deliver) -> None:
    make_contact_person(world.actor, name="Jana Wirth", email=world.lead.email.upper())
    make_contact_person(world.actor, name="Rosa Beier", email="rosa@example.org")
    conversation = delivered()
    assert [other.name for other in writing.others(conversation)] == ["Rosa Beier", "Ines Marschner"]


def test_a_clock_that_stood_still_reminds_nobody_of_what_is_over(world: World, delivered: Deliver) -> None:
    conversation = delivered()
    assert conversation.due_on
    clock.do_due(at(add_working_days(conversation.due_on, 3)))
    assert steps(conversation) == ["delivered", "silent"]


def test_an_answer_stops_the_clock_and_a_late_one_still_arrives(world: World, delivered: Deliver) -> None:
    early, late = delivered(), delivered(email="andere@example.org")
    Client().post(link_to(world.lead.email), {"text": "Gern."})
    late.refresh_from_db()
    assert late.answered_at
    assert early.due_on
    clock.do_due(at(add_working_days(early.due_on, 1)))
    assert (steps(early), steps(late)) == (["delivered", "silent"], ["delivered", "answered"])
    Client().post(f"/nachrichten/{link_of(early)}/", {"text": "Entschuldigung, gern!"})
    assert "Entschuldigung" in mails_to(SENDER)[-1].body


def link_of(conversation: Conversation) -> str:
    from actors.relay.people import new_link

    return new_link(conversation.participants.get(side="recipient"))


def test_whoever_leads_by_then_is_reminded(world: World, delivered: Deliver) -> None:
    conversation = delivered()
    world.lead.memberships.all().delete()
    successor = make_actor_lead(world.actor)
    mail.outbox.clear()
    assert conversation.remind_on
    clock.do_due(at(conversation.remind_on))
    assert [message.to for message in mail.outbox] == [[successor.email]]


def test_where_nobody_is_left_the_sender_does_not_wait_any_longer(world: World, delivered: Deliver) -> None:
    mentor = make_mentor("chemnitz", user=make_user())
    conversation = delivered(f"mentor/{mentor.slug}")
    mentor.user.is_active = False
    mentor.user.save()
    assert conversation.remind_on
    clock.do_due(at(conversation.remind_on))
    assert steps(conversation) == ["delivered", "unreachable"]
    assert "Ines Marschner" in mails_to(SENDER)[-1].body


def give_up(address: str) -> None:
    """The mail server refuses this address for good."""
    rows = [row.pk for row in OutboxMessage.objects.all() if address in row.recipients]
    OutboxMessage.objects.filter(pk__in=rows).update(status=OutboxMessage.Status.FAILED)


@pytest.fixture
def kept_mail(settings: Any) -> None:
    """Mail goes through the outbox, where it can be given up."""
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"


def test_mail_that_comes_back_tells_the_sender_at_once(world: World, delivered: Deliver, kept_mail: None) -> None:
    second = make_actor_lead(world.actor)
    conversation = delivered_by_outbox(world)
    give_up(world.lead.email)
    clock.do_due(timezone.now())
    assert steps(conversation) == ["delivered"]
    give_up(second.email)
    for _run in range(2):
        clock.do_due(timezone.now())
    assert steps(conversation) == ["delivered", "unreachable"]
    told = [
        row for row in OutboxMessage.objects.filter(message_id__contains="other-contact") if SENDER in row.recipients
    ]
    assert len(told) == 1


def test_an_answer_that_cannot_be_delivered_is_told_to_its_author(world: World, kept_mail: None) -> None:
    conversation = delivered_by_outbox(world)
    Client().post(f"/nachrichten/{link_of(conversation)}/", {"text": "Gern."})
    give_up(SENDER)
    for _run in range(2):
        clock.do_due(timezone.now())
    assert steps(conversation)[-1] == "reply_lost"
    assert OutboxMessage.objects.filter(message_id__contains="reply-lost").count() == 1


def delivered_by_outbox(world: World, email: str = SENDER) -> Conversation:
    from accounts.confirming import contact_for
    from actors.relay.addressees import find
    from actors.relay.writing import deliver, write

    to = find("actor", world.actor.slug)
    assert to
    made = write(to=to, name="Karla Neumann", email=email, purpose="question", text="Räume?", language="de")
    deliver(conversation=made, contact=contact_for(email=email, language="de"))
    return Conversation.objects.get(pk=made.pk)


def test_where_no_moderator_is_left_lead_editors_hear_of_it(world: World, delivered: Deliver) -> None:
    conversation = delivered()
    world.moderator.region_roles.all().delete()
    lead_editor = make_lead_editor()
    assert conversation.due_on
    clock.do_due(at(add_working_days(conversation.due_on, 1)))
    assert len(mails_to(lead_editor.email)) == 1


def test_a_conversation_ends_by_itself_after_sixty_quiet_days(world: World, delivered: Deliver) -> None:
    conversation = delivered()
    clock.do_due(timezone.now() + timedelta(days=61))
    conversation.refresh_from_db()
    assert conversation.ending == "quiet"


def test_the_habit_is_shown_by_a_leads_wish_and_from_three_answers_on(world: World, delivered: Deliver) -> None:
    for number in range(3):
        delivered(email=f"person-{number}@example.org")
    url = world.actor.get_absolute_url()
    habits.show(actor=world.actor, user=world.lead, shown=True)
    assert "as a rule" not in Client().get(url).content.decode()
    now = timezone.now()
    for days, row in zip((1, 3, 9), Conversation.objects.all(), strict=True):
        Conversation.objects.filter(pk=row.pk).update(delivered_at=now - timedelta(days=days), answered_at=now)
    assert "answers within 3 days as a rule" in Client().get(url).content.decode()
    habits.show(actor=world.actor, user=world.lead, shown=False)
    assert "as a rule" not in Client().get(url).content.decode()


def test_silence_is_no_habit_to_show(world: World, delivered: Deliver) -> None:
    for number in range(6):
        delivered(email=f"person-{number}@example.org")
    now = timezone.now()
    rows = list(Conversation.objects.values_list("pk", flat=True))
    Conversation.objects.update(delivered_at=now - timedelta(days=40), due_on=now.date() - timedelta(days=20))
    Conversation.objects.filter(pk__in=rows[:3]).update(answered_at=now - timedelta(days=39))
    assert habits.habit_of(world.actor) == ""


def test_only_leads_show_the_habit(world: World) -> None:
    path = f"/mein-bereich/nachrichten/antwortzeit/{world.actor.pk}/"
    for user, status in ((make_contributor(world.actor), 404), (world.moderator, 404), (world.lead, 302)):
        client = Client()
        client.force_login(user)
        assert client.post(path, {"shown": "1"}).status_code == status
        assert client.get(path).status_code == 405


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads meet row locks on PostgreSQL")
class TestAtOnce:
    @pytest.fixture(autouse=True)
    def outbox(self, kept_mail: None) -> None:
        """Written rows can be counted across threads."""

    def together(self, work: Callable[[], Any]) -> None:
        def run() -> None:
            try:
                work()
            finally:
                connection.close()

        threads = [threading.Thread(target=run) for _number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def test_confirming_delivers_once(self, world: World) -> None:
        from actors.relay.addressees import find
        from actors.relay.writing import write
        from tests.e2e.people import link_in

        to = find("actor", world.actor.slug)
        assert to
        write(to=to, name="Karla", email=SENDER, purpose="question", text="Räume?", language="de")
        path = link_in(text_of(SENDER), "/bestaetigen/")
        self.together(lambda: Client().post(path))
        assert sum(world.lead.email in row.recipients for row in OutboxMessage.objects.all()) == 1
        assert Step.objects.filter(kind="delivered").count() == 1

    def test_two_clocks_tell_once(self, world: World) -> None:
        conversation = delivered_by_outbox(world)
        assert conversation.due_on
        now = at(add_working_days(conversation.due_on, 1))
        self.together(lambda: clock.do_due(now))
        assert OutboxMessage.objects.filter(message_id__contains="other-contact").count() == 1
        assert OutboxMessage.objects.filter(message_id__contains="office-silence").count() == 1
        assert steps(conversation) == ["delivered", "silent"]


def text_of(address: str) -> str:
    from email import message_from_bytes, policy

    row = next(row for row in OutboxMessage.objects.order_by("-pk") if address in row.recipients)
    message: Any = message_from_bytes(bytes(row.source), policy=policy.default)
    return str(message.get_body(("plain",)).get_content())
