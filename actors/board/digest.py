"""The weekly mail: what is new on the board, and what fits to the reader's own entries. By double opt-in only."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.confirming import Purpose, Shown
from accounts.models import ConfirmedContact
from actors.board.models import BoardEntry, BoardQuerySet, Digest
from actors.board.presentation import entry_card, suggestions
from core.desk import hours
from core.mail import absolute_url, send_templated
from core.models import Region, Topic
from core.names import name_of, names_by_id
from core.notices import Words
from core.regular_work import each

PURPOSE = "board_digest"
TEMPLATE = "board/digest"
MOST_NEW = 12


def wish(*, region: str, topics: list[str]) -> dict[str, Any]:
    """What was chosen in the form, as a confirmation keeps it."""
    return {"region": int(region) if region else None, "topics": [int(pk) for pk in topics]}


@transaction.atomic
def subscribe(*, contact: ConfirmedContact, wish: dict[str, Any]) -> str:
    """From now on the contact gets the mail; a second time changes what is wished. Gives the page of the subscription."""
    region = Region.objects.filter(pk=wish["region"] or 0).first()
    row, _created = Digest.objects.update_or_create(contact=contact, defaults={"region": region})
    row.topics.set(Topic.objects.filter(pk__in=wish["topics"]))
    return address_of(row)


def address_of(row: Digest) -> str:
    """The page that ends it. Also a link of an old mail must do so, so it does not expire; it opens nothing else."""
    return reverse("board:subscription", args=[signing.dumps(row.pk, salt=PURPOSE)])


def behind_link(token: str) -> Digest | None:
    """The subscription of a mailed link; None where it is ended or nobody has been sent such a link."""
    try:
        pk = signing.loads(token, salt=PURPOSE)
    except signing.BadSignature:
        return None
    return Digest.objects.filter(pk=pk).select_related("contact", "region").prefetch_related("topics").first()


def end(row: Digest) -> None:
    row.delete()


def in_words(wish: dict[str, Any]) -> str:
    """What is wished for, for the page that confirms it."""
    region = name_of(Region, wish["region"]) or _("All of Saxony")
    topics = ", ".join(name.label for name in names_by_id(Topic, wish["topics"])) or _("all topics")
    return f"{region} · {topics}"


def _words(payload: dict[str, Any]) -> Words:
    return Words(
        subject=_("Offers and needs every week: please confirm"),
        happened=_("Somebody has given this address to get what is new among offers and needs once a week."),
        next=_("If it was you, please confirm it within two days."),
        label=_("Look at it and confirm"),
        why=_("You get this mail because your address was typed in on the page of the weekly mail."),
        otherwise=_("If you do nothing, you get no further mail, and your address is deleted."),
    )


def _shown(payload: dict[str, Any]) -> Shown:
    return Shown(
        title=_("Offers and needs every week"),
        text=_("Once a week, and only if there is something new: %(wish)s.") % {"wish": in_words(payload)},
        button=_("Yes, send it to me"),
        consent=_("I want to get the weekly mail of the board. I can end it at any time with a link in each mail."),
    )


def _confirmed(contact: ConfirmedContact, payload: dict[str, Any]) -> str:
    return subscribe(contact=contact, wish=payload)


purpose = Purpose(words=_words, shown=_shown, confirmed=_confirmed)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def send_due(now: datetime) -> int:
    """On the week's first open hours: what has become public since the last mail. Each week once, nothing if nothing."""
    if not hours.is_open(now):
        return 0
    week = monday(timezone.localdate(now))

    def send(row: Digest) -> bool:
        row.sent_for = week
        sent = _send(row, now)
        row.looked_at = now
        row.save(update_fields=["sent_for", "looked_at"])
        return sent

    return each(Digest.objects.exclude(sent_for__gte=week), send)


def new_entries(row: Digest, now: datetime) -> BoardQuerySet:
    """What the reader has wished for and has not been told of."""
    entries = BoardEntry.objects.current(timezone.localdate(now)).filter(first_published_at__gt=row.looked_at)
    if row.region_id is not None:
        entries = entries.filter(region=row.region_id)
    if topics := [topic.pk for topic in row.topics.all()]:
        entries = entries.filter(pk__in=BoardEntry.objects.filter(entry_topics__topic__in=topics).values("pk"))
    return entries


def own_suggestions(contact: ConfirmedContact) -> list[dict[str, Any]]:
    """What fits to the entries of the person behind the address, if there is an account."""
    own = BoardEntry.objects.current().filter(person__email__iexact=contact.email)
    of_organisations = BoardEntry.objects.current().filter(actor__memberships__user__email__iexact=contact.email)
    entries = (own | of_organisations).distinct().with_card_data().select_related("person")
    found = [(entry, suggestions(entry)) for entry in entries.prefetch_related("entry_target_groups")[:MOST_NEW]]
    return [
        {
            "title": entry.title,
            "matches": [
                {
                    "title": match.title,
                    "url": absolute_url(match.url),
                    "label": match.label,
                    "why": "; ".join(reason.words for reason in match.reasons),
                }
                for match in matches
            ],
        }
        for entry, matches in found
        if matches
    ]


def _send(row: Digest, now: datetime) -> bool:
    """False if there is nothing new."""
    contact = row.contact
    fresh = list(new_entries(row, now).with_card_data().select_related("person")[:MOST_NEW])
    if not fresh:
        return False
    with translation.override(contact.language):
        cards = [entry_card(entry) for entry in fresh]
        context = {
            "subject": ngettext("One new entry on the board", "%(count)d new entries on the board", len(cards))
            % {"count": len(cards)},
            "cards": [card | {"url": absolute_url(card["url"])} for card in cards],
            "own": own_suggestions(contact),
            "action_url": absolute_url(reverse("board:index")),
            "end_url": absolute_url(address_of(row)),
        }
    send_templated(
        to=contact.email,
        template=TEMPLATE,
        context=context,
        language=contact.language,
        key=f"board-digest-{row.pk}-{row.sent_for:%Y%m%d}",
    )
    return True
