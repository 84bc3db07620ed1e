"""Who may do what: one set of grants per person, computed from roles and memberships."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

LEAD_PERMISSION = "core.lead_portal"


@dataclass(frozen=True, slots=True)
class Grants:
    """What a person's roles give them. Ids are primary keys of regions and actors."""

    signed_in: bool = False
    leads: bool = False
    is_admin: bool = False
    edits: frozenset[int] = frozenset()
    moderates: frozenset[int] = frozenset()
    # Regions whose mentor programme they run, and in which they advise people.
    runs_programme: frozenset[int] = frozenset()
    advises: frozenset[int] = frozenset()
    member_of: frozenset[int] = frozenset()
    actor_lead_of: frozenset[int] = frozenset()
    # What others who are away today decide: regions they moderate, regions they edit, organisations they lead.
    deputises: frozenset[int] = frozenset()
    deputises_editing: frozenset[int] = frozenset()
    deputises_leading: frozenset[int] = frozenset()

    @property
    def is_staff(self) -> bool:
        """Works on content in the Wagtail admin."""
        return self.leads or bool(self.edits or self.moderates)

    @property
    def enters_admin(self) -> bool:
        return self.is_staff or bool(self.runs_programme)

    @property
    def works_for_portal(self) -> bool:
        """Has duties that rest in a session without a second factor."""
        return self.enters_admin or bool(self.advises)

    @property
    def decides(self) -> bool:
        """Whether submissions wait for this person at all."""
        return self.is_staff or bool(self.actor_lead_of)

    def staff_in(self, region_id: int | None) -> bool:
        """Edits content of this region; content of no region belongs to the lead editors."""
        return self.leads or (region_id is not None and region_id in self.edits | self.moderates)

    def moderates_in(self, region_id: int | None) -> bool:
        return self.leads or (region_id is not None and region_id in self.moderates)

    def belongs_to(self, actor_id: int | None) -> bool:
        return actor_id is not None and actor_id in self.member_of

    def leads_actor(self, actor_id: int | None) -> bool:
        return actor_id is not None and actor_id in self.actor_lead_of


NOBODY = Grants()


class SecondFactorRequired(Exception):
    """Only a second factor is missing: the person's work on the staff would give the right."""


