"""Personal data: every model declares what for and how long, and what has expired goes."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from actors.members import services
from actors.models import Invitation
from core.models import Decision, OutboxMessage
from core.retention import Declaration, declaration_of, declarations, purge_expired
from tests.factories import make_actor, make_actor_lead, make_project, publish


def names_people(model: Any) -> bool:
    user = get_user_model()
    return any(
        isinstance(field, models.EmailField) or (field.concrete and getattr(field, "related_model", None) is user)
        for field in model._meta.get_fields()
    )


@pytest.mark.parametrize("model", [model for model in apps.get_models() if names_people(model)], ids=str)
def test_every_model_with_people_in_it_declares_itself(model: Any) -> None:
    assert declaration_of(model), f"{model._meta.label} holds personal data: declare it in AppConfig.ready"


@pytest.mark.parametrize("declaration", declarations(), ids=lambda declaration: declaration.model)
def test_declarations_say_everything(declaration: Declaration) -> None:
    assert all((declaration.purpose, declaration.basis, declaration.kept, declaration.erasure))


def written(status: str, **fields: Any) -> OutboxMessage:
    number = OutboxMessage.objects.count()
    message = OutboxMessage.objects.create(
        message_id=f"<{number}@example.org>",
        recipients=["a@example.org"],
        sender="b",
        subject="s",
        source=b"",
        status=status,
    )
    OutboxMessage.objects.filter(pk=message.pk).update(**fields)
    return message


@pytest.mark.django_db
class TestPurging:
    def test_old_mail_goes_and_what_waits_or_is_unclear_stays(self) -> None:
        now = timezone.now()
        written("sent", sent_at=now - timedelta(days=31))
        kept = {
            written("sent", sent_at=now - timedelta(days=29)).pk,
            written("queued", created_at=now - timedelta(days=400)).pk,
            written("sending", created_at=now - timedelta(days=400)).pk,
            written("failed", created_at=now - timedelta(days=80)).pk,
        }
        written("failed", created_at=now - timedelta(days=100))
        assert purge_expired(now)["core.OutboxMessage"] == 2
        assert set(OutboxMessage.objects.values_list("pk", flat=True)) == kept

    @pytest.mark.parametrize("field", ["accepted_at", "revoked_at", "expires_at"])
    def test_addresses_of_old_invitations_go(self, field: str) -> None:
        actor = make_actor()
        lead = make_actor_lead(actor)
        for number in range(2):
            services.invite(actor=actor, email=f"neu{number}@example.org", role="lead", by=lead)
        old = Invitation.objects.get(email="neu0@example.org")
        Invitation.objects.filter(pk=old.pk).update(**{field: timezone.now() - timedelta(days=91)})
        purge_expired(timezone.now())
        assert [invitation.email for invitation in Invitation.objects.all()] == ["neu1@example.org"]

    def test_a_trial_run_deletes_nothing(self) -> None:
        written("sent", sent_at=timezone.now() - timedelta(days=31))
        out = StringIO()
        call_command("purge_expired", dry_run=True, stdout=out)
        assert "core.OutboxMessage: 1 would go" in out.getvalue()
        assert OutboxMessage.objects.count() == 1

    def test_fresh_data_stays(self) -> None:
        publish(make_project())
        before = Decision.objects.count()
        purge_expired(timezone.now())
        assert Decision.objects.count() == before

    def test_the_command_prints_what_is_declared(self) -> None:
        out = StringIO()
        call_command("purge_expired", list=True, stdout=out)
        assert "actors.Invitation" in out.getvalue()
