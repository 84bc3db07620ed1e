"""The body stream: the same small vocabulary of blocks on every content page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from core.body import DocumentChooserBlock, ImageBlock, PageChooserBlock, SnippetChooserBlock
from core.cards import fetch_sizes
from core.rich_text import TextBlock

INLINE = ["bold", "italic", "link", "document-link"]
TEXT = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]

READING = _("Reading")
MEDIA = _("Pictures and media")
NEXT_STEPS = _("Next steps")


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=160)

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        group = READING
        description = _("A sub-heading that divides the story; it appears in the table of contents.")
        preview_value = {"text": "Wie alles begann"}


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/image.html"
        group = MEDIA
        description = _("A picture with caption; author and licence are printed by themselves.")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"))
    speaker = blocks.CharBlock(label=_("Speaker"), max_length=120)
    function = blocks.CharBlock(label=_("Function"), required=False, max_length=160)
    organisation = blocks.CharBlock(label=_("Organisation"), required=False, max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"
        group = READING
        description = _("Somebody's own words, with name, function and organisation.")
        preview_value = {
            "text": "Wir haben nicht gefragt, was fehlt. Wir haben gefragt, was schon da ist.",
            "speaker": "Ines Marschner",
            "function": "Projektleitung",
            "organisation": "Nachbarschaftswerk",
        }


class FactBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=40)
    label = blocks.CharBlock(label=_("What it counts"), max_length=160)
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=160)


class FactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(FactBlock(), label=_("Figures"), min_num=1, max_num=8)

    class Meta:
        icon = "order"
        label = _("Facts and figures")
        template = "blocks/facts.html"
        group = READING
        description = _("A few large numbers, each with what it counts and where it comes from.")
        preview_value = {
            "title": "Das Projekt in Zahlen",
            "items": [{"value": "38", "label": "Ehrenamtliche", "source": "Eigene Zählung"}],
        }


class AccordionItemBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = TextBlock(label=_("Answer"), features=TEXT)


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(AccordionItemBlock(), label=_("Questions and answers"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Questions and answers")
        template = "blocks/accordion.html"
        group = READING
        description = _("Questions that open to show their answer.")


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    images = blocks.ListBlock(CaptionedImageBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "blocks/gallery.html"
        group = MEDIA
        description = _("Several pictures, each with caption and credit.")


class VideoBlock(blocks.StructBlock):
    """A self-hosted film, or a link to one elsewhere that loads nothing before it is followed."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = DocumentChooserBlock(label=_("Film file (MP4 or WebM)"), required=False)
    embed_url = blocks.URLBlock(label=_("Address of the film elsewhere"), required=False)
    provider = blocks.CharBlock(label=_("Provider"), required=False, max_length=60)
    poster = ImageBlock(label=_("Still picture"), required=False)
    captions = DocumentChooserBlock(label=_("Captions (WebVTT)"), required=False)
    transcript = TextBlock(label=_("Transcript"), required=False, features=TEXT)

    class Meta:
        icon = "media"
        label = _("Film")
        template = "blocks/video.html"
        group = MEDIA
        description = _("A film with captions and transcript; nothing is loaded from elsewhere without a click.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if bool(cleaned.get("file")) == bool(cleaned.get("embed_url")):
            errors["file"] = ValidationError(_("Give either a film file or an address, not both."))
        if not cleaned.get("captions") and not cleaned.get("transcript"):
            errors["transcript"] = ValidationError(_("A film needs captions or a transcript."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=160)
    description = blocks.CharBlock(label=_("Description"), required=False, max_length=300)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "blocks/download.html"
        group = MEDIA
        description = _("A file to take away, with its type and size.")


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    table = TypedTableBlock(
        [("text", blocks.CharBlock(label=_("Text"))), ("number", blocks.DecimalBlock(label=_("Number")))],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"
        group = READING
        description = _("Rows and columns with a caption that says what they show.")


class CallToActionValue(blocks.StructValue):
    @property
    def href(self) -> str:
        page = self.get("page")
        return page.url if page else self.get("url", "")


class CallToActionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)
    label = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    page = PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        template = "blocks/cta.html"
        group = NEXT_STEPS
        description = _("One next step with one button.")
        value_class = CallToActionValue

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            raise blocks.StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose a page or give an address, one of the two."))}
            )
        return cleaned


class RelatedPagesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    pages = blocks.ListBlock(PageChooserBlock(), label=_("Pages"), min_num=1, max_num=6)

    class Meta:
        icon = "link"
        label = _("Related pages")
        template = "blocks/related.html"
        group = NEXT_STEPS
        description = _("Links to pages that belong to the story.")

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        # Only what `core.body` has read knows whether it is taken down; a preview reads differently.
        context["pages"] = [
            page for page in value["pages"] if page and page.live and not getattr(page, "is_taken_down", False)
        ]
        return context


class ContactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    persons = blocks.ListBlock(
        SnippetChooserBlock("actors.ContactPerson"), label=_("Contact persons"), min_num=1, max_num=6
    )

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        persons = [person for person in value["persons"] if person]
        prefetch_related_objects(persons, "texts", "actor", "portrait")
        fetch_sizes(person.portrait for person in persons)
        context["persons"] = [
            {
                "name": person.name,
                "function": person.function_in_locale,
                "organisation": person.organisation_name,
                "phone": person.phone,
                "email": person.email,
                "portrait": person.portrait,
            }
            for person in persons
        ]
        return context

    class Meta:
        icon = "user"
        label = _("Contact persons")
        template = "blocks/contacts.html"
        group = NEXT_STEPS
        description = _("Who to ask: name, function, organisation, phone and mail.")


class BodyBlock(blocks.StreamBlock):
    """All blocks of a story."""

    heading = HeadingBlock()
    text = TextBlock(
        label=_("Text"),
        features=TEXT,
        icon="pilcrow",
        template="blocks/text.html",
        group=READING,
        description=_("Paragraphs, lists and links."),
        preview_value="<p>Am Anfang stand ein leerer Laden und eine Kanne Kaffee.</p>",
    )
    quote = QuoteBlock()
    facts = FactsBlock()
    accordion = AccordionBlock()
    table = TableBlock()
    image = CaptionedImageBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    download = DownloadBlock()
    cta = CallToActionBlock()
    related = RelatedPagesBlock()
    contacts = ContactsBlock()

    class Meta:
        block_counts: dict[str, dict[str, int]] = {}
