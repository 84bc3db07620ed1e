"""A new organisation proposed by somebody who works there: a draft that the region's desk approves."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import RegexValidator
from django.db import transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from actors.members import submissions
from actors.members.services import MembersError
from actors.models import Actor, ActorText, ActorTopic, Membership
from core import review
from core.models import District, Topic
from core.permissions import forget_grants, grants_of
from core.saxony import lookup_postcode

MOST_OPEN = 3
KINDS = [choice for choice in Actor.Kind.choices if choice[0] not in (Actor.Kind.AGENCY, Actor.Kind.ADMINISTRATION)]


class ProposalForm(forms.Form):
    """As much of a profile as the desk needs to know who it is."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, widget=forms.RadioSelect)
    summary = forms.CharField(
        label=_("Summary"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences: what do you do, and for whom?"),
    )
    topics = forms.MultipleChoiceField(label=_("Topics"), widget=forms.CheckboxSelectMultiple)
    street = forms.CharField(label=_("Street and number"), max_length=160)
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=5,
        validators=[RegexValidator(r"^[0-9]{5}\Z", _("A postcode has five digits."))],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    city = forms.CharField(label=_("Town"), max_length=80)
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = Topic.objects.prefetch_related("texts")
        self.fields["topics"].choices = [(topic.slug, topic.label) for topic in topics]  # type: ignore[attr-defined]

    @staticmethod
    def read(actor: Actor) -> dict[str, Any]:
        """What a proposal holds so far."""
        plain = {name: getattr(actor, name) for name in ("name", "kind", "street", "postcode", "city", "website")}
        texts = [text.summary for text in actor.texts.all() if text.language == "de"]
        topics = [link.topic.slug for link in actor.actor_topics.all()]
        return {**plain, "summary": texts[0] if texts else "", "topics": topics}

    @staticmethod
    def _district(ags: str) -> District | None:
        return District.objects.filter(ags=ags).first()

    def write(self, actor: Actor) -> None:
        data = self.cleaned_data
        for name in ("name", "kind", "street", "postcode", "city", "website"):
            setattr(actor, name, data[name])
        found = lookup_postcode(data["postcode"])
        actor.district = self._district(found.ags) if found else None
        actor.texts = [ActorText(language="de", summary=data["summary"])]
        actor.actor_topics = [ActorTopic(topic=topic) for topic in Topic.objects.filter(slug__in=data["topics"])]


def is_proposal(actor: Actor) -> bool:
    """Whether the organisation has never been public: its people cannot submit anything yet."""
    return not actor.live and actor.first_published_at is None


def may_propose_again(user: Any, actor: Actor) -> bool:
    return is_proposal(actor) and grants_of(user).leads_actor(actor.pk)


@transaction.atomic
def propose(*, user: Any, form: ProposalForm) -> Actor:
    """A draft that the person leads, on its way to the desk of its postcode's region. Raises MembersError."""
    waiting = user.memberships.filter(actor__live=False, actor__first_published_at=None).count()
    if waiting >= MOST_OPEN:
        raise MembersError(say("Please wait until the organisations that you have proposed are looked at."))
    actor = Actor()
    form.write(actor)
    actor.region = actor.district.region if actor.district else None
    actor.save()
    actor.save_revision(user=user, clean=False, log_action="wagtail.create")
    Membership.objects.create(user=user, actor=actor, role=Membership.Role.LEAD)
    forget_grants(user)
    log(instance=actor, action="members.propose", user=user)
    review.submit(obj=actor, user=user)
    return actor


@transaction.atomic
def propose_again(*, actor: Actor, user: Any, form: ProposalForm) -> None:
    """Change the proposal after the desk has asked for it, and send it back. Raises what `review.submit` raises."""
    if not may_propose_again(user, review.locked(actor)):
        raise PermissionDenied
    submissions.send(obj=actor, user=user, form=form)
