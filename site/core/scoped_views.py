"""Wagtail's snippet views, each bound to the rights on the object it shows.

Wagtail asks most of them only for rights on the model, which here mean no more than "on some objects".
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Prefetch, ProtectedError, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.models import get_all_child_relations
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import WorkflowState
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser as chooser_views
from wagtail.snippets.views import snippets as snippet_views

from core import review
from core.placing import move_to_region
from core.scoped_menu import GatedActionMenu


class ScopeMixin:
    """Asks the policy about the object: before anything happens with it, and before a button is offered."""

    # What the person must be allowed to do with the object, where the view's own declaration does not say it.
    scope_actions: tuple[str, ...] = ()

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        obj = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if obj is not None and obj.pk is not None:
            self._require(obj)
        return obj

    def user_has_permission(self, permission: str) -> bool:
        allowed = super().user_has_permission(permission)  # type: ignore[misc]
        obj = getattr(self, "object", None)
        if not allowed or not isinstance(obj, Model) or obj.pk is None or permission == "add":
            return allowed
        return self._policy.user_has_permission_for_instance(self.request.user, permission, obj)  # type: ignore[attr-defined]

    @property
    def _policy(self) -> Any:
        return policy_registry.get_by_type(self.model)  # type: ignore[attr-defined]

    def _require(self, obj: Any) -> None:
        one = getattr(self, "permission_required", None)
        some = getattr(self, "any_permission_required", None)
        actions = self.scope_actions or ([one] if one else some) or ["change"]
        user = self.request.user  # type: ignore[attr-defined]
        if not self._policy.user_has_any_permission_for_instance(user, actions, obj):
            raise PermissionDenied


class ScopedIndexView(snippet_views.IndexView):
    """Lists what the person keeps."""

    def get_base_queryset(self) -> QuerySet[Any]:
        own = self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["change", "view"])
        return super().get_base_queryset().filter(pk__in=own.values("pk"))

    def get_delete_url(self, instance: Any) -> str | None:
        if not self.permission_policy.user_has_permission_for_instance(self.request.user, "delete", instance):
            return None
        return super().get_delete_url(instance)


class GatedIndexView(ScopedIndexView):
    """The same for what is reviewed: region, review and schedule of all rows are read at once."""

    def get_base_queryset(self) -> QuerySet[Any]:
        reviews = WorkflowState.objects.active().select_related("current_task_state__task")
        scheduled = self.model._default_manager.filter(_revisions__approved_go_live_at__isnull=False, pk=OuterRef("pk"))
        # Names under which Wagtail looks for what was read before.
        return (
            super()
            .get_base_queryset()
            .select_related("region")
            .prefetch_related(Prefetch("_workflow_states", reviews, to_attr="_current_workflow_states"))
            .annotate(_approved_schedule=Exists(scheduled))
        )


class ReviewActionsMixin:
    """Submits and withdraws through the review services. Publishing does not exist, whatever is posted."""

    OFFERED = frozenset({"create", "edit", "submit", "cancel-workflow"})

    def get_available_actions(self) -> list[str]:
        return [action for action in super().get_available_actions() if action in self.OFFERED]  # type: ignore[misc]

    def submit_action(self) -> HttpResponse | None:
        try:
            review.submit(obj=self.object, user=self.request.user)  # type: ignore[attr-defined]
        except review.NotReady as error:
            self._tell(_("The draft is saved, but it cannot be submitted yet:"), *error.blockers)
        except review.ReviewError as error:
            self._tell(str(error))
        else:
            return None
        return redirect(self.get_edit_url())  # type: ignore[attr-defined]

    def cancel_workflow_action(self) -> None:
        try:
            review.withdraw(obj=self.object, user=self.request.user)  # type: ignore[attr-defined]
        except review.ReviewError as error:
            self._tell(str(error))

    def _tell(self, *words: str) -> None:
        messages.error(self.request, " ".join(str(word) for word in words))  # type: ignore[attr-defined]

    def _get_action_menu(self) -> GatedActionMenu:
        view: Any = self
        if view.view_name == "create":
            return GatedActionMenu(view.request, view=view.view_name, model=view.model)
        return GatedActionMenu(
            view.request, view=view.view_name, instance=view.object, locked_for_user=view.locked_for_user
        )


class GatedCreateView(ReviewActionsMixin, snippet_views.CreateView):
    """Creates a draft."""


class GatedEditView(ReviewActionsMixin, snippet_views.EditView):
    """Edits the latest draft; whoever may decide on it finds the way to the decision."""

    def save_instance(self) -> Any:
        instance = super().save_instance()
        if instance.live and "region" in self.form.changed_data:
            move_to_region(obj=instance, region=instance.region, user=self.request.user)
        return instance

    @property
    def header_buttons(self) -> list[Any]:
        task = self.object.current_workflow_task
        if not task or not task.specific.may_decide(self.object, self.request.user):
            return []
        url = reverse("core_review", args=[self.object.current_workflow_task_state.pk])
        return [HeaderButton(_("Decide…"), url=url, icon_name="clipboard-list")]


class CopyFormView(snippet_views.CopyView):
    """Shows the form for a new object, filled from another one. It is posted to the form for new objects."""

    http_method_names = ["get", "head", "options"]
    scope_actions = ("change",)
    # Names of fields that a copy does not take over.
    left_out = ("slug",)

    def get_initial_form_instance(self) -> Any:
        source = self.get_object()
        data = source.serializable_data()
        data["pk"] = None
        for relation in get_all_child_relations(type(source)):
            for row in data[relation.get_accessor_name()]:
                row["pk"] = row[relation.field.name] = None
        copy = type(source).from_serializable_data(data, check_fks=False)
        for name in self.left_out:
            setattr(copy, name, "")
        copy.live = False
        return copy


class GatedCopyFormView(ReviewActionsMixin, CopyFormView):
    """The same with the actions of a gated snippet."""


class KeepUsedMixin:
    """Says so when something still needs the object."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)  # type: ignore[misc]
        except ProtectedError:
            messages.error(self.request, _("This is still in use and cannot be deleted."))  # type: ignore[attr-defined]
            return redirect(self.edit_url_name, self.object.pk)  # type: ignore[attr-defined]


