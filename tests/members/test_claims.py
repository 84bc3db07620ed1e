"""Claiming an organisation: who gets in by which proof, who may not, and that each step is told once."""

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import User
from actors.members.claims import services
from actors.members.claims.domains import domains_of, is_free_mail
from actors.members.models import ActorClaim, ClaimRequest
from actors.members.models.claim import MOST_TRIES
from actors.members.services import AlreadyMember, MembersError, WrongAccount
from actors.models import Actor
from core.retention import purge_expired
from core.tokens import LinkUnusable, hash_of
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_user,
)

pytestmark = pytest.mark.django_db

NEW = {"first_name": "Karla", "last_name": "Neumann", "password1": "drei-rote-kraniche"}
NEW["password2"] = NEW["password1"]


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def actor() -> Actor:
    return make_actor(
        "chemnitz",
        name="Kulturkiste Zwickau",
        website="https://www.kulturkiste.example.org/ueber-uns",
        street="Hauptstraße 3",
        postcode="08056",
        city="Zwickau",
    )


def colleague(**fields: Any) -> User:
    return make_user(email="karla@kulturkiste.example.org", **fields)


def mails_to(user: Any) -> list[str]:
    return [message.subject for message in mail.outbox if user.email in message.to]


def log_of(actor: Actor) -> set[str]:
    return set(ModelLogEntry.objects.for_instance(actor).values_list("action", flat=True))


def test_the_first_with_an_address_of_the_organisation_leads_it_at_once(actor: Actor) -> None:
    user = colleague()
    made = services.claim(actor=actor, user=user)
    assert (made.state, made.way) == ("granted", "domain")
    assert user.memberships.get().role == "lead"
    assert len(mails_to(user)) == 1
    assert {"members.claim", "members.claim_granted"} <= log_of(actor)


def test_where_somebody_leads_already_the_leads_are_asked_and_the_next_one_contributes(actor: Actor) -> None:
    lead, user = make_actor_lead(actor), colleague()
    made = services.claim(actor=actor, user=user)
    assert made.state == "open"
    assert len(mails_to(lead)) == 1
    services.grant(claim=made, by=lead)
    made.refresh_from_db()
    assert (made.way, user.memberships.get().role) == ("leads", "contributor")
    assert len(mails_to(lead)) == 1
    assert len(mails_to(user)) == 1


@pytest.mark.parametrize("email", ["karla@gmx.de", "karla@example.org", "karla@kulturkiste.example.org.evil.example"])
def test_another_address_proves_nothing_and_the_desk_is_asked(actor: Actor, email: str) -> None:
    moderator = make_moderator("chemnitz")
    made = services.claim(actor=actor, user=make_user(email=email))
    assert made.state == "open"
    assert len(mails_to(moderator)) == 1


def test_addresses_of_free_mail_providers_speak_for_nobody() -> None:
    actor = Actor(name="Verein", website="https://verein.t-online.de", email="verein@gmx.de")
    assert domains_of(actor) == set()
    assert is_free_mail("mail.web.de")
    assert not is_free_mail("webde.example.org")
    assert domains_of(Actor(website="https://[kaputt", email="")) == set()
    assert domains_of(Actor(website="https://www.bücher.example/", email="")) == {"xn--bcher-kva.example"}


def test_a_domain_that_several_organisations_share_tells_for_none_of_them(actor: Actor) -> None:
    make_actor("chemnitz", website="https://kulturkiste.example.org.evil.example/")
    user = colleague()
    make_actor("chemnitz", email="zweigstelle@kulturkiste.example.org")
    assert services.claim(actor=actor, user=user).state == "open"


def test_an_address_that_nobody_has_confirmed_proves_nothing(actor: Actor) -> None:
    user = colleague()
    user.emailaddress_set.update(verified=False)
    assert services.claim(actor=actor, user=user).state == "open"


def test_a_claim_sent_twice_is_one_claim(actor: Actor) -> None:
    moderator, user = make_moderator("chemnitz"), make_user()
    assert services.claim(actor=actor, user=user) == services.claim(actor=actor, user=user)
    assert len(mails_to(moderator)) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ActorClaim.objects.create(actor=actor, user=user)


