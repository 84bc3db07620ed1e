"""Forms of conversations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.relay.models import Conversation, Ending, Purpose, ReportReason
from core.form_guard import GuardedForm
from core.plain_words import PlainField

LONGEST = 5000
END, BLOCK, REPORT = "end", "block", "report"


class WriteForm(GuardedForm):
    """The first message. Somebody signed in with a proven address is not asked for it."""

    name = PlainField(
        one_line=True,
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Answers come there. We do not pass it on."),
    )
    purpose = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what it is about.")},
    )
    text = PlainField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Please write no passwords and nothing about your health or other people’s private matters."),
    )

    def __init__(self, *args: Any, proven: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if proven:
            del self.fields["email"]


class ReplyForm(forms.Form):
    """What one side writes to the other."""

    text = PlainField(label=_("Your answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, is_sender: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_sender:
            self.fields["text"].label = _("Your further message")


class LeaveForm(forms.Form):
    """End, and for recipients block or report; `reason` and `words` belong to a report."""

    what = forms.ChoiceField(
        label=_("What do you want to do?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose.")},
    )
    reason = forms.ChoiceField(
        label=_("Why do you report it?"),
        required=False,
        help_text=_("Needed for a report only."),
        choices=[("", _("Please choose")), *ReportReason.choices],
    )
    words = PlainField(
        label=_("Your words to the regional office"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, is_sender: bool, conversation: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_reported = bool(conversation.report_reason)
        choices = [(END, _("End the conversation"))] if conversation.is_open else []
        if not is_sender and conversation.ending != Ending.BLOCKED:
            choices.append((BLOCK, _("End it, and receive nothing from this person any more")))
        if not is_sender and not is_reported:
            choices.append((REPORT, _("Report it: the regional office may read this conversation")))
        else:
            del self.fields["reason"], self.fields["words"]
        what: Any = self.fields["what"]
        what.choices = choices

    @property
    def choices(self) -> list[Any]:
        what: Any = self.fields["what"]
        return list(what.choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") == REPORT and not cleaned.get("reason"):
            self.add_error("reason", _("Please choose why you report it."))
        return cleaned


class CloseForm(forms.Form):
    """The regional office says what was done."""

    words = PlainField(
        label=_("What was done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("If the conversation was reported, whoever reported it reads this."),
    )
