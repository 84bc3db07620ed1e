"""How the admin groups the fields of a project."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

opening = [
    FieldPanel("summary"),
    MultiFieldPanel(
        [
            FieldPanel("phase"),
            InlinePanel("page_topics", label=_("topic"), heading=_("Topics")),
            InlinePanel("page_target_groups", label=_("target group"), heading=_("Target groups")),
            InlinePanel("sought", label=_("thing sought"), heading=_("What is sought")),
        ],
        heading=_("What it is about"),
    ),
    MultiFieldPanel([FieldPanel("problem"), FieldPanel("approach"), FieldPanel("effect")], heading=_("The story")),
    MultiFieldPanel(
        [
            FieldPanel("works_statewide"),
            FieldRowPanel([FieldPanel("postcode"), FieldPanel("place_name")]),
            FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
        ],
        heading=_("Place and time"),
        help_text=_("District and map follow from the postcode. The region follows from the catalogue the page is in."),
    ),
    MultiFieldPanel(
        [
            InlinePanel("partners", label=_("partner"), heading=_("Partners from the directory")),
            FieldPanel("other_partners"),
            InlinePanel("page_funding", label=_("funding source"), heading=_("Funding")),
            FieldPanel("website"),
            FieldRowPanel([FieldPanel("campaign_url"), FieldPanel("campaign_until")]),
        ],
        heading=_("Partners, funding and links"),
    ),
]
closing = [
    FieldPanel("body"),
    MultiFieldPanel(
        [
            FieldPanel("costs"),
            FieldPanel("staff"),
            FieldPanel("legal_form"),
            FieldPanel("evidence"),
            FieldRowPanel([FieldPanel("evidence_document"), FieldPanel("evidence_url")]),
            FieldPanel("what_failed"),
            FieldPanel("materials"),
            FieldPanel("materials_licence"),
            FieldPanel("advises_imitators"),
        ],
        heading=_("For those who want to copy it"),
    ),
]
