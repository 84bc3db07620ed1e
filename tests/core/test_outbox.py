"""The outbox: written with the transaction, sent once, tried again, never resent blindly."""

from collections.abc import Generator
from datetime import datetime, timedelta
from io import StringIO
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from core.models import OutboxMessage
from core.outbox import WAITS, deliver_due, requeue, stored_mail
from tests.core.mail_servers import (
    Killed,
    ObedientServer,
    accepts_then_dies,
    accepts_then_hangs_up,
    says_come_back_later,
    says_nobody_lives_here,
)

SERVER = "tests.core.mail_servers.ObedientServer"
Status = OutboxMessage.Status


@pytest.fixture(autouse=True)
def server(settings: Any) -> Generator[type[ObedientServer], None, None]:
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"
    settings.OUTBOX_DELIVERY_BACKEND = SERVER
    ObedientServer.reset()
    yield ObedientServer
    ObedientServer.reset()


def write(to: str = "ines@example.org", subject: str = "Guten Tag") -> OutboxMessage:
    send_mail(subject, "Grüße aus Zwickau", None, [to])
    return OutboxMessage.objects.order_by("-pk")[0]


def write_without_sending(server: type[ObedientServer]) -> OutboxMessage:
    """A waiting message, where writing commits and a worker would send it at once."""
    server.down = True
    message = write()
    server.down = False
    return message


def reread(message: OutboxMessage) -> OutboxMessage:
    return OutboxMessage.objects.get(pk=message.pk)


@pytest.mark.django_db
class TestWriting:
    def test_a_mail_is_kept_and_not_sent(self, server: type[ObedientServer]) -> None:
        message = write()
        assert message.status == Status.QUEUED
        assert message.recipients == ["ines@example.org"]
        assert not server.taken

    def test_the_message_id_is_fixed_when_written(self, server: type[ObedientServer]) -> None:
        message = write()
        assert message.message_id.endswith("@example.org>")
        assert message.message_id.encode() in bytes(message.source)
        deliver_due(timezone.now())
        assert server.taken == [message.message_id]

    def test_hidden_recipients_are_in_the_envelope_only(self) -> None:
        EmailMessage("Betreff", "Text", None, ["a@example.org"], bcc=["b@example.org"]).send()
        message = OutboxMessage.objects.get()
        assert message.recipients == ["a@example.org", "b@example.org"]
        assert b"b@example.org" not in bytes(message.source)

    def test_a_mail_to_nobody_is_not_kept(self) -> None:
        assert EmailMessage("Betreff", "Text", None, []).send() == 0
        assert not OutboxMessage.objects.exists()

    def test_an_odd_subject_does_not_break_the_row(self) -> None:
        assert write(subject="Ein \0 Betreff " + "lang " * 300).subject.startswith("Ein  Betreff")

    def test_both_parts_can_be_read_back(self) -> None:
        mail_out = EmailMultiAlternatives("Über uns", "Grüße", None, ["a@example.org"])
        mail_out.attach_alternative("<p>Grüße</p>", "text/html")
        mail_out.send()
        message = OutboxMessage.objects.get()
        stored = stored_mail(message)
        assert (stored.subject, stored.body, stored.alternatives[0][0]) == ("Über uns", "Grüße", "<p>Grüße</p>")
        assert stored.message().as_bytes(linesep="\r\n") == bytes(message.source).replace(b"\n", b"\r\n")

    def test_wagtails_and_djangos_own_mail_take_the_same_road(self) -> None:
        from django.core.mail import mail_admins
        from wagtail.admin.mail import send_mail as wagtail_send_mail

        wagtail_send_mail("Von Wagtail", "Text", ["a@example.org"])
        mail_admins("Fehler", "Text")
        assert OutboxMessage.objects.filter(subject="Von Wagtail").exists()