def test_members_drafts_and_floods_are_refused(actor: Actor) -> None:
    with pytest.raises(AlreadyMember):
        services.claim(actor=actor, user=make_contributor(actor))
    user = make_user()
    with pytest.raises(PermissionDenied):
        services.claim(actor=make_actor(live=False), user=user)
    for _number in range(services.CLAIMS_PER_DAY):
        services.withdraw(claim=services.claim(actor=actor, user=user), by=user)
    with pytest.raises(services.TooManyClaims):
        services.claim(actor=actor, user=user)


DECIDERS = {
    "lead of it": (lambda actor: make_actor_lead(actor), True),
    "moderator": (lambda actor: make_moderator("chemnitz"), True),
    "lead editor": (lambda actor: make_lead_editor(), True),
    "contributor": (lambda actor: make_contributor(actor), False),
    "editor": (lambda actor: make_editor("chemnitz"), False),
    "moderator elsewhere": (lambda actor: make_moderator("leipzig"), False),
    "lead elsewhere": (lambda actor: make_actor_lead(make_actor()), False),
    "stranger": (lambda actor: make_user(), False),
}


@pytest.mark.parametrize("role", DECIDERS)
def test_only_leads_and_the_desk_decide(actor: Actor, role: str) -> None:
    make, may = DECIDERS[role]
    person = make(actor)
    granted = services.claim(actor=actor, user=make_user())
    refused = services.claim(actor=actor, user=make_user())
    if may:
        services.grant(claim=granted, by=person)
        services.refuse(claim=refused, by=person, reason="Unbekannt.")
        return
    with pytest.raises(PermissionDenied):
        services.grant(claim=granted, by=person)
    with pytest.raises(PermissionDenied):
        services.refuse(claim=refused, by=person, reason="Unbekannt.")


def test_nobody_vouches_for_themselves_nor_writes_their_own_letter(actor: Actor) -> None:
    moderator = make_moderator("chemnitz")
    made = services.claim(actor=actor, user=moderator)
    for step in (services.grant, services.write_letter):
        with pytest.raises(PermissionDenied):
            step(claim=made, by=moderator)


def test_a_refusal_needs_a_reason_which_the_person_reads(actor: Actor) -> None:
    moderator, user = make_moderator("chemnitz"), make_user()
    made = services.claim(actor=actor, user=user)
    with pytest.raises(MembersError):
        services.refuse(claim=made, by=moderator, reason="  ")
    services.refuse(claim=made, by=moderator, reason="Bitte rufen Sie uns an.")
    told = [message for message in mail.outbox if user.email in message.to]
    assert len(told) == 1
    assert "Bitte rufen Sie uns an." in told[0].body
    with pytest.raises(services.ClaimClosed):
        services.grant(claim=made, by=moderator)


@pytest.fixture
def letter(actor: Actor) -> tuple[ActorClaim, str]:
    made = services.claim(actor=actor, user=make_user())
    return made, services.write_letter(claim=made, by=make_editor("chemnitz"))


def test_the_code_of_a_letter_opens_the_claim_however_it_is_typed(letter: tuple[ActorClaim, str]) -> None:
    made, code = letter
    made.refresh_from_db()
    assert code.replace("-", "") not in made.code_hash
    services.redeem(claim=made, user=made.user, code=code.lower().replace("-", " "))
    made.refresh_from_db()
    assert (made.state, made.way, made.user.memberships.get().role) == ("granted", "letter", "lead")


def test_five_wrong_codes_make_the_letter_void(letter: tuple[ActorClaim, str]) -> None:
    made, code = letter
    for _number in range(MOST_TRIES):
        with pytest.raises(services.WrongCode):
            services.redeem(claim=made, user=made.user, code="AAAA-AAAA-AAAA")
    with pytest.raises(services.ClaimClosed):
        services.redeem(claim=made, user=made.user, code=code)


