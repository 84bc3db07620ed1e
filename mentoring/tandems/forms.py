"""Forms of the mentor programme."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.members.choosing import OrganisationForm
from core.form_guard import GuardedForm
from core.models import District, FundingSource, Topic
from core.plain_words import PlainField
from core.saxony import lookup_postcode
from mentoring.models import Access, Format, Language, Mentor
from mentoring.tandems.asking import Wish
from mentoring.tandems.models import Agreement, Feedback, Reason, Session

LONG = 2000
NOT_IN_WORDS = _("Please write no passwords and nothing about your health or other people’s private matters.")


def _text(label: Any, *, rows: int = 5, required: bool = True, help_text: Any = "", most: int = LONG) -> PlainField:
    widget = forms.Textarea(attrs={"rows": rows})
    return PlainField(label=label, max_length=most, widget=widget, required=required, help_text=help_text)


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Several(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


def topic_choices() -> list[tuple[str, str]]:
    return [(str(topic.pk), topic.label) for topic in Topic.objects.prefetch_related("texts")]


def funding_choices() -> list[tuple[str, str]]:
    sources = FundingSource.objects.prefetch_related("texts")
    return [(str(source.pk), source.local("name", source.slug)) for source in sources]


THIS, ANYBODY = "this", "anybody"


class RequestForm(OrganisationForm, GuardedForm):
    """What somebody asks a mentor for. An organisation is optional, and need not be known to the portal."""

    may_be_new = True

    whom = forms.ChoiceField(label=_("Whom do you ask?"), widget=forms.RadioSelect)
    name = PlainField(
        one_line=True, label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Only whoever accepts your request gets it."),
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=5,
        help_text=_("Where your project is at home."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    project = PlainField(
        one_line=True, label=_("Your project or idea"), max_length=160, help_text=_("In one sentence is enough.")
    )
    goal = _text(_("What do you want to achieve with a mentor?"), help_text=NOT_IN_WORDS)
    topics = Several(label=_("Topics"))
    funding = Several(
        label=_("Funding you apply for or receive"),
        required=False,
        help_text=_("So that nobody accompanies you who decides about your money."),
    )
    languages = Several(label=_("Languages"), required=False, choices=Language.choices)
    formats = Several(label=_("How would you like to meet?"), required=False, choices=Format.choices)
    access = Several(label=_("What do you need?"), required=False, choices=Access.choices)

    field_order = (
        "whom", "project", "goal", "topics", "organisation", "actor", "postcode", "funding", "languages", "formats",
        "access", "name", "email",
    )  # fmt: skip

    def __init__(self, *args: Any, mentor: Mentor | None, takes: bool = True, proven: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["organisation"].required = False
        fields["organisation"].label = _("Name of your organisation, if you have one")
        fields["topics"].choices = topic_choices()
        fields["funding"].choices = funding_choices()
        if proven:
            del fields["email"]
        if mentor is None:
            del fields["whom"]
            return
        later = _("%(name)s, as soon as there is a place") % {"name": mentor.name}
        this = mentor.name if takes else later
        fields["whom"].choices = [(THIS, this), (ANYBODY, _("Please propose somebody to me"))]
        fields["whom"].initial = THIS

    def clean_postcode(self) -> str:
        postcode: str = self.cleaned_data["postcode"]
        if lookup_postcode(postcode) is None:
            raise ValidationError(_("We do not know this postcode in Saxony. Please check the five digits."))
        return postcode

    def wish(self) -> Wish:
        data = self.cleaned_data
        found = lookup_postcode(data["postcode"])
        district = District.objects.select_related("region").filter(ags=found.ags).first() if found else None
        actor = data.get("actor") or None
        return Wish(
            **{name: data[name] for name in ("name", "project", "goal", "languages", "formats", "access")},
            topics=list(Topic.objects.filter(pk__in=data["topics"])),
            funding=list(FundingSource.objects.filter(pk__in=data["funding"])),
            district=district,
            region=district.region if district else None,
            actor=actor,
            organisation=actor.name if actor else data.get("organisation", "").strip(),
        )


class NoForm(forms.Form):
    """A button alone."""


class AcceptForm(forms.Form):
    unbiased = forms.BooleanField(
        label=_("I do not decide about their funding and am no competitor."),
        error_messages={"required": _("Please confirm it, or decline the request.")},
    )


REASONS = [choice for choice in Reason.choices if choice[0] != Reason.DONE]


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a reason; it is passed on in friendly words.")},
    )
    words = _text(_("Your words to the mentee"), rows=4, required=False)


class AskForm(forms.Form):
    text = _text(_("Your question"), most=1000)


class AnswerForm(forms.Form):
    text = _text(_("Your answer"), help_text=NOT_IN_WORDS)


class MeetForm(forms.Form):
    on = DayField(label=_("Day of the first meeting"))


class AgreementForm(forms.ModelForm):
    goal = _text(_("Goal: what should be reached at the end?"), rows=4)
    rhythm = PlainField(
        one_line=True, label=_("Rhythm"), max_length=160, help_text=_("For example: every three weeks for an hour.")
    )
    confidentiality = _text(_("Confidentiality"), rows=3, most=1000)

    class Meta:
        model = Agreement
        fields = ("goal", "rhythm", "months", "confidentiality")
        labels = {"months": _("Duration in months")}


class AgreeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10_000)


class SessionForm(forms.ModelForm):
    on = DayField(label=_("Date"), initial=timezone.localdate)
    topic = PlainField(
        one_line=True, label=_("Topic in a few words"), max_length=120, help_text=_("No content: it stays between you.")
    )

    class Meta:
        model = Session
        fields = ("on", "minutes", "topic")
        labels = {"minutes": _("Length in minutes")}


class ExtendForm(forms.Form):
    months = forms.IntegerField(label=_("How many months more?"), min_value=1, max_value=12, initial=3)


class EndForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why?"), choices=Reason.choices, widget=forms.RadioSelect, required=False)
    words = _text(_("Your words to the other side"), rows=4, required=False)


class FeedbackForm(forms.ModelForm):
    words = _text(_("What should the programme team know?"), required=False)

    class Meta:
        model = Feedback
        fields = ("goal", "trust", "effort", "again", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("goal", "trust", "effort", "again"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label, choices=Feedback.Grade.choices, widget=forms.RadioSelect, coerce=int
            )


class ProblemForm(forms.Form):
    text = _text(_("What is the problem?"))


class NoteForm(forms.Form):
    note = _text(_("What was done"), rows=4)