@pytest.mark.django_db(transaction=True)
class TestTransactions:
    def test_the_mail_goes_out_when_the_transaction_commits(self, server: type[ObedientServer]) -> None:
        with transaction.atomic():
            message = write()
            assert not server.taken
        assert server.taken == [message.message_id]
        assert reread(message).status == Status.SENT

    def test_a_rolled_back_transaction_leaves_no_mail(self, server: type[ObedientServer]) -> None:
        with transaction.atomic():
            write()
            transaction.set_rollback(True)
        assert not OutboxMessage.objects.exists()
        assert not server.taken

    def test_a_server_that_is_down_does_not_disturb_the_caller(self, server: type[ObedientServer]) -> None:
        server.down = True
        with transaction.atomic():
            message = write()
        assert reread(message).status == Status.QUEUED
        assert "Connection refused" in reread(message).last_error

    def test_a_crash_between_sending_and_noting_is_never_resent(self, server: type[ObedientServer]) -> None:
        message = write_without_sending(server)
        server.answer = accepts_then_dies
        with pytest.raises(Killed):
            deliver_due(timezone.now() + WAITS[0])
        server.answer = None
        for hours in range(100):
            deliver_due(timezone.now() + timedelta(hours=hours))
        assert server.taken == [message.message_id]
        assert reread(message).status == Status.SENDING

    @pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads meet row locks on PostgreSQL")
    def test_workers_side_by_side_send_each_mail_once(self, server: type[ObedientServer]) -> None:
        OutboxMessage.objects.bulk_create(
            OutboxMessage(
                message_id=f"<{number}@example.org>",
                recipients=["a@example.org"],
                sender="portal@example.org",
                subject="Gleichzeitig",
                source=f"Message-ID: <{number}@example.org>\n\nText".encode(),
            )
            for number in range(40)
        )
        barrier = Barrier(4)

        def work() -> None:
            try:
                barrier.wait()
                deliver_due(timezone.now())
            finally:
                connection.close()

        workers = [Thread(target=work) for _worker in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert len(server.taken) == 40
        assert len(set(server.taken)) == 40
        assert not OutboxMessage.objects.exclude(status=Status.SENT).exists()


@pytest.mark.django_db
class TestRetrying:
    def test_a_server_down_for_hours_gets_the_mail_once_when_it_is_back(self, server: type[ObedientServer]) -> None:
        message, now = write(), timezone.now()
        server.down = True
        for minutes in range(0, 300, 1):
            deliver_due(now + timedelta(minutes=minutes))
        assert reread(message).attempts == 5
        server.down = False
        for minutes in range(300, 1200, 10):
            deliver_due(now + timedelta(minutes=minutes))
        assert server.taken == [message.message_id]

    def test_waiting_times_grow(self, server: type[ObedientServer]) -> None:
        server.down = True
        message, now = write(), timezone.now()
        waits = []
        for _attempt in WAITS:
            deliver_due(now)
            message = reread(message)
            waits.append(message.next_attempt_at - now)
            now = message.next_attempt_at
        assert waits == list(WAITS)

    def test_after_two_days_a_mail_is_given_up_and_listed(self, server: type[ObedientServer]) -> None:
        server.down = True
        message, now = write(), timezone.now()
        deliver_until_given_up(message, now)
        assert list(OutboxMessage.objects.needs_attention(timezone.now())) == [message]
        assert timedelta(hours=40) < sum(WAITS, timedelta()) < timedelta(hours=50)

    def test_one_closed_door_postpones_all_that_is_due(self, server: type[ObedientServer]) -> None:
        for number in range(5):
            write(subject=str(number))
        server.down = True
        assert deliver_due(timezone.now()).postponed == 5
        assert server.opened == 1

    def test_a_greylisting_server_is_asked_again(self, server: type[ObedientServer]) -> None:
        message, now = write(), timezone.now()
        server.answer = says_come_back_later
        deliver_due(now)
        assert reread(message).status == Status.QUEUED
        assert reread(message).next_attempt_at == now + WAITS[0]
        server.answer = None
        deliver_due(now + WAITS[0])
        assert reread(message).status == Status.SENT

    def test_an_unknown_recipient_is_given_up_at_once(self, server: type[ObedientServer]) -> None:
        message = write()
        server.answer = says_nobody_lives_here
        deliver_due(timezone.now())
        assert reread(message).status == Status.FAILED
        assert "No such user" in reread(message).last_error

    def test_a_connection_that_breaks_in_the_middle_is_not_resent(self, server: type[ObedientServer]) -> None:
        message, now = write(), timezone.now()
        server.answer = accepts_then_hangs_up
        deliver_due(now)
        server.answer = None
        deliver_due(now + timedelta(days=1))
        assert server.taken == [message.message_id]
        assert reread(message).status == Status.SENDING
        assert "closed" in reread(message).last_error

    def test_one_bad_mail_does_not_hold_up_the_others(self, server: type[ObedientServer]) -> None:
        write("nobody@example.org")
        good = write("somebody@example.org")

        def picky(message: Any) -> None:
            if message.to == ["nobody@example.org"]:
                says_nobody_lives_here(message)

        server.answer = picky
        deliver_due(timezone.now())
        assert server.taken == [good.message_id]

    def test_mail_is_not_sent_before_its_time(self, server: type[ObedientServer]) -> None:
        message = write()
        OutboxMessage.objects.update(next_attempt_at=timezone.now() + timedelta(minutes=5))
        deliver_due(timezone.now())
        assert reread(message).status == Status.QUEUED
        assert not server.opened

    def test_djangos_own_backends_can_deliver(self, settings: Any) -> None:
        settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        write()
        deliver_due(timezone.now())
        assert mail.outbox[0].body == "Grüße aus Zwickau"


def deliver_until_given_up(message: OutboxMessage, now: datetime) -> None:
    for _attempt in range(len(WAITS) + 1):
        deliver_due(now)
        message.refresh_from_db()
        now = message.next_attempt_at
    assert message.status == Status.FAILED


@pytest.mark.django_db
class TestOperators:
    def stuck(self) -> OutboxMessage:
        message = write()
        OutboxMessage.objects.filter(pk=message.pk).update(
            status=Status.SENDING, attempted_at=timezone.now() - timedelta(hours=1)
        )
        return reread(message)

    def test_mail_being_sent_right_now_is_nobodys_worry(self) -> None:
        message = write()
        OutboxMessage.objects.filter(pk=message.pk).update(status=Status.SENDING, attempted_at=timezone.now())
        assert not OutboxMessage.objects.needs_attention(timezone.now()).exists()

    def test_the_report_lists_unclear_mail_and_ends_with_one(self) -> None:
        message, out = self.stuck(), StringIO()
        with pytest.raises(SystemExit) as ended:
            call_command("outbox_report", stdout=out)
        assert ended.value.code == 1
        assert message.message_id in out.getvalue()

    def test_the_report_is_content_when_nothing_is_wrong(self) -> None:
        write()
        out = StringIO()
        call_command("outbox_report", stdout=out)
        assert out.getvalue() == "1 waiting\n"

    def test_an_operator_sends_an_unclear_mail_again(self, server: type[ObedientServer]) -> None:
        message = self.stuck()
        call_command("outbox_report", requeue=[message.pk], stdout=StringIO())
        deliver_due(timezone.now())
        assert server.taken == [message.message_id]

    def test_mail_that_was_sent_is_not_sent_again_by_mistake(self) -> None:
        message = write()
        deliver_due(timezone.now())
        assert not requeue(message=message)
        with pytest.raises(CommandError):
            call_command("outbox_report", requeue=[message.pk], stdout=StringIO())

    def test_cron_sends_what_is_due(self, server: type[ObedientServer]) -> None:
        write()
        out = StringIO()
        call_command("send_outbox", stdout=out)
        assert "sent 1" in out.getvalue()
        assert len(server.taken) == 1
