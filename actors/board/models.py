"""Offers and needs of the network, and how long each stands on the board."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.admin import display
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable
from wagtail.search import index

from accounts.models import ConfirmedContact
from actors.models import Actor
from core.models import District, GatedSnippet, Region, TargetGroup, Topic
from core.permissions import grants_of
from core.slugs import unique_slug

USUAL_TERM = timedelta(days=60)
LONGEST_TERM = timedelta(days=180)
# An owner still finds and renews an entry that has expired for so long.
RENEWABLE = timedelta(days=90)


class BoardQuerySet(models.QuerySet["BoardEntry"]):
    def live(self) -> "BoardQuerySet":
        return self.filter(live=True)

    def current(self, today: date | None = None) -> "BoardQuerySet":
        """What readers see: approved, not closed, and its time is not over."""
        return self.live().filter(term__closed_at=None, term__until__gte=today or timezone.localdate())

    def own(self, user: Any) -> "BoardQuerySet":
        """The person's own, and those of the organisations that they belong to."""
        return self.filter(Q(person=user) | Q(actor_id__in=grants_of(user).member_of))

    def visible_to(self, user: Any) -> "BoardQuerySet":
        """What is on the board, and besides what the person answers for."""
        grants = grants_of(user)
        if grants.leads:
            return self
        current = Q(live=True, term__closed_at=None, term__until__gte=timezone.localdate())
        mine = Q(region_id__in=grants.edits | grants.moderates) | Q(actor_id__in=grants.member_of)
        return self.filter(current | mine | Q(person_id=getattr(user, "pk", None) or 0))

    def with_card_data(self) -> "BoardQuerySet":
        """Everything that a card prints, in a fixed number of queries."""
        return self.select_related("region", "district", "actor", "term").prefetch_related("entry_topics")


