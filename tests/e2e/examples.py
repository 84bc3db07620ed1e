"""An example of every page type, every route and every state of the submission journey."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from playwright.sync_api import Page

from core.models import OutboxMessage
from projects.models import ProjectIndexPage
from tests.e2e import (
    advice_examples,
    board_examples,
    member_examples,
    mentoring_examples,
    relay_examples,
    workflow_examples,
)
from tests.e2e.language import german, label
from tests.e2e.world import TOKEN, World
from tests.factories import region_index
from tests.factories.people import PASSWORD

PANELS = "#review-queue-section, #region-drafts-section, #pages-to-check-section"
FORBIDDEN, GONE, CONFLICT, INVALID, LOCKED = 403, 410, 409, 422, 423


@dataclass(frozen=True)
class Example:
    """Where to go as whom, the expected answer, and what to do there before the page is looked at.

    A "reader" has no session and is to get none; `broken` names a function that fails meanwhile. `within` are the
    parts to look at, where the rest of the page is Wagtail's.
    """

    path: Callable[[World], str]
    who: str = "reader"
    status: int = 200
    act: Callable[[Page, World], Any] | None = None
    broken: str = ""
    within: str = ""


def at(name: str, *args: Any, query: str = "", **options: Any) -> Example:
    """An example at a route with plain arguments."""
    return Example(lambda world: reverse(name, args=args) + query, **options)


def page(name: str, query: str = "") -> Example:
    """An example at an object's own address."""
    return Example(lambda world: world.url(name) + query)


def own(view: str, project: str, *further: Any, **options: Any) -> Example:
    """A member's page about one of the projects."""
    return Example(lambda world: world.of(view, project, *further), who=options.pop("who", "member"), **options)


def review_of(name: str, **options: Any) -> Example:
    return Example(lambda world: reverse("review:decide", args=[world.objects[name].pk]), **options)


def listed(region: str | None, query: str = "", language: str = "de") -> Example:
    return Example(lambda world: region_index(ProjectIndexPage, region, language).url + query)


def at_the_desk(name: str, **options: Any) -> Example:
    """A moderator's page about a submission."""
    return Example(
        lambda world: reverse("core_review", args=[world.objects[name].pk]),
        who="moderator",
        within=".review-page",
        **options,
    )


def register(name: str) -> Example:
    return Example(lambda world: f"{reverse('wagtailadmin_home')}registers/{name}/", who="lead editor", within="main")


def pressing(words: str) -> Callable[[Page, World], None]:
    """Press a button of the page."""

    def act(page: Page, world: World) -> None:
        page.get_by_role("main").get_by_role("button", name=german(words), exact=True).first.click()

    return act


def signing_in(page: Page, world: World) -> None:
    page.get_by_label(label("E-mail address")).fill(world.people["moderator"].email)
    page.get_by_label(label("Password")).fill(PASSWORD)
    pressing("Sign in")(page, world)


def changing_the_address(page: Page, world: World) -> None:
    page.get_by_label(label("New e-mail address")).fill("neu@example.org")
    page.get_by_role("main").get_by_role("button").first.click()


def losing_the_session(page: Page, world: World) -> None:
    page.context.clear_cookies(name="sessionid")
    pressing("Save and go on")(page, world)


def saving_what_a_colleague_has_changed(page: Page, world: World) -> None:
    project = world.projects["draft"]
    draft = project.get_latest_revision_as_object()
    draft.problem = "Eine Kollegin hat inzwischen weitergeschrieben."
    draft.save_revision(user=world.people["lead"], clean=False)
    page.get_by_label(label("The problem")).fill("Ich habe gleichzeitig geschrieben.")
    pressing("Save and go on")(page, world)


PAGE_TYPES: dict[str, Example] = {
    "home.HomePage": Example(lambda world: "/"),
    "home.RegionPage": Example(lambda world: "/chemnitz/"),
    "home.StandardPage": page("page plain"),
    "news.NewsIndexPage": Example(lambda world: "/meldungen/"),
    "news.NewsPage": page("story"),
    "projects.ProjectIndexPage": listed(None),
    "projects.ProjectPage": page("project"),
    "events.EventIndexPage": Example(lambda world: "/veranstaltungen/"),
    "events.EventPage": page("event"),
}

