"""Forms of people who ask for advice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.form_guard import GuardedForm
from core.models import Region, Topic
from core.plain_words import PlainField
from mentoring.advice.choices import Need, Way
from mentoring.advice.picking import Wanted
from mentoring.models import Language


class FindForm(forms.Form):
    """What is looked for; drawn only, because any address has to give a page."""

    topic = forms.ChoiceField(label=_("What is it about?"), required=False)
    plz = forms.CharField(
        label=_("Your postcode"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code", "maxlength": "5"}),
        help_text=_("It leads to your regional office. You can also choose the region."),
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    way = forms.ChoiceField(
        label=_("How do you want to talk?"), required=False, choices=[("", _("All the same")), *Way.choices]
    )
    language = forms.ChoiceField(
        label=_("In which language?"), required=False, choices=[("", _("All the same")), *Language.choices]
    )

    def __init__(self, wanted: Wanted, **kwargs: Any) -> None:
        super().__init__(
            initial={
                "topic": wanted.topic.slug if wanted.topic else "",
                "plz": wanted.postcode,
                "region": wanted.region.slug if wanted.region else "",
                "way": wanted.way,
                "language": wanted.language,
            },
            **kwargs,
        )
        fields: Any = self.fields
        topics = Topic.objects.prefetch_related("texts")
        fields["topic"].choices = [("", _("I do not know yet")), *[(row.slug, row.label) for row in topics]]
        regions = Region.objects.prefetch_related("texts")
        fields["region"].choices = [("", _("Please choose")), *[(row.slug, row.label) for row in regions]]


class ConcernForm(GuardedForm):
    """Who asks, and what for. Somebody signed in with a proven address is not asked for it."""

    way = forms.ChoiceField(
        label=_("How do you want to talk?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how you want to talk.")},
    )
    name = PlainField(
        one_line=True, label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send the confirmation there."),
    )
    phone = PlainField(
        one_line=True,
        label=_("Your telephone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        help_text=_("Needed if we are to call you."),
    )
    words = PlainField(
        label=_("Your concern in a few words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Only the adviser reads it. Please write nothing about your health."),
    )
    needs = forms.MultipleChoiceField(
        label=_("What do you need for the talk?"),
        required=False,
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    needs_words = PlainField(one_line=True, label=_("Further needs"), max_length=300, required=False)

    def __init__(self, *args: Any, ways: list[str], proven: str = "", is_call: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_call = is_call
        way: Any = self.fields["way"]
        way.choices = [(one.value, one.label) for one in Way if one in ways]
        if len(ways) == 1:
            way.initial = ways[0]
        if proven:
            del self.fields["email"]
        if is_call:
            del self.fields["way"]
            self.fields["phone"].required = True
            self.fields["phone"].help_text = _("We call you there.")

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data.get("phone") or "")
        if phone and sum(sign.isdigit() for sign in phone) < 5:
            raise forms.ValidationError(_("This is no telephone number."))
        return phone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("way") == Way.PHONE and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Please give the number at which we are to call you."))
        return cleaned
