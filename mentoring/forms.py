"""The form of mentors in the admin."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Topic
from core.snippet_forms import LinkedRows, PlacedSnippetForm
from mentoring.models import Access, Format, Language, Mentor

TOPICS = LinkedRows("mentor_topics", "topic")
LANGUAGES = LinkedRows("mentor_languages", "language")
FORMATS = LinkedRows("mentor_formats", "format")
ACCESS = LinkedRows("mentor_access", "access")


class MentorForm(PlacedSnippetForm):
    """Places and pause of a public mentor are written past the draft: they count at once."""

    linked: ClassVar[dict[str, LinkedRows]] = {
        "topics": TOPICS,
        "languages": LANGUAGES,
        "formats": FORMATS,
        "access": ACCESS,
    }

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.prefetch_related("texts"),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        choices=Language.choices, label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    formats = forms.MultipleChoiceField(
        choices=Format.choices, label=_("Ways to meet"), required=False, widget=forms.CheckboxSelectMultiple
    )
    access = forms.MultipleChoiceField(
        choices=Access.choices, label=_("Accessibility"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def save(self, commit: bool = True) -> Any:
        at_once = {name: self.cleaned_data[name] for name in ("capacity", "intake") if name in self.cleaned_data}
        mentor = super().save(commit=commit)
        if mentor.pk is not None and mentor.live and at_once:
            Mentor.objects.filter(pk=mentor.pk).update(**at_once)
        return mentor
