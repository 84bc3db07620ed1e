"""Forms of actors and contact persons in the admin."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from actors.models import ContactPerson
from core.models import District, TargetGroup, Topic
from core.permissions import grants_of
from core.saxony import lookup_postcode
from core.snippet_forms import LinkedRows, PlacedSnippetForm
from core.spoken import Language

TOPICS = LinkedRows("actor_topics", "topic")
TARGET_GROUPS = LinkedRows("actor_target_groups", "target_group")
LANGUAGES = LinkedRows("actor_languages", "language")
DISTRICTS = LinkedRows("person_districts", "district")


class ActorForm(PlacedSnippetForm):
    """An organisation. Its district follows from the postcode where nobody chose one."""

    linked: ClassVar[dict[str, LinkedRows]] = {"topics": TOPICS, "target_groups": TARGET_GROUPS, "languages": LANGUAGES}

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.prefetch_related("texts"),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    target_groups = forms.ModelMultipleChoiceField(
        TargetGroup.objects.prefetch_related("texts"),
        label=_("Target groups"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    languages = forms.MultipleChoiceField(
        choices=Language.choices, label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        postcode = lookup_postcode(cleaned.get("postcode"))
        if postcode and "district" in cleaned and cleaned["district"] is None:
            cleaned["district"] = District.objects.filter(ags=postcode.ags).first()
        return cleaned


class ContactPersonForm(PlacedSnippetForm):
    """A person of an organisation that the staff member keeps."""

    linked: ClassVar[dict[str, LinkedRows]] = {"districts": DISTRICTS}
    region_may_be_empty = True

    districts = forms.ModelMultipleChoiceField(
        District.objects.all(),
        label=_("Answers for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The districts whose people may call."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        actor = cleaned.get("actor")
        if actor is None:
            return cleaned
        person = ContactPerson(actor=actor, region=cleaned.get("region"))
        if not grants_of(self.for_user).staff_in(person.governing_region_id):
            raise ValidationError(say("Please choose an organisation of your region."))
        return cleaned
