"""People in the admin: for lead editors, who can neither become administrators nor touch them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views import users

from accounts.models import User
from accounts.people_forms import PersonCreationForm, PersonEditForm
from accounts.services import welcome


def may_manage(acting_user: Any, person: User) -> bool:
    """Administrators are managed by administrators."""
    return acting_user.is_superuser or not person.is_superuser


class ManageableMixin:
    """Refuses every view of a person whom the acting user may not manage."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> User:
        person = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not may_manage(self.request.user, person):
            raise PermissionDenied
        return person

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "acting_user": self.request.user}  # type: ignore[misc]


def _regions(person: User) -> str:
    return ", ".join(sorted({role.region.label for role in person.region_roles.all()}))


class PeopleIndexView(users.IndexView):
    add_item_label = _("Add a person")
    page_title = _("People")

    @cached_property
    def columns(self) -> list[Any]:
        """Regions stand where Wagtail has the user name, which here is the address."""
        columns = [column for column in super().columns if column.name != "is_superuser"]
        place = next(number for number, column in enumerate(columns) if column.name == "email")
        columns[place].label = _("E-mail address")
        return [*columns[: place + 1], Column("regions", accessor=_regions, label=_("Regions")), *columns[place + 1 :]]

    def get_base_queryset(self) -> Any:
        people = super().get_base_queryset().prefetch_related("region_roles__region__texts")
        return people if self.request.user.is_superuser else people.filter(is_superuser=False)


class PersonCreateView(ManageableMixin, users.CreateView):
    page_title = _("Add a person")
    success_message = _("%(object)s has been added and gets a mail to choose a password.")

    def save_instance(self) -> User:
        person = super().save_instance()
        welcome(user=person, by=self.request.user)
        return person


class PersonEditView(ManageableMixin, users.EditView):
    success_message = _("%(object)s has been saved.")
    error_message = _("The person could not be saved because of errors.")


class PersonDeleteView(ManageableMixin, users.DeleteView):
    page_title = _("Delete a person")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super(ManageableMixin, self).get_form_kwargs()


class PersonHistoryView(ManageableMixin, users.HistoryView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return super(ManageableMixin, self).get_form_kwargs()


class PeopleViewSet(users.UserViewSet):
    menu_label = _("People")
    index_view_class = PeopleIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView
    history_view_class = PersonHistoryView
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonEditForm if for_update else PersonCreationForm