def roles_of(user: Any) -> Grants:
    """All that roles and memberships give, read once per user object (that is, once per request)."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return NOBODY
    cached = getattr(user, "_portal_roles", None)
    if cached is None:
        # Few rows of each: their product in one query is cheaper than two.
        rows = list(
            get_user_model()
            ._base_manager.filter(pk=user.pk)
            .values_list("region_roles__region_id", "region_roles__role", "memberships__actor_id", "memberships__role")
        )
        cached = Grants(
            signed_in=True,
            leads=user.is_superuser or user.has_perm(LEAD_PERMISSION),
            is_admin=user.is_superuser,
            edits=frozenset(region for region, role, _actor, _kind in rows if role == "editor"),
            moderates=frozenset(region for region, role, _actor, _kind in rows if role == "moderator"),
            runs_programme=frozenset(region for region, role, _actor, _kind in rows if role == "programme"),
            advises=frozenset(region for region, role, _actor, _kind in rows if role == "adviser"),
            member_of=frozenset(actor for _region, _role, actor, _kind in rows if actor),
            actor_lead_of=frozenset(actor for _region, _role, actor, kind in rows if kind == "lead"),
            **_of_absent_colleagues(user),
        )
        user._portal_roles = cached
    return cached


def _of_absent_colleagues(user: Any) -> dict[str, frozenset[int]]:
    """What the people decide in whose place this person stands today; one query."""
    rows = list(
        user.stands_in_for.on(timezone.localdate())
        .filter(person__is_active=True)
        .values_list(
            "person__region_roles__region_id",
            "person__region_roles__role",
            "person__memberships__actor_id",
            "person__memberships__role",
        )
    )
    return {
        "deputises": frozenset(region for region, role, _actor, _kind in rows if role == "moderator"),
        "deputises_editing": frozenset(region for region, role, _actor, _kind in rows if role == "editor"),
        "deputises_leading": frozenset(actor for _region, _role, actor, kind in rows if kind == "lead"),
    }


def grants_of(user: Any) -> Grants:
    """What the person may do now: work on the staff rests in a session without a second factor.

    The sign-in gives the person of a request `shows_second_factor`; people who are only spoken of have no session.
    """
    roles = roles_of(user)
    if not roles.works_for_portal or getattr(user, "shows_second_factor", _always)():
        return roles
    nothing: frozenset[int] = frozenset()
    return replace(
        roles,
        leads=False,
        is_admin=False,
        edits=nothing,
        moderates=nothing,
        runs_programme=nothing,
        advises=nothing,
        deputises=nothing,
        deputises_editing=nothing,
    )


def _always() -> bool:
    return True


def allows(user: Any, right: Callable[[Any], bool]) -> bool:
    """Whether the person has the right now. Raises SecondFactorRequired where it would open it."""
    if right(user):
        return True
    if grants_of(user) != roles_of(user):
        verified = copy(user)
        verified.shows_second_factor = _always
        if right(verified):
            raise SecondFactorRequired
    return False


def forget_grants(user: Any) -> None:
    """Makes the next question read roles and memberships again, for long-lived user objects."""
    for cache in ("_portal_roles", "_portal_co_authored", "_page_permission_cache", "_explorable_root_page_cache"):
        if hasattr(user, cache):
            delattr(user, cache)


# Further people who may change a draft, asked last: `editor(user, obj)`. Domains add theirs in `AppConfig.ready`.
extra_editors: list[Callable[[Any, Any], bool]] = []


def may_edit(user: Any, obj: Any) -> bool:
    """Change drafts of a gated page or snippet: whoever may submit them, and those whom they let write along."""
    return may_submit(user, obj) or any(edits(user, obj) for edits in extra_editors)


def may_submit(user: Any, obj: Any) -> bool:
    """Answer for a draft - submit, withdraw, agree: its person or actor's members, the region's staff, lead editors."""
    grants = grants_of(user)
    return (
        _is_own(user, obj)
        or grants.staff_in(obj.governing_region_id)
        or (obj.members_may_edit and grants.belongs_to(obj.governing_actor_id))
    )


def owns(user: Any, obj: Any) -> bool:
    """Whose content it is: the person it belongs to, or a member of its actor."""
    return _is_own(user, obj) or grants_of(user).belongs_to(obj.governing_actor_id)


def _is_own(user: Any, obj: Any) -> bool:
    person = obj.governing_person_id
    return person is not None and grants_of(user).signed_in and person == user.pk


def may_see_draft(user: Any, obj: Any) -> bool:
    """Preview and history: whoever may edit, and whoever is asked to review."""
    if may_edit(user, obj):
        return True
    task = obj.current_workflow_task
    return bool(task and hasattr(task.specific, "may_decide") and task.specific.may_decide(obj, user))


def is_idle_draft(obj: Any) -> bool:
    """Never public, and nobody has been asked to look at it."""
    return not obj.live and obj.first_published_at is None and obj.current_workflow_state is None


def may_delete(user: Any, obj: Any) -> bool:
    """Lead editors delete anything; the region's staff what has concerned nobody else yet."""
    grants = grants_of(user)
    return grants.leads or (grants.staff_in(obj.governing_region_id) and is_idle_draft(obj))


def may_unpublish(user: Any, obj: Any) -> bool:
    """Take down or schedule off: moderators of the region and lead editors."""
    return grants_of(user).moderates_in(obj.governing_region_id)


def may_run_programme(user: Any, region_id: int | None) -> bool:
    """Matches and feedback of the mentor programme: its team of the region. What belongs to no region, any team."""
    regions = grants_of(user).runs_programme
    return region_id in regions if region_id is not None else bool(regions)


def may_lead(user: Any) -> bool:
    """People, structure pages, translations, settings."""
    return grants_of(user).leads
