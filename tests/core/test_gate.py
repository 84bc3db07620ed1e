"""The one gate: nothing becomes public without a decision on exactly this content."""

import pytest
from django.core.exceptions import PermissionDenied

from core import gate, review
from core.gate import PublishRefused
from core.models import Decision
from projects.models import ProjectPage
from tests.factories import (
    make_actor,
    make_admin,
    make_contributor,
    make_lead_editor,
    make_moderator,
    make_project,
    make_user,
    publish,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make_contributor(make_actor())


@pytest.fixture
def moderator():
    return make_moderator("chemnitz")


@pytest.fixture
def submitted(member):
    """A member's project at the region's desk."""
    page = make_project(user=member, actor=member.memberships.get().actor)
    submit(page, member)
    return ProjectPage.objects.get(pk=page.pk)


def decide(page, user, action=review.APPROVE, **options):
    options.setdefault("shown", gate.shown_token(page.get_latest_revision()))
    return review.decide(task_state=page.current_workflow_task_state, user=user, action=action, **options)


def test_a_draft_cannot_be_published_without_a_decision():
    page = make_project()
    with pytest.raises(PublishRefused, match="has not been approved"):
        page.get_latest_revision().publish(user=make_admin())
    assert not ProjectPage.objects.get(pk=page.pk).live


def test_an_approved_revision_becomes_public(submitted, moderator):
    decide(submitted, moderator)
    assert ProjectPage.objects.get(pk=submitted.pk).live


def test_a_row_cannot_be_written_live_past_the_gate():
    page = make_project()
    page.live = True
    with pytest.raises(PublishRefused):
        page.save()


def test_a_live_row_cannot_be_rewritten_past_the_gate():
    page = make_project(live=True)
    page.title = "Eingeschmuggelt"
    with pytest.raises(PublishRefused):
        page.save()
    assert ProjectPage.objects.get(pk=page.pk).title != "Eingeschmuggelt"


def test_bookkeeping_on_a_live_page_stays_possible(member):
    page = make_project(live=True, user=member)
    page.title = "Neuer Entwurf"
    page.save_revision(user=member)
    row = ProjectPage.objects.get(pk=page.pk)
    assert row.live
    assert row.title != "Neuer Entwurf"
    assert row.draft_title == "Neuer Entwurf"


def test_nobody_approves_their_own_last_edit(submitted, moderator):
    draft = submitted.get_latest_revision_as_object()
    draft.title = "Kleine Korrektur"
    draft.save_revision(user=moderator)
    page = ProjectPage.objects.get(pk=submitted.pk)
    with pytest.raises(review.ReviewError, match="last change yourself"):
        decide(page, moderator)
    assert not ProjectPage.objects.get(pk=page.pk).live


def test_the_gate_itself_refuses_an_approval_of_the_own_edit(moderator):
    page = make_project(user=moderator)
    revision = page.get_latest_revision()
    gate.record(Decision.Kind.APPROVED, page, revision=revision, user=moderator)
    with pytest.raises(PublishRefused, match="own last change"):
        revision.publish(skip_permission_checks=True)


def test_the_submitters_agreement_is_the_second_pair_of_eyes(submitted, moderator, member):
    draft = submitted.get_latest_revision_as_object()
    draft.title = "Kleine Korrektur"
    draft.save_revision(user=moderator)
    page = ProjectPage.objects.get(pk=submitted.pk)
    review.agree(obj=page, user=member, shown=gate.shown_token(page.get_latest_revision()))
    decide(page, moderator)
    assert ProjectPage.objects.get(pk=page.pk).title == "Kleine Korrektur"


def test_an_agreement_counts_only_for_the_text_it_was_given_for(submitted, moderator, member):
    draft = submitted.get_latest_revision_as_object()
    draft.title = "Kleine Korrektur"
    draft.save_revision(user=moderator)
    page = ProjectPage.objects.get(pk=submitted.pk)
    review.agree(obj=page, user=member, shown=gate.shown_token(page.get_latest_revision()))
    draft = page.get_latest_revision_as_object()
    draft.title = "Noch eine Korrektur"
    draft.save_revision(user=moderator)
    with pytest.raises(review.ReviewError, match="last change yourself"):
        decide(ProjectPage.objects.get(pk=page.pk), moderator)


def test_what_was_changed_since_the_form_was_shown_is_not_approved(submitted, moderator):
    shown = gate.shown_token(submitted.get_latest_revision())
    draft = submitted.get_latest_revision_as_object()
    draft.title = "Halb getippt"
    draft.save_revision(user=make_lead_editor())
    with pytest.raises(review.ChangedMeanwhile):
        decide(ProjectPage.objects.get(pk=submitted.pk), moderator, shown=shown)


def test_a_revision_rewritten_in_place_is_not_approved(submitted, moderator):
    revision = submitted.get_latest_revision()
    shown = gate.shown_token(revision)
    draft = submitted.get_latest_revision_as_object()
    draft.title = "Autosave"
    draft.save_revision(user=revision.user, overwrite_revision=revision)
    with pytest.raises(review.ChangedMeanwhile):
        decide(ProjectPage.objects.get(pk=submitted.pk), moderator, shown=shown)


def test_an_approved_revision_rewritten_before_its_time_does_not_go_live(moderator):
    page = make_project(user=make_user())
    revision = page.get_latest_revision()
    gate.record(Decision.Kind.APPROVED, page, revision=revision, user=moderator)
    revision.content["title"] = "Nachträglich geändert"
    revision.save()
    with pytest.raises(PublishRefused, match="has not been approved"):
        revision.publish(skip_permission_checks=True)


def test_force_publishing_needs_a_lead_editor_and_a_reason(moderator):
    page = make_project(user=make_user())
    with pytest.raises(PublishRefused):
        gate.force_publish(obj=page, user=moderator, reason="Eilt")
    with pytest.raises(PublishRefused):
        gate.force_publish(obj=page, user=make_lead_editor(), reason="  ")
    gate.force_publish(obj=page, user=make_lead_editor(), reason="Pressetermin heute")
    assert ProjectPage.objects.get(pk=page.pk).live
    assert Decision.objects.about(page).get(kind="forced").comment == "Pressetermin heute"


def test_incomplete_content_does_not_pass_even_when_approved(moderator):
    page = make_project(user=make_user(), summary="")
    revision = page.get_latest_revision()
    gate.record(Decision.Kind.APPROVED, page, revision=revision, user=moderator)
    with pytest.raises(PublishRefused):
        revision.publish(skip_permission_checks=True)


def test_copies_of_live_pages_start_as_drafts():
    page = make_project(live=True)
    copy = page.copy(update_attrs={"slug": "kopie"}, keep_live=True)
    assert not ProjectPage.objects.get(pk=copy.pk).live


def test_a_live_page_stays_unchanged_while_its_edit_is_in_review(member, moderator):
    page = make_project(live=True, user=member, actor=member.memberships.get().actor, title="Alte Fassung")
    draft = page.get_latest_revision_as_object()
    draft.title = "Neue Fassung"
    draft.save_revision(user=member)
    submit(ProjectPage.objects.get(pk=page.pk), member)
    assert ProjectPage.objects.get(pk=page.pk).title == "Alte Fassung"
    decide(ProjectPage.objects.get(pk=page.pk), moderator)
    assert ProjectPage.objects.get(pk=page.pk).title == "Neue Fassung"


def test_a_moderator_of_another_region_cannot_decide(submitted):
    with pytest.raises(PermissionDenied):
        decide(submitted, make_moderator("leipzig"))


def test_old_revisions_keep_the_rows_region_and_owner(member):
    actor = member.memberships.get().actor
    page = make_project(user=member, actor=actor)
    revision = page.get_latest_revision()
    revision.content["actor"] = make_actor().pk
    revision.content["region"] = None
    revision.save()
    draft = ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.actor_id, draft.region.slug) == (actor.pk, "chemnitz")


def test_live_pages_are_found_only_after_publication():
    draft = make_project()
    public = publish(make_project())
    assert list(ProjectPage.objects.live().values_list("pk", flat=True)) == [public.pk]
    assert draft.pk != public.pk
