"""The programme of an event."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import INLINE


class ProgrammeItemBlock(blocks.StructBlock):
    """One point of the programme; the time is local to the event."""

    time = blocks.TimeBlock(label=_("Time"), required=False)
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=INLINE)
    persons = blocks.CharBlock(
        label=_("With"), required=False, max_length=250, help_text=_("Who speaks or leads, with function.")
    )

    class Meta:
        icon = "time"
        label = _("Point of the programme")
        template = "events/blocks/programme_item.html"
        description = _("What happens when, and with whom.")
        preview_value = {"title": "Ankommen bei Kaffee und Kuchen", "persons": "Nachbarschaftswerk"}


class ProgrammeDayBlock(blocks.StructBlock):
    """A heading that divides a programme of several days or parts."""

    title = blocks.CharBlock(label=_("Day or part"), max_length=120)

    class Meta:
        icon = "date"
        label = _("Day or part")
        template = "events/blocks/programme_day.html"
        description = _("A heading that divides a programme of several days or parts.")
        preview_value = {"title": "Donnerstag: Ankommen und Kennenlernen"}


class ProgrammeBlock(blocks.StreamBlock):
    day = ProgrammeDayBlock()
    item = ProgrammeItemBlock()

    class Meta:
        block_counts: dict[str, dict[str, int]] = {}
