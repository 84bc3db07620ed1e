"""The profile of an organisation, as its own people write it. What is public stays until the desk has agreed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.forms import LANGUAGES, TARGET_GROUPS, TOPICS
from actors.members.proposals import ProposalForm
from actors.models import Actor, ActorText
from core.models import TargetGroup, Topic
from core.names import names_of
from core.plain_words import PlainField
from core.saxony import lookup_postcode
from core.spoken import Language

OWN_FIELDS = ("name", "street", "postcode", "city", "website", "email", "phone")
TEXTS = ("summary", "description", "reachable_for")


class ProfileForm(ProposalForm):
    """All that members may say about their organisation; kind and region are the desk's, other languages translators'."""

    description = PlainField(
        label=_("Description"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What you do, since when, with whom. Leave a line empty between paragraphs."),
    )
    reachable_for = PlainField(
        one_line=True,
        label=_("Can be asked about"),
        required=False,
        max_length=300,
        help_text=_("What others may come to you with. For instance: youth work, rooms, applications"),
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Target groups"), widget=forms.CheckboxSelectMultiple, required=False
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("In which one can talk to you."),
    )
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    phone = PlainField(one_line=True, label=_("Phone"), required=False, max_length=40)

    field_order = ["name", "summary", "description", "reachable_for", "topics", "target_groups", "languages"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]
        groups: Any = self.fields["target_groups"]
        groups.choices = [(name.slug, name.label) for name in names_of(TargetGroup)]
        for name in ("street", "postcode", "city"):
            self.fields[name].required = False

    @staticmethod
    def read(actor: Actor) -> dict[str, Any]:
        """What the profile holds so far."""
        german = next((text for text in actor.texts.all() if text.language == "de"), ActorText())
        return {
            **{name: getattr(actor, name) for name in OWN_FIELDS},
            **{name: getattr(german, name) for name in TEXTS},
            "topics": [link.topic.slug for link in actor.actor_topics.all()],
            "target_groups": [link.target_group.slug for link in actor.actor_target_groups.all()],
            "languages": [link.language for link in actor.actor_languages.all()],
        }

    def write(self, actor: Actor) -> None:
        data = self.cleaned_data
        for name in OWN_FIELDS:
            setattr(actor, name, data[name])
        if found := lookup_postcode(data["postcode"]):
            actor.district = self._district(found.ags)
        texts = list(actor.texts.all())
        german = next((text for text in texts if text.language == "de"), None)
        if german is None:
            german = ActorText(language="de")
            texts.append(german)
        for name in TEXTS:
            setattr(german, name, data[name])
        actor.texts = texts
        TOPICS.replace(actor, list(Topic.objects.filter(slug__in=data["topics"])))
        TARGET_GROUPS.replace(actor, list(TargetGroup.objects.filter(slug__in=data["target_groups"])))
        LANGUAGES.replace(actor, data["languages"])
