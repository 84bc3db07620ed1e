"""The look on one page, for development: every component in every state, with long German words."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.component_samples import chrome_sample, samples


def component_gallery(request: HttpRequest) -> HttpResponse:
    """Show all components; `?dye=` dyes the page."""
    dye = request.GET.get("dye", "madder")
    chrome = chrome_sample(dye if dye in {"madder", "indigo", "moss"} else "madder")
    return render(
        request, "core/components.html", {"chrome": chrome, "form": SampleForm(), "bound": _rejected(), **samples()}
    )


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label="Titel des Projekts", max_length=80, help_text="Kurz und so, wie man darüber spricht."
    )
    summary = forms.CharField(
        label="Worum geht es?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Drei Sätze, die auch jemand versteht, der noch nie davon gehört hat.",
    )
    district = forms.ChoiceField(
        label="Landkreis oder Stadt", choices=[("", "Bitte wählen"), ("14521", "Erzgebirgskreis")]
    )
    phase = forms.ChoiceField(
        label="Phase", choices=[("1", "Idee"), ("2", "Pilot"), ("3", "erprobt")], widget=forms.RadioSelect
    )
    groups = forms.MultipleChoiceField(
        label="Zielgruppen",
        required=False,
        choices=[("1", "Ältere Menschen"), ("2", "Sozialversicherungsfachangestelltenfortbildung"), ("3", "Familien")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Mehrere sind möglich.",
    )
    start = forms.DateField(label="Beginn", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    picture = forms.FileField(label="Bild", required=False, help_text="JPEG oder PNG, höchstens 10 MB.")
    consent = forms.BooleanField(label="Alle abgebildeten Personen sind mit der Veröffentlichung einverstanden.")


def _rejected() -> SampleForm:
    return SampleForm({"title": "", "summary": "Ein Satz.", "phase": "9", "groups": ["2"]}, prefix="wrong")
