from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("News")

    def ready(self) -> None:
        from core.feeds import ATOM, ATOM_FILE
        from core.readiness import subjects
        from core.registries import ActorPanel, FeedSource, TeaserSource, actor_panels, feeds, teasers
        from news.models import NewsPage
        from news.readiness import subject
        from news.teasers import actor_items, news_cards, teaser_items

        subjects.register(NewsPage, subject)
        teasers.register("news", TeaserSource(_("News"), teaser_items, news_cards))
        feeds.register("news", FeedSource(ATOM, "news.NewsIndexPage", ATOM_FILE))
        actor_panels.register(
            "news", ActorPanel(_("News"), "components/card_news.html", actor_items, news_cards, order=30)
        )
