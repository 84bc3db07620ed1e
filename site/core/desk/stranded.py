"""Reviews that nobody of their own region can decide today, found for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import TaskState

from core.desk.presence import away_on


def stranded_at(regions: Iterable[Any], open_states: Any) -> set[int]:
    """Ids of open regional reviews in these regions that none of the region's own people may approve today.

    The queries do not grow with the reviews: one for each kind of content and five more.
    """
    region_ids = [region.pk for region in regions]
    if not region_ids:
        return set()
    states = list(
        open_states.filter(regionreviewtaskstate__region_id__in=region_ids).select_related(
            "regionreviewtaskstate", "workflow_state"
        )
    )
    if not states:
        return set()
    people = _people_of(region_ids)
    facts = _facts_of(states)
    memberships = _memberships({person for group in people.values() for person in group})
    stranded = set()
    for state in states:
        regional = state.regionreviewtaskstate
        able = set(people[regional.region_id, "moderator"])
        if regional.editorial:
            able |= people[regional.region_id, "editor"]
        editor, actor = facts.get(_key(state), (None, None))
        if not any(person != editor and (person, actor) not in memberships for person in able):
            stranded.add(state.pk)
    return stranded


def _people_of(region_ids: list[int]) -> Mapping[tuple[int, str], set[int]]:
    """Who is there for each region and role today, deputies in the place of those who are away."""
    today = timezone.localdate()
    away = {
        person: deputy if is_active else None
        for person, deputy, is_active in away_on(today).values_list("person_id", "deputy_id", "deputy__is_active")
    }
    roles = apps.get_model("accounts.RegionRole").objects.filter(region_id__in=region_ids, user__is_active=True)
    able: dict[tuple[int, str], set[int]] = defaultdict(set)
    for region, role, person in roles.values_list("region_id", "role", "user_id"):
        stand_in = away.get(person, person)
        if stand_in is not None and stand_in not in away:
            able[region, role].add(stand_in)
    return able


def _facts_of(states: list[TaskState]) -> dict[tuple[int, str], tuple[int | None, int | None]]:
    """Last editor and organisation of what each review is about."""
    ids = defaultdict(set)
    for state in states:
        ids[state.workflow_state.content_type_id].add(state.workflow_state.object_id)
    facts = {}
    types = ContentType.objects.get_for_id
    for type_id, keys in ids.items():
        model: Any = types(type_id).model_class()
        objects = model._base_manager.filter(pk__in=keys).select_related("latest_revision")
        for obj in objects.defer("latest_revision__content"):
            editor = obj.latest_revision.user_id if obj.latest_revision else None
            facts[type_id, str(obj.pk)] = (editor, obj.governing_actor_id)
    return facts


def _memberships(people: set[int]) -> set[tuple[int, int]]:
    rows = apps.get_model("actors.Membership").objects.filter(user_id__in=people)
    return set(rows.values_list("user_id", "actor_id"))


def _key(state: TaskState) -> tuple[int, str]:
    return state.workflow_state.content_type_id, str(state.workflow_state.object_id)
