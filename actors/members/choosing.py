"""Naming an organisation without a script: typed, then chosen among those that are called like it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from core.search.alike import alike

SHOWN = 8
NONE_OF_THEM = "-"


class OrganisationForm(forms.Form):
    """`cleaned_data["actor"]` is a public actor; None where `may_be_new` and it is none of those shown."""

    may_be_new = False

    organisation = forms.CharField(
        label=_("Name of the organisation"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    actor = forms.ChoiceField(label=_("Which one is it?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = str(self.data.get(self.add_prefix("organisation"), ""))[:160] if self.is_bound else ""
        self.found: list[Any] = alike(Actor.objects.live(), "name", typed, limit=SHOWN) if typed else []
        if self.found:
            choices = [(str(actor.pk), f"{actor.name} · {actor.place}") for actor in self.found]
            if self.may_be_new:
                choices.append((NONE_OF_THEM, str(_("None of them"))))
            self.fields["actor"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["actor"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed, chosen = str(cleaned.get("organisation", "")).strip(), cleaned.get("actor")
        if not typed or "actor" in self.errors:
            return cleaned
        exact = [actor for actor in self.found if actor.name.casefold() == typed.casefold()]
        by_id = {str(actor.pk): actor for actor in self.found}
        cleaned["actor"] = by_id.get(str(chosen)) or (exact[0] if len(exact) == 1 and not chosen else None)
        if cleaned["actor"] is not None or (self.may_be_new and (chosen == NONE_OF_THEM or not self.found)):
            return cleaned
        if self.found:
            self.add_error("actor", _("Please choose one of these organisations."))
        else:
            self.add_error("organisation", _("We know no public organisation of this name. Please check the spelling."))
        return cleaned
