"""Registers in the admin: to look at, never to write, each row only for whom it concerns."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone

from actors.members import services
from actors.models import Invitation
from core.consent import record_consent
from core.models import ConsentEvent, OutboxMessage
from tests.factories import make_actor, make_actor_lead, make_admin, make_editor, make_lead_editor, make_moderator

pytestmark = pytest.mark.django_db

NAMES = {
    OutboxMessage: "registers_mail",
    ConsentEvent: "registers_consents",
    Invitation: "registers_invitations",
}
MODELS = list(NAMES)


@pytest.fixture(autouse=True)
def entries(settings: Any) -> None:
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"
    record_consent(purpose="depicted_persons", wording="Alle sind gefragt.", email="karla@example.org")
    for region in ("chemnitz", "leipzig"):
        actor = make_actor(region)
        services.invite(actor=actor, email=f"neu-{region}@example.org", role="contributor", by=make_actor_lead(actor))
    send_mail("Guten Tag", "Der Link: https://example.org/geheim", None, ["ines@example.org"])


def address(model: Any, action: str = "index", *args: Any) -> str:
    return reverse(f"{NAMES[model]}_modeladmin_{action}", args=args)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("make", [make_admin, make_lead_editor])
def test_lead_editors_look_search_and_export(staff_client: Any, model: Any, make: Any) -> None:
    client = staff_client(make())
    assert client.get(address(model)).status_code == 200
    assert client.get(address(model), {"q": "example"}).status_code == 200
    assert client.get(address(model, "inspect", model.objects.first().pk)).status_code == 200
    for form in ("csv", "xlsx"):
        assert client.get(address(model), {"export": form}).status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("action", ["create", "edit", "delete"])
def test_nobody_writes(staff_client: Any, model: Any, action: str) -> None:
    client = staff_client(make_admin())
    before = list(model.objects.values())
    path = address(model, action, *([] if action == "create" else [before[0]["id"]]))
    for method in (client.get, client.post):
        assert method(path).status_code in {302, 403}
    assert list(model.objects.values()) == before


@pytest.mark.parametrize("model", [OutboxMessage, ConsentEvent])
def test_mail_and_consents_are_not_for_regions(staff_client: Any, model: Any) -> None:
    client = staff_client(make_moderator("chemnitz"))
    assert client.get(address(model)).status_code == 302
    assert client.get(address(model, "inspect", model.objects.first().pk)).status_code == 302
    assert client.get(address(model), {"export": "csv"}).status_code == 302


def test_regional_staff_see_invitations_of_their_region_only(staff_client: Any) -> None:
    client = staff_client(make_editor("chemnitz"))
    html = client.get(address(Invitation)).content.decode()
    assert "neu-chemnitz@example.org" in html
    assert "neu-leipzig@example.org" not in html
    foreign = Invitation.objects.get(email="neu-leipzig@example.org")
    assert client.get(address(Invitation, "inspect", foreign.pk)).status_code in {302, 404}
    export = client.get(address(Invitation), {"export": "csv"})
    assert b"neu-leipzig" not in b"".join(export.streaming_content)
    assert "neu-leipzig" not in client.get(address(Invitation), {"q": "leipzig"}).content.decode()


def test_the_text_of_a_mail_is_nowhere_in_the_register(staff_client: Any) -> None:
    client = staff_client(make_lead_editor())
    message = OutboxMessage.objects.get(subject="Guten Tag")
    assert "geheim" not in client.get(address(OutboxMessage, "inspect", message.pk)).content.decode()
    export = client.get(address(OutboxMessage), {"export": "csv"})
    assert b"geheim" not in b"".join(export.streaming_content)


def test_tokens_are_nowhere_in_the_register(staff_client: Any) -> None:
    invitation = Invitation.objects.first()
    assert invitation
    html = staff_client(make_lead_editor()).get(address(Invitation, "inspect", invitation.pk)).content.decode()
    assert invitation.token_hash not in html


def test_the_operators_list_is_a_filter(staff_client: Any) -> None:
    OutboxMessage.objects.filter(subject="Guten Tag").update(
        status="sending", attempted_at=timezone.now() - timedelta(hours=1)
    )
    html = staff_client(make_lead_editor()).get(address(OutboxMessage), {"attention": "yes"}).content.decode()
    assert "ines@example.org" in html
    assert "neu-chemnitz@example.org" not in html


@pytest.mark.parametrize(
    "query", ["?p=-1", "?p=999999", "?o=99", "?status__exact=x", "?unknown=1", "?q=%22", "?export=exe"]
)
def test_odd_queries_break_nothing(staff_client: Any, query: str) -> None:
    assert staff_client(make_lead_editor()).get(address(OutboxMessage) + query).status_code in {200, 302, 400, 404}


def test_the_reports_menu_shows_what_may_be_opened(staff_client: Any) -> None:
    lead = staff_client(make_lead_editor()).get("/cms/").content.decode()
    editor = staff_client(make_editor("chemnitz")).get("/cms/").content.decode()
    assert "registers/mail/" in lead
    assert "registers/mail/" not in editor
    assert "registers/invitations/" in editor
