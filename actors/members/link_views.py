"""Links of mails: what they open depends on who is there, and only a button changes anything."""

from typing import Any

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.models import User
from actors.members.forms import NewAccountForm
from actors.members.services import MembersError, WrongAccount
from core.tokens import LinkUnusable

INVALID = 422
GONE = 410


def link_unusable(
    request: HttpRequest, error: LinkUnusable, template: str = "members/link_unusable.html"
) -> HttpResponse:
    """Says in our layout why a link does not work, and where to go."""
    status = 404 if error.reason == "unknown" else GONE
    return render(request, template, {"reason": error.reason, "row": error.row}, status=status)


def wrong_account(request: HttpRequest, invited: str) -> HttpResponse:
    """Somebody else is signed in than the link was sent to; the address is known to whoever holds the link."""
    return render(request, "members/link_wrong_account.html", {"invited": invited}, status=403)


@method_decorator([sensitive_post_parameters("password1", "password2"), never_cache], name="dispatch")
class MailedLinkView(View):
    """One address for everybody with the link: signed in, with an account, or new.

    Subclasses find the row (its `email` says whose link it is) and go on with it; `template_name` extends
    members/mailed_link.html.
    """

    http_method_names = ["get", "head", "post"]
    rate = "invitation"
    template_name: str
    go_label: str | Promise = ""
    new_label: str | Promise

    def find(self, token: str) -> Any:
        """The row behind the link. Raises LinkUnusable."""
        raise NotImplementedError

    def go_on(self, token: str, user: Any) -> Any:
        """What the button does for somebody signed in. Raises LinkUnusable, WrongAccount or MembersError."""
        raise NotImplementedError

    def go_on_as_new(self, token: str, **person: str) -> Any:
        """Opens the account and goes on; what it returns has the `user`. Raises as `go_on` does."""
        raise NotImplementedError

    def done(self, request: HttpRequest, outcome: Any) -> str:
        """Greets, and says where to go next."""
        raise NotImplementedError

    def refused(self, request: HttpRequest, error: LinkUnusable) -> HttpResponseBase:
        return link_unusable(request, error)

    def next_url(self, request: HttpRequest) -> str:
        """Where signing in leads."""
        return request.path

    def names(self) -> dict[str, str]:
        """What is known of a new person."""
        return {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not ratelimit.consume(request, action=self.rate):
            return ratelimit.respond_429(request)
        try:
            return super().dispatch(request, *args, **kwargs)
        except LinkUnusable as error:
            return self.refused(request, error)
        except WrongAccount:
            # Opened meanwhile in another window: the same address now asks for the sign-in.
            return redirect(request.path)
        except MembersError as error:
            messages.warning(request, str(error))
            return redirect("members:overview")

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        self.row = self.find(token)
        user: Any = request.user
        if user.is_authenticated:
            own = user.email.lower() == self.row.email.lower()
            return self.signed_in(request, token) if own else wrong_account(request, self.row.email)
        if User.objects.filter(email__iexact=self.row.email).exists():
            sign_in = f"{reverse('account_login')}?{urlencode({'next': self.next_url(request)})}"
            return self.page(request, token, sign_in_url=sign_in)
        return self.new_person(request, token)

    post = get

    def signed_in(self, request: HttpRequest, token: str) -> HttpResponseBase:
        if request.method != "POST":
            return self.page(request, token)
        return redirect(self.done(request, self.go_on(token, request.user)))

    def new_person(self, request: HttpRequest, token: str) -> HttpResponseBase:
        form = NewAccountForm(request.POST or None, initial=self.names(), email=self.row.email)
        if request.method != "POST" or not form.is_valid():
            return self.page(request, token, status=INVALID if form.is_bound else 200, form=form)
        data = form.cleaned_data
        person = {"first_name": data["first_name"], "last_name": data["last_name"], "password": data["password1"]}
        outcome = self.go_on_as_new(token, **person)
        return perform_login(request, outcome.user, redirect_url=self.done(request, outcome))

    def page(self, request: HttpRequest, token: str, *, status: int = 200, **context: Any) -> HttpResponse:
        labels = {"go_label": self.go_label, "new_label": self.new_label}
        return render(
            request, self.template_name, {"row": self.row, "token": token, **labels, **context}, status=status
        )