def test_a_code_is_for_one_person_for_thirty_days_and_the_newest_letter(letter: tuple[ActorClaim, str]) -> None:
    made, code = letter
    with pytest.raises(PermissionDenied):
        services.redeem(claim=made, user=make_user(), code=code)
    newer = services.write_letter(claim=made, by=make_moderator("chemnitz"))
    with pytest.raises(services.WrongCode):
        services.redeem(claim=made, user=made.user, code=code)
    ActorClaim.objects.update(code_expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(services.ClaimClosed):
        services.redeem(claim=made, user=made.user, code=newer)


def test_without_a_postal_address_or_in_another_region_there_is_no_letter(actor: Actor) -> None:
    made = services.claim(actor=actor, user=make_user())
    with pytest.raises(PermissionDenied):
        services.write_letter(claim=made, by=make_editor("leipzig"))
    elsewhere = services.claim(actor=make_actor("chemnitz"), user=make_user())
    with pytest.raises(MembersError):
        services.write_letter(claim=elsewhere, by=make_editor("chemnitz"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_two_first_claims_at_the_same_moment_make_one_lead(actor: Actor) -> None:
    people = [make_user(email=f"{name}@kulturkiste.example.org") for name in ("a", "b", "c")]
    barrier = threading.Barrier(len(people))

    def claim(user: Any) -> None:
        barrier.wait()
        services.claim(actor=actor, user=user)
        connection.close()

    threads = [threading.Thread(target=claim, args=[user]) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert actor.memberships.filter(role="lead").count() == 1
    assert ActorClaim.objects.filter(state="open").count() == 2


def claim_by_mail(actor: Actor, email: str) -> str:
    """The link that somebody without a session gets."""
    data = {"first_name": "Karla", "last_name": "Neumann", "email": email, "note": "Vorstand"}
    response = Client().post(reverse("members:claim", args=[actor.slug]), data)
    assert response.status_code == 200
    found = re.search(r"https?://[^/]+(\S+/anspruch/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


def test_somebody_without_an_account_claims_by_mail_and_chooses_a_password(actor: Actor) -> None:
    link, client = claim_by_mail(actor, "karla@kulturkiste.example.org"), Client()
    assert client.get(link).status_code == 200
    assert not User.objects.filter(email="karla@kulturkiste.example.org").exists()
    assert client.post(link, NEW | {"password2": "anders"}).status_code == 422
    assert client.post(link, NEW).url == reverse("members:overview")
    user = User.objects.get(email="karla@kulturkiste.example.org")
    assert user.memberships.get().role == "lead"
    assert client.get(reverse("members:overview")).status_code == 200
    assert Client().get(link).status_code == 410


def test_the_answer_does_not_tell_whose_address_is_known(actor: Actor) -> None:
    make_user(email="bekannt@example.org")
    data = {"first_name": "Karla", "last_name": "Neumann", "note": ""}
    pages = [
        Client()
        .post(reverse("members:claim", args=[actor.slug]), {**data, "email": f"{name}@example.org"})
        .content.decode()
        .replace(name, "")
        for name in ("bekannt", "unbekannt")
    ]
    assert re.sub(r"\d", "", pages[0]) == re.sub(r"\d", "", pages[1])


def test_links_that_are_forwarded_guessed_or_old_open_nothing(actor: Actor) -> None:
    link = claim_by_mail(actor, "karla@kulturkiste.example.org")
    assert signed_in(make_user()).post(link).status_code == 403
    assert Client().get(reverse("members:claim_confirm", args=["geraten"])).status_code == 404
    ClaimRequest.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert Client().post(link, NEW).status_code == 410
    assert not ActorClaim.objects.exists()


def test_a_person_with_an_account_is_led_to_the_sign_in_and_confirms_by_a_button(actor: Actor) -> None:
    user = colleague()
    link = claim_by_mail(actor, user.email)
    assert reverse("account_login") in Client().get(link).content.decode()
    client = signed_in(user)
    client.get(link)
    assert not ActorClaim.objects.exists()
    client.post(link)
    assert user.memberships.get().role == "lead"


def test_requests_to_one_address_stop_in_silence(actor: Actor) -> None:
    for _number in range(services.REQUESTS_PER_ADDRESS_AND_DAY + 2):
        services.request_by_mail(actor=actor, first_name="K", last_name="N", email="opfer@example.org")
    assert len(mail.outbox) == services.REQUESTS_PER_ADDRESS_AND_DAY


def test_confirming_needs_the_right_account_and_an_open_link(actor: Actor) -> None:
    asked = ClaimRequest.objects.create(
        actor=actor, email="a@example.org", token_hash=hash_of("x"), expires_at=timezone.now() + timedelta(days=1)
    )
    with pytest.raises(WrongAccount):
        services.confirm(token="x", user=make_user())
    asked.used_at = timezone.now()
    asked.save()
    with pytest.raises(LinkUnusable):
        services.confirm_as_new(token="x", first_name="K", last_name="N", password="drei-rote-kraniche")


def test_old_requests_and_decided_claims_are_purged(actor: Actor) -> None:
    ClaimRequest.objects.create(actor=actor, email="a@example.org", token_hash="x", expires_at=timezone.now())
    user = make_user()
    services.withdraw(claim=services.claim(actor=actor, user=user), by=user)
    services.claim(actor=actor, user=user)
    purge_expired(timezone.now() + timedelta(days=400))
    assert not ClaimRequest.objects.exists()
    assert ActorClaim.objects.get().state == "open"


def test_the_pages_of_a_claim_on_the_public_site(actor: Actor) -> None:
    lead, user = make_actor_lead(actor), make_user()
    page = Client().get(actor.get_absolute_url()).content.decode()
    assert reverse("members:claim", args=[actor.slug]) in page
    client = signed_in(user)
    claim_url = reverse("members:claim", args=[actor.slug])
    assert client.get(claim_url).status_code == 200
    assert client.post(claim_url, {"note": "Vorstand"}).status_code == 302
    made = ActorClaim.objects.get()
    assert "csrfmiddlewaretoken" in client.get(reverse("members:overview")).content.decode()
    for address in (claim_url, reverse("members:claim_code", args=[made.pk]), reverse("members:overview")):
        assert client.get(address).status_code == 200
    decide = reverse("members:claim_decide", args=[made.pk])
    assert client.get(decide).status_code == 404
    leads_client = signed_in(lead)
    assert "Vorstand" in leads_client.get(decide).content.decode()
    assert (
        reverse("members:claim_decide", args=[made.pk])
        in leads_client.get(reverse("members:overview")).content.decode()
    )
    assert leads_client.post(decide, {"do": "refuse"}).status_code == 422
    assert leads_client.post(decide, {"do": "grant"}).url == reverse("members:people", args=[actor.pk])
    assert client.post(reverse("members:claim_withdraw", args=[made.pk])).status_code == 302
    made.refresh_from_db()
    assert made.state == "granted"


def test_a_void_code_is_told_on_its_page(actor: Actor, letter: tuple[ActorClaim, str]) -> None:
    made, code = letter
    client, address = signed_in(made.user), reverse("members:claim_code", args=[made.pk])
    for _number in range(MOST_TRIES):
        assert client.post(address, {"code": "falsch"}).status_code == 422
    assert client.post(address, {"code": code}).status_code == 302
    assert signed_in(make_user()).get(address).status_code == 404
    assert not actor.memberships.exists()


def test_the_desk_lists_vouches_refuses_and_prints(actor: Actor, staff_client: Any) -> None:
    made = services.claim(actor=actor, user=make_user(first_name="Karla"))
    moderator, stranger = staff_client(make_moderator("chemnitz")), staff_client(make_moderator("leipzig"))
    detail, letter = reverse("members_claim", args=[made.pk]), reverse("members_claim_letter", args=[made.pk])
    assert "Karla" in moderator.get(reverse("members_claims")).content.decode()
    assert "Karla" not in stranger.get(reverse("members_claims")).content.decode()
    assert moderator.get(detail).status_code == 200
    assert stranger.get(detail).status_code == 404
    assert stranger.post(letter).status_code == 404
    printed = moderator.post(letter).content.decode()
    assert "Hauptstraße 3" in printed
    assert re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", printed)
    assert moderator.post(detail, {"do": "refuse", "reason": ""}).status_code == 422
    assert stranger.post(detail, {"do": "grant"}).status_code == 404
    assert moderator.post(detail, {"do": "grant"}).url == reverse("members_claims")
    assert "Karla" in moderator.get(reverse("members_claims") + "?state=decided&page=abc").content.decode()
