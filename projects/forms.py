"""The five short steps in which a member describes a project. Drafts may be incomplete; only wrong input is refused."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import District, FundingSource, PageFunding, PageTargetGroup, PageTopic, TargetGroup, Topic
from core.models.media import Licence
from core.saxony import lookup_postcode
from projects.fields import DayField, MonthField, TextLines, WebsiteField
from projects.models import ProjectPage, ProjectSought, Sought
from projects.models.project import LONG_TEXT, SHORT_TEXT

Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class ChildRows:
    """A field whose values are child rows of the page: how to offer, read and make them."""

    relation: str
    choices: Callable[[], Choices]
    read: Callable[[Any], str]
    make: Callable[[Iterable[str]], list[Any]]


def _terms(model: Any) -> Callable[[], Choices]:
    return lambda: [(term.slug, term.label) for term in model.objects.prefetch_related("texts")]


def _linked(row: Any, model: Any, field: str) -> Callable[[Iterable[str]], list[Any]]:
    def make(slugs: Iterable[str]) -> list[Any]:
        return [row(**{field: term}) for term in model.objects.filter(slug__in=list(slugs))]

    return make


TOPICS = ChildRows("page_topics", _terms(Topic), lambda row: row.topic.slug, _linked(PageTopic, Topic, "topic"))
TARGET_GROUPS = ChildRows(
    "page_target_groups",
    _terms(TargetGroup),
    lambda row: row.target_group.slug,
    _linked(PageTargetGroup, TargetGroup, "target_group"),
)
FUNDING = ChildRows(
    "page_funding",
    _terms(FundingSource),
    lambda row: row.funding_source.slug,
    _linked(PageFunding, FundingSource, "funding_source"),
)
SOUGHT = ChildRows(
    "sought",
    lambda: Sought.choices,
    lambda row: row.kind,
    lambda kinds: [ProjectSought(kind=kind) for kind in kinds],
)


class Several(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[str]:
        return sorted(set(super().clean(value)))


class StepForm(forms.Form):
    """Part of a draft. `loaded` is the fingerprint of what the person saw, so that nobody overwrites unseen words."""

    rows: ClassVar[dict[str, ChildRows]] = {}
    # Drafts may do without these, submissions not; `components/form_field.html` says so.
    needed: ClassVar[tuple[str, ...]] = ()

    loaded = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in self.rows.items():
            self.fields[name].choices = rows.choices()  # type: ignore[attr-defined]
        for name in self.needed:
            self.fields[name].needed_to_submit = True  # type: ignore[attr-defined]

    @classmethod
    def parts(cls) -> list[str]:
        """The names of the fields that belong to the draft."""
        return [name for name in cls.base_fields if name != "loaded"]

    @classmethod
    def read(cls, draft: Any) -> dict[str, Any]:
        """What the draft holds for this step."""
        return {name: cls._read(draft, name) for name in cls.parts()}

    @classmethod
    def _read(cls, draft: Any, name: str) -> Any:
        if name in cls.rows:
            rows = cls.rows[name]
            return sorted({rows.read(row) for row in getattr(draft, rows.relation).all()})
        return getattr(draft, name)

    def write(self, draft: Any) -> None:
        """Put the cleaned input into the draft; child rows only where they change."""
        for name in self.parts():
            value = self.cleaned_data[name]
            if name not in self.rows:
                setattr(draft, name, value)
            elif value != self._read(draft, name):
                rows = self.rows[name]
                setattr(draft, rows.relation, rows.make(value))

    def in_words(self, name: str, value: Any) -> str:
        """A stored value as a person would read it."""
        labels = dict(getattr(self.fields[name], "choices", ()))
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(labels.get(one, one)) for one in values if one not in (None, ""))


def fingerprint(values: dict[str, Any]) -> str:
    """One short word for a step's content as stored."""
    canonical = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


