"""wagtail-localize and the gate: lead editors translate what is public, nobody else translates anything."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from core.gate import PublishRefused
from core.models import Decision, PageRegion, Region
from news.models import NewsPage
from projects.models import ProjectPage
from tests.factories import (
    make_actor,
    make_admin,
    make_editor,
    make_event,
    make_lead_editor,
    make_moderator,
    make_news,
    make_project,
)

pytestmark = pytest.mark.django_db

MAKERS = [make_news, make_project, make_event]


def english() -> Locale:
    return Locale.objects.get(language_code="en")


def send_to_translation(page: Any, user: Any) -> Any:
    """What the form "Translate this page" does; returns the English page."""
    translate_object(page, [english()], user=user)
    return page.get_translation(english()).specific


def translate_everything(page: Any, words: str) -> None:
    source = TranslationSource.objects.get_for_instance(page)
    for segment in source.stringsegment_set.all():
        text = f"{words}-{segment.order}" if segment.context.path == "slug" else f"{words} {segment.order}"
        StringTranslation.objects.update_or_create(
            translation_of=segment.string, locale=english(), context=segment.context, defaults={"data": text}
        )


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def lead() -> Any:
    return make_lead_editor()


@pytest.mark.parametrize("make", MAKERS)
def test_a_page_sent_to_translation_is_a_draft_in_the_same_region(make: Any, lead: Any) -> None:
    page = make("leipzig", live=True)
    translated = send_to_translation(page, lead)
    assert not translated.live
    assert translated.region == page.region
    assert translated.get_parent().specific.region == page.region


@pytest.mark.parametrize("make", MAKERS)
def test_a_lead_editor_publishes_a_translation_through_the_gate(
    make: Any, lead: Any, staff_client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = make(live=True)
    translated = send_to_translation(page, lead)
    translate_everything(page, "Translated")
    with django_capture_on_commit_callbacks(execute=True):
        staff_client(lead).post(edit_url(translated), {"action": "publish"})
    translated = type(page).objects.get(pk=translated.pk)
    assert translated.live
    assert translated.title.startswith("Translated")
    decision = Decision.objects.about(translated).get()
    assert (decision.kind, decision.user) == (Decision.Kind.TRANSLATED, lead)


@pytest.mark.parametrize("make_user", [lambda: make_editor("chemnitz"), lambda: make_moderator("chemnitz")])
def test_regional_staff_do_not_publish_translations(
    make_user: Any, lead: Any, staff_client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = make_news("chemnitz", live=True)
    translated = send_to_translation(page, lead)
    translate_everything(page, "Translated")
    with django_capture_on_commit_callbacks(execute=True):
        staff_client(make_user()).post(edit_url(translated), {"action": "publish"})
    assert not NewsPage.objects.get(pk=translated.pk).live


def test_a_translation_of_a_draft_is_published_by_nobody(
    lead: Any, staff_client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = make_news()
    translated = send_to_translation(page, lead)
    translate_everything(page, "Translated")
    for user in (lead, make_admin()):
        with django_capture_on_commit_callbacks(execute=True):
            staff_client(user).post(edit_url(translated), {"action": "publish"})
        assert not NewsPage.objects.get(pk=translated.pk).live


def test_code_that_publishes_a_translation_of_a_draft_is_stopped_by_the_gate(
    lead: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = make_news()
    send_to_translation(page, lead)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    with pytest.raises(PublishRefused), django_capture_on_commit_callbacks(execute=True):
        translation.save_target(user=lead, publish=True)
    assert not NewsPage.objects.filter(locale=english(), live=True).exists()


def test_updating_translations_publishes_only_for_lead_editors(
    lead: Any, staff_client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = make_news("chemnitz", title="Erste Fassung", live=True)
    translated = send_to_translation(page, lead)
    url = reverse("wagtail_localize:update_translations", args=[TranslationSource.objects.get_for_instance(page).pk])
    with django_capture_on_commit_callbacks(execute=True):
        staff_client(make_moderator("chemnitz")).post(url, {"publish_translations": "on"})
    assert not NewsPage.objects.get(pk=translated.pk).live
    with django_capture_on_commit_callbacks(execute=True):
        staff_client(lead).post(url, {"publish_translations": "on"})
    assert NewsPage.objects.get(pk=translated.pk).live


# What a translation takes over


def test_child_rows_actor_and_guest_regions_come_along(lead: Any) -> None:
    page = make_project("chemnitz", actor=make_actor(), live=True)
    page.also_in.add(PageRegion(region=Region.objects.get(slug="leipzig")))
    page.save_revision()
    from tests.factories import publish

    page = publish(page)
    translated = send_to_translation(page, lead)
    assert translated.actor == page.actor
    assert [link.topic for link in translated.page_topics.all()] == [link.topic for link in page.page_topics.all()]
    assert [link.target_group for link in translated.page_target_groups.all()] == [
        link.target_group for link in page.page_target_groups.all()
    ]
    assert [link.region.slug for link in translated.also_in.all()] == ["leipzig"]


def test_a_changed_topic_reaches_the_translation_when_it_is_updated(
    lead: Any, staff_client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from core.models import PageTopic
    from tests.factories import make_topic, publish

    page = make_project(live=True)
    translated = send_to_translation(page, lead)
    topic = make_topic("Wohnen")
    page.page_topics = [PageTopic(topic=topic)]
    page.save_revision()
    page = publish(page)
    url = reverse("wagtail_localize:update_translations", args=[TranslationSource.objects.get_for_instance(page).pk])
    with django_capture_on_commit_callbacks(execute=True):
        staff_client(lead).post(url, {"publish_translations": "on"})
    assert [link.topic for link in ProjectPage.objects.get(pk=translated.pk).page_topics.all()] == [topic]


# Views


def localize_urls(page: Any, translation: Any) -> list[tuple[str, str]]:
    segment = translation.source.stringsegment_set.first()
    return [
        ("get", reverse("wagtail_localize:submit_page_translation", args=[page.pk])),
        ("post", reverse("wagtail_localize:submit_page_translation", args=[page.pk])),
        ("get", reverse("wagtail_localize:update_translations", args=[translation.source_id])),
        ("post", reverse("wagtail_localize:update_translations", args=[translation.source_id])),
        ("put", reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])),
        ("delete", reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])),
        ("get", reverse("wagtail_localize:download_pofile", args=[translation.pk])),
        ("post", reverse("wagtail_localize:upload_pofile", args=[translation.pk])),
        ("post", reverse("wagtail_localize:machine_translate", args=[translation.pk])),
        ("get", reverse("wagtail_localize:preview_translation", args=[translation.pk])),
        ("post", reverse("wagtail_localize:stop_translation", args=[translation.pk])),
        ("get", reverse("wagtail_localize:convert_to_alias", args=[page.pk])),
        ("get", reverse("wagtail_localize:translations_report")),
        ("get", reverse("wagtail_localize:translations_report_results")),
        ("get", reverse("wagtail_localize:snippets_api_listing", args=["actors", "actor"])),
        ("get", reverse("wagtail_localize:snippets_api_detail", args=["actors", "actor", "1"])),
    ]


def test_no_view_of_wagtail_localize_answers_regional_staff(lead: Any, staff_client: Any) -> None:
    page = make_news("chemnitz", live=True)
    send_to_translation(page, lead)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    client = staff_client(make_moderator("chemnitz"))
    for method, url in localize_urls(page, translation):
        assert getattr(client, method)(url).status_code in (302, 403), url
        assert "/cms/login" not in getattr(client, method)(url).headers.get("Location", ""), url
    translation.refresh_from_db()
    assert translation.enabled


def test_not_even_the_permission_of_wagtail_localize_opens_its_views(staff_client: Any) -> None:
    from django.contrib.auth.models import Permission

    editor = make_editor("chemnitz")
    editor.user_permissions.add(Permission.objects.get(codename="submit_translation"))
    foreign = make_news("leipzig")
    url = reverse("wagtail_localize:submit_page_translation", args=[foreign.pk])
    client = staff_client(editor)
    assert client.get(url).status_code in (302, 403)
    client.post(url, {"locales": [english().pk]})
    assert not foreign.get_translations().exists()


def test_lead_editors_reach_the_translation_views(lead: Any, staff_client: Any) -> None:
    page = make_news(live=True)
    client = staff_client(lead)
    assert client.get(reverse("wagtail_localize:submit_page_translation", args=[page.pk])).status_code == 200
    translated = send_to_translation(page, lead)
    assert client.get(edit_url(translated)).status_code == 200
    assert client.get(reverse("wagtail_localize:translations_report")).status_code == 200


def test_buttons_in_the_page_form_are_for_lead_editors_only(lead: Any, staff_client: Any) -> None:
    page = make_news("chemnitz", live=True)
    translated = send_to_translation(page, lead)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    Translation.objects.update(enabled=False)
    staff_client(make_editor("chemnitz")).post(edit_url(translated), {"localize-restart-translation": "1"})
    translation.refresh_from_db()
    assert not translation.enabled


def test_structure_pages_are_translated_too(lead: Any, django_capture_on_commit_callbacks: Any) -> None:
    from tests.home.test_pages import make_standard

    page = make_standard(title="Impressum", slug="impressum")
    translated = send_to_translation(Page.objects.get(pk=page.pk).specific, lead)
    assert not translated.live
    translation = Translation.objects.get(source__object_id=page.translation_key)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(user=lead, publish=True)
    assert Page.objects.get(pk=translated.pk).live
