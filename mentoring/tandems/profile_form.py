"""The own profile of a mentor, as applied for and as changed later."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Topic
from core.plain_words import PlainField
from core.saxony import lookup_postcode
from core.snippet_forms import LinkedRows
from mentoring.forms import ACCESS, FORMATS, LANGUAGES, TOPICS
from mentoring.models import Access, Format, Language, Mentor, MentorText
from mentoring.tandems.forms import Several, topic_choices

LINKED: dict[str, LinkedRows] = {"topics": TOPICS, "languages": LANGUAGES, "formats": FORMATS, "access": ACCESS}


class ProfileForm(forms.Form):
    """Texts in German, topics, languages, ways to meet, accessibility."""

    headline = PlainField(
        one_line=True, label=_("What can you help with?"), max_length=160, help_text=_("One sentence.")
    )
    experience = PlainField(
        label=_("What do you bring along?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Readers see this text. The editors of the region look at it first."),
    )
    availability = PlainField(
        one_line=True,
        label=_("When do you have time?"),
        max_length=160,
        required=False,
        help_text=_("For example: takes somebody new from September on."),
    )
    topics = Several(label=_("Topics"))
    languages = Several(label=_("Languages"), choices=Language.choices)
    formats = Several(label=_("Ways to meet"), choices=Format.choices)
    access = Several(label=_("Accessibility"), choices=Access.choices, required=False)
    capacity = forms.IntegerField(
        label=_("How many projects at a time?"), min_value=1, max_value=20, initial=1, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics: Any = self.fields["topics"]
        topics.choices = topic_choices()

    def clean_capacity(self) -> int:
        return self.cleaned_data["capacity"] or 1

    @staticmethod
    def read(mentor: Mentor) -> dict[str, Any]:
        text = next((row for row in mentor.texts.all() if row.language == "de"), None)
        words = {name: getattr(text, name, "") for name in ("headline", "experience", "availability")}
        chosen = {name: [str(key) for key in rows.keys(mentor)] for name, rows in LINKED.items()}
        return {**words, **chosen}

    def write(self, mentor: Mentor) -> None:
        """Into a draft; texts in other languages and the portrait stay."""
        data = self.cleaned_data
        texts = list(mentor.texts.all())
        german = next((row for row in texts if row.language == "de"), None)
        if german is None:
            german = MentorText(language="de")
            texts.append(german)
        for name in ("headline", "experience", "availability"):
            setattr(german, name, data[name])
        mentor.texts = texts
        LINKED["topics"].replace(mentor, list(Topic.objects.filter(pk__in=data["topics"])))
        for name in ("languages", "formats", "access"):
            LINKED[name].replace(mentor, data[name])


class ChangeForm(ProfileForm):
    """Places are changed at once, on another page."""

    capacity = None  # type: ignore[assignment]
    clean_capacity = None  # type: ignore[assignment]


class ApplyForm(ProfileForm):
    """The profile, and who it is."""

    first_name = PlainField(
        one_line=True,
        label=_("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = PlainField(
        one_line=True,
        label=_("Last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("It is never shown. We send you a link to it."),
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=5,
        help_text=_("Your region follows from it; it is not shown."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )

    field_order = ("headline", "experience", "topics", "languages", "formats", "access", "capacity", "availability")

    def clean_postcode(self) -> str:
        postcode: str = self.cleaned_data["postcode"]
        if lookup_postcode(postcode) is None:
            raise forms.ValidationError(_("We do not know this postcode in Saxony. Please check the five digits."))
        return postcode
