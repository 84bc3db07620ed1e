"""Trust and small corrections in the admin: lead editors decide."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import CreateView

from actors.members.models import SmallCorrection, TrustedActor
from actors.members.models.trust import correctable_fields
from actors.models import Actor
from core.scoped_viewsets import LeadViewSet


class TrustForm(WagtailAdminModelForm):
    class Meta:
        model = TrustedActor
        fields = ["actor"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actor"].queryset = Actor.objects.live().order_by("name")


class GrantView(CreateView):
    """Keeps who has granted the trust."""

    def save_instance(self) -> Any:
        self.form.instance.granted_by = self.request.user
        return super().save_instance()


class TrustedActorViewSet(LeadViewSet):
    model = TrustedActor
    icon = "success"
    add_view_class = GrantView
    prefetched = ("actor", "granted_by")
    list_display: ClassVar[list[Any]] = ["actor", "granted_by", "granted_at"]
    form_fields: ClassVar[list[str]] = ["actor"]

    def get_form_class(self, for_update: bool = False) -> Any:
        return TrustForm


class FieldForm(WagtailAdminModelForm):
    place = forms.ChoiceField(label=_("field"))

    class Meta:
        model = SmallCorrection
        fields = ["place"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = set(SmallCorrection.objects.exclude(pk=self.instance.pk).values_list("place", flat=True))
        choices = [choice for choice in correctable_fields() if choice[0] not in taken]
        self.fields["place"].choices = choices


class SmallCorrectionViewSet(LeadViewSet):
    model = SmallCorrection
    icon = "edit"
    list_display: ClassVar[list[Any]] = ["label"]
    panels: ClassVar[list[Any]] = [FieldPanel("place")]

    def get_form_class(self, for_update: bool = False) -> Any:
        return FieldForm
