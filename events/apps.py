from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Events")

    def ready(self) -> None:
        from core.packages.gates import further_checks
        from core.readiness import subjects
        from core.registries import ActorPanel, FeedSource, TeaserSource, actor_panels, feeds, teasers
        from events.models import EventPage
        from events.packages import over_by_then
        from events.readiness import subject
        from events.teasers import actor_items, event_rows, teaser_items
        from events.views import CALENDAR

        subjects.register(EventPage, subject)
        teasers.register("events", TeaserSource(_("Events"), teaser_items, event_rows))
        feeds.register("events", FeedSource("text/calendar", "events.EventIndexPage", CALENDAR))
        actor_panels.register(
            "events",
            ActorPanel(
                _("Next events"), "components/event_row.html", actor_items, event_rows, layout="event-list", order=20
            ),
        )
        further_checks.register("events", over_by_then)