class ScopedDeleteView(KeepUsedMixin, snippet_views.DeleteView):
    pass


class LeadDeleteView(KeepUsedMixin, generic.DeleteView):
    pass


class GatedHistoryView(snippet_views.HistoryView):
    def user_can_unschedule(self) -> bool:
        return self.permission_policy.user_has_permission_for_instance(self.request.user, "unschedule", self.object)


class GatedUnpublishView(snippet_views.UnpublishView):
    permission_required = "unpublish"


class GatedUnscheduleView(snippet_views.RevisionsUnscheduleView):
    permission_required = "unschedule"


class NameFilterForm(BaseFilterForm):
    """Searches a chooser by name, in the database: no syntax that could break it."""

    q = forms.CharField(
        label=gettext_lazy("Search term"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Search")}),
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        if query := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, query
            objects = objects.filter(name__icontains=query)
        return objects


class ChoosableMixin:
    """Offers what the person may refer to; everything else does not exist."""

    def choosable(self) -> QuerySet[Any]:
        policy = policy_registry.get_by_type(self.model_class)  # type: ignore[attr-defined]
        return policy.instances_user_has_any_permission_for(self.request.user, ["choose"])  # type: ignore[attr-defined]

    def get_object_list(self) -> QuerySet[Any]:
        return self.choosable()

    def get_object(self, pk: str) -> Any:
        try:
            return self.choosable().get(pk=pk)
        except (ObjectDoesNotExist, ValueError) as error:
            raise Http404 from error

    def get_objects(self, pks: list[str]) -> QuerySet[Any]:
        return self.choosable().filter(pk__in=[pk for pk in pks if pk.isascii() and pk.isdigit()])


class ScopedChooseView(ChoosableMixin, chooser_views.ChooseView):
    filter_form_class = NameFilterForm


class ScopedChooseResultsView(ChoosableMixin, chooser_views.ChooseResultsView):
    filter_form_class = NameFilterForm


class ScopedChosenView(ChoosableMixin, chooser_views.SnippetChosenView):
    pass


class ScopedChosenMultipleView(ChoosableMixin, chooser_views.SnippetChosenMultipleView):
    pass


class NoCreateView(chooser_views.SnippetCreateView):
    """Nothing is created in passing: new objects have their own form with all its checks."""

    def can_create(self) -> bool:
        return False