ROUTES: dict[str, Example] = {
    "mailbox": at("mailbox"),
    "mail": Example(lambda world: reverse("mail", args=[OutboxMessage.objects.latest("pk").pk])),
    "account_login": at("account_login"),
    "account_logout": at("account_logout", who="member"),
    "account_inactive": at("account_inactive"),
    "account_signup": at("account_signup"),
    "account_reauthenticate": at("account_reauthenticate", who="member"),
    "account_email": at("account_email", who="member"),
    "account_email_verification_sent": at("account_email", who="member", act=changing_the_address),
    "account_change_password": at("account_change_password", who="member"),
    "account_set_password": at("account_set_password", who="newcomer"),
    "account_reset_password": at("account_reset_password"),
    "account_reset_password_done": at("account_reset_password_done"),
    "account_reset_password_from_key": Example(World.password_reset, who="signed out"),
    "account_reset_password_from_key_done": at("account_reset_password_from_key_done"),
    "mfa_index": at("mfa_index", who="moderator"),
    "mfa_authenticate": at("account_login", act=signing_in),
    "mfa_reauthenticate": at("mfa_reauthenticate", who="moderator"),
    "mfa_activate_totp": at("mfa_activate_totp", who="member"),
    "mfa_deactivate_totp": at("mfa_deactivate_totp", who="moderator"),
    "mfa_view_recovery_codes": at("mfa_view_recovery_codes", who="moderator"),
    "mfa_generate_recovery_codes": at("mfa_generate_recovery_codes", who="moderator"),
    "wagtaildocs_authenticate_with_password": Example(
        lambda world: reverse(
            "wagtaildocs_authenticate_with_password", args=[world.objects["collection restriction"].pk]
        )
    ),
    "wagtailcore_authenticate_with_password": page("closed page"),
    "search": at("search", query="?q=Nachbarschaft"),
    "translation_missing": Example(
        lambda world: f"/en{reverse('translation_missing', args=[world.objects['story'].pk])}"
    ),
    "actors:directory": at("actors:directory"),
    "actors:detail": page("actor"),
    "mentoring:directory": at("mentoring:directory"),
    "mentoring:detail": page("mentor"),
    "projects:mine": at("projects:mine", who="member"),
    "projects:start": at("projects:start", who="member"),
    "projects:status": own("status", "draft"),
    "projects:preview": own("preview", "draft"),
    "projects:step": own("step", "draft", "geschichte"),
    "projects:pictures": own("pictures", "draft"),
    "projects:submit": own("submit", "draft"),
    "projects:withdraw": own("withdraw", "with the region"),
    "review:decide": review_of("open review", who="lead"),
    "members:overview": at("members:overview", who="member"),
    "members:security": at("members:security", who="member"),
    "members:own_data": at("members:own_data", who="member"),
    "members:people": Example(lambda world: reverse("members:people", args=[world.objects["actor"].pk]), who="lead"),
    "members:invite": Example(
        lambda world: reverse("members:people", args=[world.objects["actor"].pk]),
        who="lead",
        act=pressing("Send the invitation"),
    ),
    "members:leave": Example(lambda world: reverse("members:leave", args=[world.objects["actor"].pk]), who="member"),
    "members:remove": Example(
        lambda world: reverse("members:remove", args=[world.people["member"].memberships.get().pk]), who="lead"
    ),
    "members:accept": at("members:accept", TOKEN),
}

# Routes that answer with something else than a page of ours.
WITHOUT_PAGE: dict[str, str] = {
    "components": "samples of everything at once, which tests/look looks at",
    "mail_html": "a mail, as mail programs draw it",
    "health_alive": "a word for machines",
    "health": "a report for machines",
    "robots": "a text for machines",
    "sitemap_index": "XML",
    "sitemap_part": "XML",
    "page_file": "Atom and calendar files",
    "document": "a file",
    "wagtaildocs_serve": "a file",
    "media": "a file",
    "members:own_data_export": "a file",
    "mfa_download_recovery_codes": "a file",
    "editor_login": "leads to account_login",
    "editor_password_reset": "leads to account_reset_password",
    "wagtailcore_login": "leads to account_login",
    "account_confirm_login_code": "switched off; leads to account_login",
    "members:role": "takes a form of members:people and leads back",
    "members:revoke": "takes a form of members:people and leads back",
    "projects:agree": "takes a form of projects:status and leads back",
    "wagtail_serve": "the page types",
}

