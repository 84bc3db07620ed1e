"""Invitations, roles and departures: who may, what is refused, what is logged and mailed."""

import re
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import User
from actors.members import services
from actors.models import Actor, Invitation, Membership
from core.tokens import LinkUnusable
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_admin,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_user,
)

pytestmark = pytest.mark.django_db

LEAD, CONTRIBUTOR = Membership.Role.LEAD, Membership.Role.CONTRIBUTOR


def token_in(letter: Any) -> str:
    found = re.search(r"/mein-bereich/einladung/([^/\s]+)/", letter.body)
    assert found
    return found.group(1)


def invite(actor: Actor, by: Any, email: str = "karla@example.org", role: str = CONTRIBUTOR) -> str:
    services.invite(actor=actor, email=email, role=role, by=by)
    return token_in(mail.outbox[-1])


class TestInviting:
    def test_a_lead_invites_and_the_mail_carries_the_only_copy_of_the_token(self) -> None:
        actor = make_actor()
        token = invite(actor, make_actor_lead(actor))
        invitation = Invitation.objects.get()
        assert token not in str(vars(invitation))
        assert invitation.token_hash == Invitation.hash_of(token)
        assert mail.outbox[-1].to == ["karla@example.org"]
        assert ModelLogEntry.objects.filter(action="members.invite", object_id=str(actor.pk)).exists()

    @pytest.mark.parametrize("make", [make_admin, make_lead_editor, lambda: make_editor("chemnitz")])
    def test_staff_of_the_region_invite_too(self, make: Any) -> None:
        assert invite(make_actor("chemnitz"), make())

    @pytest.mark.parametrize("who", ["stranger", "contributor", "lead of another", "editor of another region"])
    def test_nobody_else_invites(self, who: str) -> None:
        actor = make_actor("chemnitz")
        by = {
            "stranger": make_user,
            "contributor": lambda: make_contributor(actor),
            "lead of another": lambda: make_actor_lead(make_actor("chemnitz")),
            "editor of another region": lambda: make_editor("leipzig"),
        }[who]()
        with pytest.raises(PermissionDenied):
            invite(actor, by)
        assert not mail.outbox

    def test_somebody_who_belongs_already_is_not_invited(self) -> None:
        actor = make_actor()
        member = make_contributor(actor)
        with pytest.raises(services.AlreadyMember):
            invite(actor, make_actor_lead(actor), email=member.email.upper())

    def test_a_second_invitation_replaces_the_first(self) -> None:
        actor = make_actor()
        lead = make_actor_lead(actor)
        first, second = invite(actor, lead), invite(actor, lead, email="KARLA@example.org")
        assert Invitation.objects.open().count() == 1
        with pytest.raises(LinkUnusable) as refused:
            services.usable(first)
        assert refused.value.reason == "revoked"
        assert services.usable(second)

    def test_an_address_is_not_flooded(self) -> None:
        actor = make_actor()
        for _mail in range(services.MAILS_PER_ADDRESS_AND_DAY):
            invite(actor, make_actor_lead(actor))
        with pytest.raises(services.TooManyInvitations):
            invite(actor, make_actor_lead(actor))

    def test_a_person_does_not_flood_the_world(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(services, "INVITATIONS_PER_PERSON_AND_HOUR", 3)
        actor = make_actor()
        lead = make_actor_lead(actor)
        for number in range(3):
            invite(actor, lead, email=f"karla{number}@example.org")
        with pytest.raises(services.TooManyInvitations):
            invite(actor, lead, email="karla9@example.org")

    def test_the_mail_comes_in_the_language_of_a_known_reader(self) -> None:
        actor = make_actor()
        make_user(email="karla@example.org", language="en")
        invite(actor, make_actor_lead(actor))
        assert "/en/mein-bereich/einladung/" in mail.outbox[-1].body
        assert mail.outbox[-1].subject == f"Invitation to {actor}"

    def test_an_odd_name_reads_the_same_in_subject_text_and_page(self) -> None:
        actor = make_actor(name="Kraut & <b>Rüben</b>")
        invite(actor, make_actor_lead(actor))
        letter = mail.outbox[-1]
        assert "Kraut & <b>Rüben</b>" in letter.subject
        assert "Kraut & <b>Rüben</b>" in letter.body
        assert "Kraut &amp; &lt;b&gt;Rüben&lt;/b&gt;" in str(letter.alternatives[0][0])


class TestAccepting:
    def test_a_known_person_joins_with_the_role(self) -> None:
        actor = make_actor()
        token = invite(actor, make_actor_lead(actor), role=LEAD)
        person = make_user(email="Karla@example.org")
        services.accept(token=token, user=person)
        assert person.memberships.get().role == LEAD
        assert Invitation.objects.get().accepted_at

    def test_the_inviter_is_told(self) -> None:
        actor = make_actor()
        lead = make_actor_lead(actor)
        services.accept(token=invite(actor, lead), user=make_user(email="karla@example.org"))
        assert mail.outbox[-1].to == [lead.email]

    def test_a_new_person_gets_an_account_under_the_invited_address(self) -> None:
        actor = make_actor()
        token = invite(actor, make_actor_lead(actor))
        services.accept_as_new(token=token, first_name="Karla", last_name="Neumann", password="drei-rote-kraniche")
        person = User.objects.get(email="karla@example.org")
        assert person.check_password("drei-rote-kraniche")
        assert person.memberships.get().actor == actor
        assert not person.is_staff

    def test_an_existing_account_is_never_overwritten(self) -> None:
        actor = make_actor()
        token = invite(actor, make_actor_lead(actor))
        person = make_user(email="karla@example.org")
        with pytest.raises(services.WrongAccount):
            services.accept_as_new(token=token, first_name="X", last_name="Y", password="drei-rote-kraniche")
        person.refresh_from_db()
        assert not person.check_password("drei-rote-kraniche")

    def test_somebody_else_cannot_use_the_link(self) -> None:
        actor = make_actor()
        token = invite(actor, make_actor_lead(actor))
        with pytest.raises(services.WrongAccount):
            services.accept(token=token, user=make_user())
        assert not Invitation.objects.get().accepted_at

    def test_a_link_works_once(self) -> None:
        actor = make_actor()
        token = invite(actor, make_actor_lead(actor))
        person = make_user(email="karla@example.org")
        services.accept(token=token, user=person)
        with pytest.raises(LinkUnusable) as refused:
            services.accept(token=token, user=person)
        assert refused.value.reason == "used"

    def test_a_link_expires_and_the_refusal_is_logged(self, caplog: pytest.LogCaptureFixture) -> None:
        actor = make_actor()
        token = invite(actor, make_actor_lead(actor))
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        with caplog.at_level("INFO"), pytest.raises(LinkUnusable) as refused:
            services.usable(token)
        assert refused.value.reason == "expired"
        assert "expired" in caplog.text
        assert token not in caplog.text

    def test_a_higher_role_is_not_lost_by_a_second_invitation(self) -> None:
        actor = make_actor()
        token = invite(actor, make_actor_lead(actor))
        person = make_user(email="karla@example.org")
        Membership.objects.create(user=person, actor=actor, role=LEAD)
        services.accept(token=token, user=person)
        assert person.memberships.get().role == LEAD


class TestRolesAndDepartures:
    def test_a_lead_makes_somebody_lead(self) -> None:
        actor = make_actor()
        lead, member = make_actor_lead(actor), make_contributor(actor)
        services.change_role(membership=member.memberships.get(), role=LEAD, by=lead)
        assert member.memberships.get().role == LEAD
        assert mail.outbox[-1].to == [member.email]

    @pytest.mark.parametrize("step", ["demote", "leave"])
    def test_the_last_lead_stays(self, step: str) -> None:
        actor = make_actor()
        lead = make_actor_lead(actor)
        make_contributor(actor)
        membership = lead.memberships.get()
        steps = {
            "demote": lambda: services.change_role(membership=membership, role=CONTRIBUTOR, by=lead),
            "leave": lambda: services.end_membership(membership=membership, by=lead),
        }
        with pytest.raises(services.LastLead):
            steps[step]()
        assert lead.memberships.get().role == LEAD

    def test_a_lead_whose_account_is_switched_off_does_not_count(self) -> None:
        actor = make_actor()
        lead = make_actor_lead(actor)
        make_actor_lead(actor, is_active=False)
        with pytest.raises(services.LastLead):
            services.end_membership(membership=lead.memberships.get(), by=lead)

    def test_one_of_two_leads_may_leave(self) -> None:
        actor = make_actor()
        lead = make_actor_lead(actor)
        make_actor_lead(actor)
        services.end_membership(membership=lead.memberships.get(), by=lead)
        assert not lead.memberships.exists()

    def test_a_removed_person_is_told_and_loses_the_rights(self) -> None:
        from core.permissions import grants_of

        actor = make_actor()
        lead, member = make_actor_lead(actor), make_contributor(actor)
        services.end_membership(membership=member.memberships.get(), by=lead)
        assert not grants_of(User.objects.get(pk=member.pk)).belongs_to(actor.pk)
        assert mail.outbox[-1].to == [member.email]
        assert ModelLogEntry.objects.filter(action="members.remove").exists()

    def test_contributors_and_regional_editors_decide_nothing(self) -> None:
        actor = make_actor("chemnitz")
        make_actor_lead(actor)
        target = make_contributor(actor).memberships.get()
        for by in (make_contributor(actor), make_editor("chemnitz"), make_actor_lead(make_actor("chemnitz"))):
            with pytest.raises(PermissionDenied):
                services.change_role(membership=target, role=LEAD, by=by)
            with pytest.raises(PermissionDenied):
                services.end_membership(membership=target, by=by)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads meet row locks on PostgreSQL")
class TestRaces:
    def together(self, *steps: Any) -> list[str]:
        barrier, outcomes = Barrier(len(steps)), []

        def run(step: Any) -> None:
            try:
                barrier.wait()
                step()
                outcomes.append("done")
            except (services.MembersError, LinkUnusable) as error:
                outcomes.append(type(error).__name__)
            finally:
                connection.close()

        threads = [Thread(target=run, args=[step]) for step in steps]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(outcomes)

    def test_two_leads_leaving_at_once_leave_one_behind(self) -> None:
        actor = make_actor()
        leads = [make_actor_lead(actor), make_actor_lead(actor)]
        memberships = [lead.memberships.get() for lead in leads]
        outcomes = self.together(
            *(
                lambda lead=lead, membership=membership: services.end_membership(membership=membership, by=lead)
                for lead, membership in zip(leads, memberships, strict=True)
            )
        )
        assert outcomes == ["LastLead", "done"]
        assert actor.memberships.active_leads().count() == 1

    def test_a_link_pressed_twice_at_once_opens_one_account(self) -> None:
        actor = make_actor()
        token = invite(actor, make_actor_lead(actor))

        def accept() -> None:
            services.accept_as_new(token=token, first_name="Karla", last_name="N", password="drei-rote-kraniche")

        assert self.together(accept, accept) == ["LinkUnusable", "done"]
        assert User.objects.filter(email="karla@example.org").count() == 1
