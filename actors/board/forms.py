"""Forms of the board."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from accounts.models import ConfirmedContact
from actors.board.models import LONGEST_TERM, USUAL_TERM, BoardEntry, EntryTargetGroup, EntryTopic, Outcome
from core.form_guard import GuardedForm
from core.models import District, Region, TargetGroup, Topic
from core.names import names_of
from core.plain_words import PlainField
from core.saxony import lookup_postcode

MOST_TERMS = 5


def _choices(model: Any) -> list[tuple[str, str]]:
    return [(str(name.pk), name.label) for name in names_of(model)]


class EntryForm(forms.Form):
    """An offer or a need. `actor` lends its place where no postcode is given."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (BoardEntry.Kind.OFFER, _("Offer: we have something to give")),
            (BoardEntry.Kind.NEED, _("Need: we are looking for something")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose whether it is an offer or a need.")},
    )
    title = PlainField(
        one_line=True,
        label=_("Title"),
        max_length=100,
        help_text=_("What is it about, in one line? For instance: rooms for a youth group in the afternoon"),
    )
    text = PlainField(
        label=_("Description"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Please name no addresses or telephone numbers: people write to you through the portal."),
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"), widget=forms.CheckboxSelectMultiple, help_text=_("One to five; they decide what fits.")
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Target groups"), widget=forms.CheckboxSelectMultiple, required=False
    )
    postcode = PlainField(
        one_line=True,
        label=_("Postcode of the place"),
        max_length=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    until = forms.DateField(
        label=_("On the board until"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: Any, actor: Any = None, needs_day: bool = True, **kwargs: Any) -> None:
        today = timezone.localdate()
        usual = {"until": today + USUAL_TERM, "postcode": getattr(actor, "postcode", "")}
        kwargs["initial"] = usual | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.place: District | None = None
        fields: Any = self.fields
        fields["topics"].choices = _choices(Topic)
        fields["target_groups"].choices = _choices(TargetGroup)
        if not needs_day:
            del self.fields["until"]
        else:
            fields["until"].widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST_TERM).isoformat()}

    @staticmethod
    def read(entry: BoardEntry) -> dict[str, Any]:
        """What an entry holds so far."""
        return {
            "kind": entry.kind,
            "title": entry.title,
            "text": entry.text,
            "topics": [str(link.topic_id) for link in entry.entry_topics.all()],
            "target_groups": [str(link.target_group_id) for link in entry.entry_target_groups.all()],
            "postcode": entry.postcode,
        }

    def clean_topics(self) -> list[str]:
        return self._few("topics")

    def clean_target_groups(self) -> list[str]:
        return self._few("target_groups")

    def _few(self, name: str) -> list[str]:
        chosen: list[str] = self.cleaned_data[name]
        if len(chosen) > MOST_TERMS:
            raise forms.ValidationError(say("Please choose at most five."))
        return chosen

    def clean_postcode(self) -> str:
        code: str = self.cleaned_data["postcode"]
        found = lookup_postcode(code)
        self.place = District.objects.filter(ags=found.ags).select_related("region").first() if found else None
        if self.place is None or self.place.region is None:
            raise forms.ValidationError(say("This is no postcode in Saxony."))
        return code

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(say("Please choose a day that is still to come."))
        if day > today + LONGEST_TERM:
            raise forms.ValidationError(say("An entry stands for half a year at most. You can renew it later."))
        return day

    def write(self, entry: BoardEntry) -> None:
        """Into a draft; its region is decided once, when it is written first."""
        data = self.cleaned_data
        for name in ("kind", "title", "text", "postcode"):
            setattr(entry, name, data[name])
        entry.district = self.place
        if entry.region_id is None and self.place is not None:
            entry.region = self.place.region
        entry.entry_topics = [EntryTopic(topic_id=int(pk)) for pk in data["topics"]]
        entry.entry_target_groups = [EntryTargetGroup(target_group_id=int(pk)) for pk in data["target_groups"]]


class CloseForm(forms.Form):
    """What became of it."""

    outcome = forms.ChoiceField(
        label=_("Has it been solved?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say whether it has been solved.")},
    )


class WithoutAccountForm(GuardedForm):
    """Who wants to write an entry."""

    name = PlainField(
        one_line=True, label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class DigestForm(GuardedForm):
    """What somebody wants to read every week. Whoever is signed in with a proven address is not asked for it."""

    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means: all of them."),
    )

    def __init__(self, *args: Any, contact: ConfirmedContact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["region"].choices = [("", _("All of Saxony")), *_choices(Region)]
        fields["topics"].choices = _choices(Topic)
        if contact is not None:
            del self.fields["email"]