class BoardEntry(GatedSnippet):
    """An offer or a need of an organisation or of one person. Public through the gate, and only while its term lasts."""

    class Kind(models.TextChoices):
        OFFER = "offer", _("Offer")
        NEED = "need", _("Need")

    # It leaves the board with a day, not with a publication; the board has a search of its own.
    in_search = False

    kind = models.CharField(_("offer or need"), max_length=5, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=100)
    slug = models.SlugField(_("address"), max_length=80, unique=True, blank=True, editable=False)
    text = models.TextField(_("description"), max_length=3000)
    actor = models.ForeignKey(
        Actor, verbose_name=_("actor"), null=True, blank=True, on_delete=models.CASCADE, related_name="board_entries"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="board_entries",
        help_text=_("Instead of an organisation."),
    )
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="board_entries")
    district = models.ForeignKey(
        District, verbose_name=_("district"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    postcode = models.CharField(
        _("postcode"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{5}\Z", _("A postcode has five digits."))],
    )

    objects = BoardQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("text"),
        index.FilterField("live"),
        index.FilterField("region_id"),
    ]

    class Meta:
        verbose_name = _("offer or need")
        verbose_name_plural = _("offers and needs")
        ordering = ("-first_published_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(actor__isnull=False, person=None) | Q(actor=None, person__isnull=False),
                name="board_one_owner",
                violation_error_message=_("Name the organisation or the person, one of them."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or unique_slug(self, self.title)
        super().save(*args, **kwargs)

    def with_content_json(self, content: Any) -> Any:
        """Whose it is and its address are kept from the row: an old revision must not give it to somebody else."""
        obj = super().with_content_json(content)
        obj.actor_id, obj.person_id, obj.slug = self.actor_id, self.person_id, self.slug
        return obj

    def publication_blockers(self) -> list[str]:
        blockers = super().publication_blockers()
        if not self.entry_topics.all():
            blockers.append(say("Choose at least one topic, so that the entry can be found."))
        term = EntryTerm.objects.filter(entry=self.pk).first() if self.pk else None
        if term is not None and not term.is_running:
            blockers.append(say("Its day on the board is over. Please choose a later one, or renew it."))
        return blockers

    @property
    def governing_person_id(self) -> int | None:
        return self.person_id

    @property
    def is_editorial(self) -> bool:
        return self.actor is not None and self.actor.is_agency

    @property
    def is_offer(self) -> bool:
        return self.kind == self.Kind.OFFER

    @property
    def is_current(self) -> bool:
        return self.live and self.term.is_running

    @property
    def owner_name(self) -> str:
        return self.actor.name if self.actor else str(self.person)

    @property
    def place(self) -> str:
        return str(self.district or self.region)

    def get_absolute_url(self) -> str:
        return reverse("board:detail", args=[self.slug]) if self.slug else ""

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "board/detail.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from actors.board.presentation import entry_page

        return {**super().get_preview_context(request, mode_name), **entry_page(self)}


class EntryTopic(Orderable):
    entry = ParentalKey(BoardEntry, on_delete=models.CASCADE, related_name="entry_topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))

    class Meta(Orderable.Meta):
        verbose_name = _("topic of an offer or need")
        verbose_name_plural = _("topics of an offer or need")
        constraints = (models.UniqueConstraint(fields=("entry", "topic"), name="board_one_topic"),)


class EntryTargetGroup(Orderable):
    entry = ParentalKey(BoardEntry, on_delete=models.CASCADE, related_name="entry_target_groups")
    target_group = models.ForeignKey(
        TargetGroup, on_delete=models.PROTECT, related_name="+", verbose_name=_("target group")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("target group of an offer or need")
        verbose_name_plural = _("target groups of an offer or need")
        constraints = (models.UniqueConstraint(fields=("entry", "target_group"), name="board_one_target_group"),)


class Outcome(models.TextChoices):
    PLATFORM = "platform", _("Yes, somebody found us through this platform")
    ELSEWHERE = "elsewhere", _("Yes, but in another way")
    OPEN = "open", _("No, it is not needed any more")


class EntryTerm(models.Model):
    """Until when an entry stands on the board. No part of its revisions: renewing and closing need no review."""

    entry = models.OneToOneField(BoardEntry, on_delete=models.CASCADE, related_name="term", verbose_name=_("entry"))
    until = models.DateField(_("until"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    outcome = models.CharField(_("solved"), max_length=9, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = _("term of an entry")
        verbose_name_plural = _("terms of entries")
        indexes = (models.Index(fields=("until",), name="board_until", condition=Q(closed_at=None)),)
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="board_closed_with_outcome",
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.until}"

    @display(description=_("offer or need"))
    def kind(self) -> str:
        return self.entry.get_kind_display()

    @display(description=_("region"))
    def region(self) -> str:
        return self.entry.region.name

    @property
    def is_running(self) -> bool:
        return self.closed_at is None and self.until >= timezone.localdate()


class EntryStep(models.Model):
    """The ledger of what was said about a term: each once; a renewed term is spoken of anew."""

    class Kind(models.TextChoices):
        TEN_DAYS = "ten_days", _("Ten days left: reminded")
        TWO_DAYS = "two_days", _("Two days left: reminded")
        EXPIRED = "expired", _("Expired: owner told")

    entry = models.ForeignKey(BoardEntry, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=8, choices=Kind.choices)
    until = models.DateField(_("of the term until"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("step of an entry")
        verbose_name_plural = _("steps of entries")
        constraints = (models.UniqueConstraint(fields=("entry", "kind", "until"), name="board_each_step_once"),)

    def __str__(self) -> str:
        return str(self.get_kind_display())


class EntryLink(models.Model):
    """A mailed link with which one owner renews or closes without signing in."""

    entry = models.ForeignKey(BoardEntry, on_delete=models.CASCADE, related_name="links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("link to an entry")
        verbose_name_plural = _("links to entries")

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.pk}"


class EntryTally(models.Model):
    """What became of an entry, without anybody's name: for the report on what the board achieves."""

    kind = models.CharField(_("offer or need"), max_length=5, choices=BoardEntry.Kind.choices)
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("solved"), max_length=9, choices=Outcome.choices)
    closed_on = models.DateField(_("closed on"))
    days = models.PositiveIntegerField(_("days on the board"))

    class Meta:
        verbose_name = _("outcome of the board")
        verbose_name_plural = _("outcomes of the board")
        ordering = ("-closed_on", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_outcome_display()}"


class Digest(models.Model):
    """Somebody wants to read once a week what is new on the board. Made by confirming a mail."""

    contact = models.OneToOneField(
        ConfirmedContact, on_delete=models.CASCADE, related_name="board_digest", verbose_name=_("person")
    )
    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")
    since = models.DateTimeField(_("since"), default=timezone.now)
    looked_at = models.DateTimeField(_("what is older has been told"), default=timezone.now)
    sent_for = models.DateField(_("last week sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("weekly mail of the board")
        verbose_name_plural = _("weekly mails of the board")

    def __str__(self) -> str:
        return str(self.contact_id)
