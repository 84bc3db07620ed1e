"""Viewsets whose every view and chooser is bound to the rights on the single object."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property, classproperty
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from core import scoped_views as views
from core.snippet_permissions import ObjectPolicy


class ScopedChooserViewSet(SnippetChooserViewSet):
    """A chooser that offers what the person may refer to, and creates nothing in passing."""

    choose_view_class = views.ScopedChooseView
    choose_results_view_class = views.ScopedChooseResultsView
    chosen_view_class = views.ScopedChosenView
    chosen_multiple_view_class = views.ScopedChosenMultipleView
    create_view_class = views.NoCreateView


class ScopedSnippetViewSet(SnippetViewSet):
    """Needs a registered `ObjectPolicy` for its model. Lists are searched in the database, by `search_fields`."""

    index_view_class = views.ScopedIndexView
    copy_view_class = views.CopyFormView
    delete_view_class = views.ScopedDeleteView
    chooser_viewset_class = ScopedChooserViewSet
    inspect_view_enabled = True
    search_backend_name = None
    search_fields: ClassVar[list[str]] = ["name"]

    def construct_view(self, view_class: type, **kwargs: Any) -> Any:
        return super().construct_view(type(view_class.__name__, (views.ScopeMixin, view_class), {}), **kwargs)


class GatedSnippetViewSet(ScopedSnippetViewSet):
    """For snippets that become public only through the gate."""

    index_view_class = views.GatedIndexView
    add_view_class = views.GatedCreateView
    edit_view_class = views.GatedEditView
    copy_view_class = views.GatedCopyFormView
    history_view_class = views.GatedHistoryView
    unpublish_view_class = views.GatedUnpublishView
    revisions_unschedule_view_class = views.GatedUnscheduleView


class LeadIndexView(IndexView):
    """A list of things named in several languages, in a fixed number of queries."""

    prefetched: tuple[str, ...] = ()

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().prefetch_related(*self.prefetched)


class LeadViewSet(ModelViewSet):
    """For what only lead editors keep; the rights are those of the registered `LeadPolicy`."""

    add_to_settings_menu = False
    copy_view_enabled = False
    delete_view_class = views.LeadDeleteView
    index_view_class = LeadIndexView
    list_per_page = 50
    prefetched: ClassVar[tuple[str, ...]] = ()

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(prefetched=self.prefetched, **kwargs)


class ScopedDeleteBulkAction(DeleteBulkAction):
    """Deletes what the person may delete; of other objects it does not even tell the names."""

    @classproperty
    def models(cls) -> list[type[Model]]:  # noqa: N805
        return [model for model in get_snippet_models() if isinstance(_policy_of(model), ObjectPolicy)]

    @cached_property
    def _actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        user, ids = self.request.user, self.request.GET.getlist("id")
        known = self.permission_policy.instances_user_has_any_permission_for(user, ["delete"])
        if "all" not in ids:
            known = known.filter(pk__in=[pk for pk in ids if pk.isascii() and pk.isdigit()])
        objects = list(known)
        if not objects:
            raise Http404
        allowed = [obj for obj in objects if self.check_perm(obj)]
        return allowed, {"items_with_no_access": [obj for obj in objects if obj not in allowed]}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _("This is still in use and cannot be deleted."))
            return redirect(self.next_url)


def _policy_of(model: type[Model]) -> Any:
    return policy_registry.get_by_type(model, fallback=False)
