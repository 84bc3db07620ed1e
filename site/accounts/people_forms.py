"""Forms of the people management in the admin: a person, their regions, their groups; no passwords."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts.models import RegionRole, User
from core.models import Region

# Each role is a list of regions in the form.
ROLES = {
    "edits": RegionRole.Role.EDITOR,
    "moderates": RegionRole.Role.MODERATOR,
    "runs_programme": RegionRole.Role.PROGRAMME,
    "advises": RegionRole.Role.ADVISER,
}


class RolesMixin(forms.Form):
    """Region roles as a list of regions for each, and what a lead editor may not touch."""

    edits = forms.ModelMultipleChoiceField(
        label=_("Edits the regions"),
        queryset=Region.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Writes and changes content of these regions in the editing interface."),
    )
    moderates = forms.ModelMultipleChoiceField(
        label=_("Moderates the regions"),
        queryset=Region.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Also decides on submissions from these regions."),
    )
    runs_programme = forms.ModelMultipleChoiceField(
        label=_("Runs the mentor programme of the regions"),
        queryset=Region.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Brings mentors and mentees together, and alone reads what they say about it."),
    )
    advises = forms.ModelMultipleChoiceField(
        label=_("Advises people in the regions"),
        queryset=Region.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Offers hours for personal advice and sees the cases that are given to this person."),
    )

    instance: User
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, acting_user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting_user = acting_user
        if not acting_user.is_superuser:
            self.fields.pop("is_superuser", None)
        self.fields["groups"].label = _("Groups")
        self.fields["groups"].help_text = _("“Leitung” gives all regions, people, structure and translations.")
        if self.instance.pk:
            for name, role in ROLES.items():
                self.initial[name] = list(
                    self.instance.region_roles.filter(role=role).values_list("region_id", flat=True)
                )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This e-mail address is already in use."))
        return email

    def clean_groups(self) -> Any:
        """Groups other than the person's own may be given by whoever has them."""
        groups = self.cleaned_data["groups"]
        if self.acting_user.is_superuser:
            return groups
        allowed = Group.objects.filter(user=self.acting_user).values_list("pk", flat=True)
        present = self.instance.groups.values_list("pk", flat=True) if self.instance.pk else []
        if {group.pk for group in groups} - set(allowed) - set(present):
            raise forms.ValidationError(_("You can only give groups that you belong to yourself."))
        return groups

    def save(self, commit: bool = True) -> User:
        from accounts.services import set_region_roles

        person = super().save(commit=False)  # type: ignore[misc]
        if not person.pk:
            person.set_unusable_password()
        if commit:
            person.save()
            self.save_m2m()  # type: ignore[attr-defined]
            set_region_roles(
                user=person,
                regions={role: self.cleaned_data[name] for name, role in ROLES.items()},
                by=self.acting_user,
            )
        return person


class PersonCreationForm(RolesMixin, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ["email", "first_name", "last_name", "language", *ROLES, "groups", "is_superuser"]


class PersonEditForm(RolesMixin, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = ["email", "first_name", "last_name", "language", "is_active", *ROLES, "groups", "is_superuser"]