class BasicsForm(StepForm):
    needed = ("postcode",)

    title = forms.CharField(
        label=_("Name of the project"), max_length=160, help_text=_("Short and concrete. It becomes the heading.")
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=5,
        required=False,
        help_text=_("Where it happens. Region and district follow from it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    place_name = forms.CharField(
        label=_("Place"), max_length=80, required=False, help_text=_("Empty: the place of the postcode.")
    )
    district = forms.ChoiceField(label=_("District"), required=False, widget=forms.RadioSelect)
    works_statewide = forms.BooleanField(
        label=_("The project works all over Saxony and belongs to no single region."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        raw = self.data.get(self.add_prefix("postcode")) if self.is_bound else self.initial.get("postcode")
        found = lookup_postcode(raw)
        shared = District.objects.filter(ags__in=found.ags_all) if found and len(found.ags_all) > 1 else []
        if shared:
            self.fields["district"].choices = [(district.ags, district.name) for district in shared]  # type: ignore[attr-defined]
        else:
            del self.fields["district"]

    @classmethod
    def _read(cls, draft: Any, name: str) -> Any:
        if name == "district":
            return draft.district.ags if draft.district else ""
        return super()._read(draft, name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        postcode = cleaned.get("postcode", "")
        if postcode and lookup_postcode(postcode) is None:
            self.add_error("postcode", _("We do not know this postcode in Saxony. Please check the five digits."))
        elif not postcode and not cleaned.get("works_statewide"):
            self.add_error("postcode", _("Please give a postcode, or say below that it works all over Saxony."))
        elif "district" in self.fields and not cleaned.get("district") and "district" not in self.errors:
            self.add_error("district", _("This postcode lies in two districts. Please choose one."))
        return cleaned

    def write(self, draft: Any) -> None:
        place = (draft.postcode, draft.place_name)
        draft.title = draft.draft_title = self.cleaned_data["title"]
        draft.works_statewide = self.cleaned_data["works_statewide"]
        draft.postcode = self.cleaned_data["postcode"]
        draft.place_name = self.cleaned_data["place_name"]
        if draft.postcode != place[0] and draft.place_name == place[1]:
            draft.place_name = ""
        draft.district = District.objects.filter(ags=self.cleaned_data.get("district", "")).first()
        draft.derive_place()


class ShortForm(StepForm):
    rows = {"topics": TOPICS, "target_groups": TARGET_GROUPS, "sought": SOUGHT}
    needed = ("summary", "topics", "target_groups", "phase")

    summary = TextLines(
        label=_("Summary"),
        rows=4,
        max_length=400,
        required=False,
        help_text=_("Two or three sentences: who does what, for whom, and why it helps."),
    )
    topics = Several(label=_("Topics"), required=False)
    target_groups = Several(label=_("For whom"), required=False)
    phase = forms.ChoiceField(
        label=_("How far is it?"), required=False, choices=ProjectPage.Phase.choices, widget=forms.RadioSelect
    )
    sought = Several(label=_("What are you looking for?"), required=False)


class StoryForm(StepForm):
    needed = ("problem", "approach", "effect")

    problem = TextLines(
        label=_("The problem"), required=False, max_length=LONG_TEXT, help_text=_("What was missing or wrong?")
    )
    approach = TextLines(
        label=_("The approach"),
        required=False,
        max_length=LONG_TEXT,
        help_text=_("What do you do differently, and how?"),
    )
    effect = TextLines(
        label=_("The effect"),
        required=False,
        max_length=LONG_TEXT,
        help_text=_("What has changed, and how do you know?"),
    )
    started_on = MonthField(label=_("Since when"), required=False, help_text=_("Month and year, for example 09.2026."))
    ended_on = MonthField(label=_("Until when"), required=False, help_text=_("Empty while it goes on."))
    other_partners = forms.CharField(
        label=_("Partners"), required=False, max_length=300, help_text=_("Names, separated by commas.")
    )
    website = WebsiteField(label=_("Website"), required=False)
    campaign_url = WebsiteField(
        label=_("Crowdfunding or campaign"),
        required=False,
        help_text=_("The address of the campaign, if there is one."),
    )
    campaign_until = DayField(label=_("The campaign runs until"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("started_on"), cleaned.get("ended_on")
        if start and end and end < start:
            self.add_error("ended_on", _("The project cannot end before it starts."))
        return cleaned


class CopyForm(StepForm):
    rows = {"funding": FUNDING}

    costs = TextLines(label=_("What does it cost?"), rows=3, required=False, max_length=SHORT_TEXT)
    funding = Several(
        label=_("Who funds it?"), required=False, help_text=_("Funding that has to be named appears with its sentence.")
    )
    staff = TextLines(label=_("Who is needed?"), rows=3, required=False, max_length=SHORT_TEXT)
    legal_form = forms.CharField(label=_("Legal form"), required=False, max_length=160)
    evidence = forms.ChoiceField(
        label=_("How do you know that it works?"),
        required=False,
        choices=ProjectPage.Evidence.choices,
        widget=forms.RadioSelect,
    )
    evidence_url = WebsiteField(label=_("Report or study on the web"), required=False)
    what_failed = TextLines(
        label=_("What did not work?"),
        rows=3,
        required=False,
        max_length=SHORT_TEXT,
        help_text=_("The most useful lines for others."),
    )
    materials = TextLines(
        label=_("Materials to take away"),
        rows=3,
        required=False,
        max_length=SHORT_TEXT,
        help_text=_("Guides, forms, plans."),
    )
    materials_licence = forms.ChoiceField(
        label=_("Licence of the materials"), required=False, choices=(("", _("– not chosen –")), *Licence.choices)
    )
    advises_imitators = forms.BooleanField(label=_("We advise others who want to copy it."), required=False)