# The journey of a submission, and what readers meet besides the plain form of a page.
STATES: dict[str, Example] = {
    "start without an organisation": at("projects:start", who="newcomer", status=FORBIDDEN),
    "start with errors": at("projects:start", who="member", act=pressing("Save and go on")),
    **{f"step {slug}": own("step", "empty", slug) for slug in ("grundlagen", "kurz", "geschichte", "nachmachen")},
    "pictures, none yet": own("pictures", "empty"),
    "pictures with errors": own("pictures", "draft", act=pressing("Save this picture")),
    "step changed by a colleague": own("step", "draft", "geschichte", act=saving_what_a_colleague_has_changed),
    "step after the session has ended": own("step", "empty", "kurz", act=losing_the_session),
    "step while in review": own("step", "with the region", "kurz", status=LOCKED),
    "submit with gaps": own("submit", "empty"),
    "submit an answer": own("submit", "changes requested"),
    **{
        f"status {name}": own("status", name)
        for name in (
            "empty",
            "with the organisation",
            "with the region",
            "changes requested",
            "rejected",
            "corrected",
            "public",
            "public with an edit",
        )
    },
    "review of an edit": review_of("review of an edit", who="lead"),
    "review with errors": review_of("open review", who="lead", act=pressing("Record the decision")),
    "review by the region": review_of("regional review", who="moderator"),
    "overview of a lead": at("members:overview", who="lead"),
    "overview of a newcomer": at("members:overview", who="newcomer"),
    "sign-in with errors": at("account_login", act=pressing("Sign in")),
    "invitation with errors": at("members:accept", TOKEN, act=pressing("Open the account and join")),
    "invitation that has expired": at("members:accept", "abgelaufen", status=GONE),
    "invitation to somebody else": at("members:accept", TOKEN, who="member", status=FORBIDDEN),
    "catalogue, filtered": listed(None, "?phase=pilot&topic=nachbarschaft&sort=title"),
    "catalogue, nothing found": listed(None, "?q=Nashorn"),
    "catalogue, no such page": Example(lambda world: "/projekte/?page=99", status=404),
    "catalogue as map": listed(None, "?view=map"),
    "catalogue of a region": listed("chemnitz"),
    "catalogue of a region as map": listed("chemnitz", "?view=map"),
    "catalogue in English, empty": listed(None, language="en"),
    "news of a region": Example(lambda world: "/chemnitz/meldungen/"),
    "events of a region": Example(lambda world: "/chemnitz/veranstaltungen/"),
    "events that are over": Example(lambda world: "/veranstaltungen/archiv/"),
    "event, cancelled": page("cancelled event"),
    "project, short": page("plain project"),
    "about the platform": page("page about"),
    "contact": page("page contact"),
    "advice": page("page advice", "?plz=08056"),
    "agency": page("agency"),
    "search, nothing typed": at("search"),
    "search, nothing found": at("search", query="?q=Nashorn"),
    "home, postcode answered": Example(lambda world: "/?plz=08056"),
    "home in English": Example(lambda world: "/en/"),
    "home in Upper Sorbian": Example(lambda world: "/hsb/"),
    "home in Leichte Sprache": Example(lambda world: "/de-simple/"),
    "error 400": Example(lambda world: f"/suche/?q={quote(chr(0))}", status=400),
    "error 403": Example(lambda world: "/cms/", who="member", status=FORBIDDEN),
    "error 404": Example(lambda world: "/gibt-es-nicht/", status=404),
    "error 429": at("members:accept", TOKEN, status=429, broken="actors.members.link_views.ratelimit.consume"),
    "error 500": at("search", status=500, broken="core.search.views.SearchListing"),
}

DESK: dict[str, Example] = {
    "desk of a moderator": at("wagtailadmin_home", who="moderator", within=PANELS),
    "desk with nothing to do": at("wagtailadmin_home", who="stranger", within=PANELS),
    "reviews": at("core_review_queue", who="moderator", within="main"),
    "reviews, none waiting": at("core_review_queue", who="stranger", within="main"),
    "review at the desk": at_the_desk("regional review"),
    "review at the desk with errors": at_the_desk("regional review", act=pressing("Decide")),
    "review of an own change at the desk": at_the_desk("review of a correction"),
    "register of mail": register("mail"),
    "register of consents": register("consents"),
    "register of invitations": register("invitations"),
    "register of messages": register("messages"),
    "register of tandems": register("tandems"),
    "second factor of somebody else": Example(
        lambda world: reverse("accounts_take_off_second_factor", args=[world.people["moderator"].pk]),
        who="lead editor",
        within="main",
    ),
}

ROUTES |= member_examples.routes(Example, pressing) | workflow_examples.routes(Example)
STATES |= member_examples.states(Example, pressing) | workflow_examples.states(Example)
DESK |= member_examples.desk(Example)
WITHOUT_PAGE |= member_examples.WITHOUT_PAGE | workflow_examples.WITHOUT_PAGE
for part in (advice_examples, board_examples, mentoring_examples, relay_examples):
    ROUTES |= part.routes(Example)
    STATES |= part.states(Example, pressing)
    DESK |= part.desk(Example)
    WITHOUT_PAGE |= part.WITHOUT_PAGE
