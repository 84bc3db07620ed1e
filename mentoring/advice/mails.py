"""What advice says by mail. Each mail names its occasion, so that none goes out twice."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from core.mail import Attachment, absolute_url, mail_domain
from core.notices import Words, tell, write_to
from mentoring.advice.choices import StepKind
from mentoring.advice.ical import attachment
from mentoring.advice.models import Adviser, Booking, CallBack, Case
from mentoring.advice.people import new_link, office_of
from mentoring.advice.words import booking_in_words, day_label, when

CALL_BACKS = "registers_advice-call-backs_modeladmin_inspect"

NEW = noop("New booking: %(when)s"), noop("%(person)s has booked a date with you: %(when)s.")
MOVED = noop("Moved: now %(when)s"), noop("%(person)s has moved the date with you: %(when)s.")


def _why_person() -> str:
    return _("You have asked for advice on the portal; that is why you get this mail.")


def _why_adviser() -> str:
    return _("You advise people on the portal; that is why you get this mail.")


def _why_office() -> str:
    return _("You get this mail because you look after this region on the portal.")


def _to_person(
    case: Case, words: Callable[[], Words], key: str, *, page: str = "case", ics: Booking | None = None
) -> None:
    """A mail with a link of its own to the case; its Message-ID is kept to notice when it is given up."""
    if case.contact is None or case.unreachable_at is not None:
        return
    key = f"advice-{key}"
    case.mail_id = f"<{key}@{mail_domain()}>"
    case.save(update_fields=["mail_id"])
    action = partial(reverse, f"advice:{page}", args=[new_link(case)])
    files: Sequence[Attachment] = ()
    if ics is not None:
        with translation.override(case.language):
            files = [attachment(ics, url=absolute_url(action()))]
    write_to(case.contact.email, words, action, language=case.language, key=key, attachments=files)


def _to_advisers(people: Iterable[Adviser], words: Callable[[], Words], address: Callable[[], str], key: str) -> None:
    tell([one.user for one in people if one.user], words, address, key=f"advice-{key}")


def _case_page(case: Case) -> Callable[[], str]:
    return partial(reverse, "my_advice:case", args=[case.pk])


def _way_note(booking: Booking) -> str:
    notes = {
        "place": _("Address: %(address)s. %(directions)s"),
        "phone": _("%(name)s calls you at the number that you have given."),
        "video": _("%(name)s sends you the link for the video talk in good time."),
        "home": _("%(name)s comes to you and asks for the address before."),
    }
    adviser = booking.adviser
    values = {"address": adviser.address, "directions": adviser.directions, "name": adviser}
    return (notes[booking.way] % values).strip()


def booked(booking: Booking) -> None:
    case = booking.case

    def words() -> Words:
        return Words(
            subject=_("Your advice on %(when)s") % {"when": when(booking)},
            happened=_("Your date is booked: %(date)s.") % {"date": booking_in_words(booking)},
            next=f"{_way_note(booking)} {_('The calendar file is attached. You get a reminder one day before.')}",
            label=_("See, change or cancel"),
            why=_why_person(),
            otherwise=_("You need not do anything. Please keep the link to yourself: it opens your date."),
        )

    _to_person(case, words, f"booked-{booking.pk}", ics=booking)
    _adviser_about(booking, *NEW, "new")


def _adviser_about(booking: Booking, subject: str, happened: str, key: str) -> None:
    def words() -> Words:
        values = {"when": when(booking), "person": booking.case.name}
        return Words(
            subject=_(subject) % values,
            happened=_(happened) % values,
            next=_("The concern and what the person needs are in “Mein Bereich”."),
            label=_("To the case"),
            why=_why_adviser(),
            otherwise=_("You need not do anything."),
        )

    _to_advisers([booking.adviser], words, _case_page(booking.case), f"adviser-{key}-{booking.pk}")


def moved(booking: Booking, before: Booking) -> None:
    case = booking.case

    def words() -> Words:
        return Words(
            subject=_("Your advice is now on %(when)s") % {"when": when(booking)},
            happened=_("Your date was moved. It is now: %(date)s.") % {"date": booking_in_words(booking)},
            next=f"{_way_note(booking)} {_('The attached calendar file replaces the one before.')}",
            label=_("See, change or cancel"),
            why=_why_person(),
            otherwise=_("You need not do anything."),
        )

    _to_person(case, words, f"moved-{booking.pk}", ics=booking)
    if before.adviser_id != booking.adviser_id:
        released(before)
        _adviser_about(booking, *NEW, "new")
    else:
        _adviser_about(booking, *MOVED, "moved")


def released(booking: Booking) -> None:
    """To the adviser whose date was given back."""

    def words() -> Words:
        values = {"when": when(booking), "person": booking.case.name}
        return Words(
            subject=_("Cancelled: %(when)s") % values,
            happened=_("%(person)s does not come on %(when)s. The date is free again.") % values,
            next="",
            label=_("To your advice"),
            why=_why_adviser(),
            otherwise=_("You need not do anything."),
        )

    _to_advisers([booking.adviser], words, partial(reverse, "my_advice:overview"), f"adviser-off-{booking.pk}")


def cancelled(booking: Booking) -> None:
    """The person has cancelled."""

    def words() -> Words:
        return Words(
            subject=_("Cancelled: your advice on %(when)s") % {"when": when(booking)},
            happened=_("You have cancelled your date: %(date)s.") % {"date": booking_in_words(booking)},
            next=_("The attached calendar file takes it out of your calendar."),
            label=_("Look at it"),
            why=_why_person(),
            otherwise=_("You need not do anything. You can ask for another date at any time."),
        )

    _to_person(booking.case, words, f"cancelled-{booking.pk}", ics=booking)
    released(booking)


def choose_again(case: Case, kind: str, about: str, *, booking: Booking | None = None, reason: str = "") -> None:
    """Something came in between; the person chooses another date without typing anything again."""
    said = when(booking) if booking else ""

    def words() -> Words:
        happened = {
            StepKind.CALLED_OFF: _("Your date on %(when)s cannot take place. We are sorry."),
            StepKind.ADVISER_LEFT: _("Your date on %(when)s cannot take place: the adviser has left. We are sorry."),
            StepKind.MISSED: _("We have missed you on %(when)s. That happens."),
            StepKind.TOO_LATE: _("Your confirmation came, but meanwhile somebody else has taken the date."),
            StepKind.OFFERED: _("Your adviser offers you another talk."),
            StepKind.HANDED_ON: _("A colleague looks after your concern now, and your date on %(when)s is free again."),
        }[StepKind(kind)]
        return Words(
            subject=_("Please choose another date"),
            happened=happened % {"when": said},
            quote=reason,
            next=_("Choose one of the free dates until %(day)s. Nothing has to be typed again.")
            % {"day": day_label(case.choose_by)},
            label=_("Choose a date"),
            why=_why_person(),
            otherwise=_("If you do nothing, we close your concern then. You can come back at any time."),
        )

    is_off = kind in {StepKind.CALLED_OFF, StepKind.ADVISER_LEFT, StepKind.HANDED_ON}
    _to_person(case, words, f"choose-{kind}-{case.pk}-{about}", page="change", ics=booking if is_off else None)


def handed_on(case: Case, adviser: Adviser, booking: Booking | None, about: str) -> None:
    """To the person, where nothing has to be chosen, and to the colleague."""

    def words() -> Words:
        values = {"name": adviser}
        return Words(
            subject=_("%(name)s looks after your concern now") % values,
            happened=_("%(name)s looks after your concern now.") % values,
            next=_("Your date: %(date)s.") % {"date": booking_in_words(booking)} if booking else "",
            label=_("Look at it"),
            why=_why_person(),
            otherwise=_("You need not do anything."),
        )

    if case.choose_by is None:
        _to_person(case, words, f"handed-on-{case.pk}-{about}", ics=booking)
    handed_to(case, adviser, about)


def handed_to(case: Case, adviser: Adviser, about: str) -> None:
    def words() -> Words:
        return Words(
            subject=_("A case was handed to you: %(name)s") % {"name": case.name},
            happened=_("The case of %(name)s is in your hands now.") % {"name": case.name},
            next=_("The concern and what the person needs are in “Mein Bereich”."),
            label=_("To the case"),
            why=_why_adviser(),
            otherwise=_("Nobody else sees it, so please look at it soon."),
        )

    _to_advisers([adviser], words, _case_page(case), f"handed-to-{case.pk}-{about}")


def reminder(booking: Booking) -> None:
    def words() -> Words:
        return Words(
            subject=_("Reminder: your advice on %(when)s") % {"when": when(booking)},
            happened=_("Your date is near: %(date)s.") % {"date": booking_in_words(booking)},
            next=_way_note(booking),
            label=_("See, change or cancel"),
            why=_why_person(),
            otherwise=_("If you cannot come, please cancel: then somebody else gets the date."),
        )

    _to_person(booking.case, words, f"reminder-{booking.pk}")


def ask_record(booking: Booking) -> None:
    def words() -> Words:
        return Words(
            subject=_("What came of it? Talk on %(when)s") % {"when": when(booking)},
            happened=_("The talk with %(name)s on %(when)s is over, and nothing was recorded yet.")
            % {"name": booking.case.name, "when": when(booking)},
            next=_("Two fields are enough: how long it took, and what it has led to."),
            label=_("Record it"),
            why=_why_adviser(),
            otherwise=_("After ten working days it is closed without a record, and the regional office is told."),
        )

    _to_advisers([booking.adviser], words, _case_page(booking.case), f"record-{booking.pk}")


def ask_about_outside(booking: Booking) -> None:
    """An absence or new hours leave a booking outside: the adviser decides."""

    def words() -> Words:
        return Words(
            subject=_("A booking lies outside of your hours: %(when)s") % {"when": when(booking)},
            happened=_("You are away or closed on %(when)s, but %(name)s has a date with you.")
            % {"when": when(booking), "name": booking.case.name},
            next=_("Please keep it, hand it to a colleague, or cancel it: then the person chooses another date."),
            label=_("To the case"),
            why=_why_adviser(),
            otherwise=_("If you do nothing, the date stays as it is."),
        )

    _to_advisers([booking.adviser], words, _case_page(booking.case), f"outside-{booking.pk}")


def call_back_asked(call: CallBack, advisers: Iterable[Adviser]) -> None:
    case = call.case

    def words() -> Words:
        return Words(
            subject=_("We call you back by %(day)s") % {"day": day_label(call.due_on)},
            happened=_("Your request for a call has arrived."),
            next=_("An adviser calls you by %(day)s at the number that you have given.")
            % {"day": day_label(call.due_on)},
            label=_("See or withdraw it"),
            why=_why_person(),
            otherwise=_("You need not do anything. If nobody calls by then, the regional office is told."),
        )

    _to_person(case, words, f"call-back-{call.pk}")
    call_back_waits(call, advisers, "asked")


def call_back_waits(call: CallBack, advisers: Iterable[Adviser], key: str) -> None:
    """To all who can take it, or to the one who has; where there is nobody, to the office."""
    people = list(advisers)

    def words() -> Words:
        return Words(
            subject=_("Call-back promised by %(day)s") % {"day": day_label(call.due_on)},
            happened=_("Somebody has asked to be called back, and a call was promised by %(day)s.")
            % {"day": day_label(call.due_on)},
            next=_("Take it in “Mein Bereich”; the concern is shown to whoever takes it."),
            label=_("To the call-backs"),
            why=_why_adviser() if people else _why_office(),
            otherwise=_("If nobody calls by then, the regional office is told."),
        )

    if people:
        _to_advisers(people, words, partial(reverse, "my_advice:overview"), f"call-back-{key}-{call.pk}")
    else:
        tell(
            office_of(call.case),
            words,
            partial(reverse, CALL_BACKS, args=[call.pk]),
            key=f"advice-office-{key}-{call.pk}",
        )


def taken(case: Case, adviser: Adviser, about: str) -> None:
    def words() -> Words:
        return Words(
            subject=_("%(name)s calls you") % {"name": adviser},
            happened=_("%(name)s has taken your request and calls you.") % {"name": adviser},
            next="",
            label=_("See or withdraw it"),
            why=_why_person(),
            otherwise=_("You need not do anything."),
        )

    _to_person(case, words, f"taken-{case.pk}-{about}")


def call_back_late(call: CallBack) -> None:
    case = call.case

    def to_person() -> Words:
        return Words(
            subject=_("We have not called yet"),
            happened=_("We had promised a call by %(day)s and have not kept it. We are sorry.")
            % {"day": day_label(call.due_on)},
            next=_("The regional office knows and looks after it. You can also choose a free date."),
            label=_("Choose a date"),
            why=_why_person(),
            otherwise=_("If you do nothing, your request stays open."),
        )

    def to_office() -> Words:
        return Words(
            subject=_("Call-back overdue in %(region)s") % {"region": case.region.label},
            happened=_("A call was promised by %(day)s and has not been recorded.") % {"day": day_label(call.due_on)},
            next=_("Please give it to one of your advisers. The concern is not shown to you."),
            label=_("To the call-back"),
            why=_why_office(),
            otherwise=_("If you do nothing, it stays open in the register."),
        )

    _to_person(case, to_person, f"call-back-late-{call.pk}", page="change")
    tell(office_of(case), to_office, partial(reverse, CALL_BACKS, args=[call.pk]), key=f"advice-office-late-{call.pk}")


def closed(case: Case, kind: str, about: str) -> None:
    """A friendly end: withdrawn, or nothing was chosen."""

    def words() -> Words:
        happened = {
            StepKind.WITHDRAWN: _("You have withdrawn your request."),
            StepKind.NOT_CHOSEN: _("No date was chosen, so we have closed your concern."),
        }[StepKind(kind)]
        return Words(
            subject=_("Your request for advice is closed"),
            happened=happened,
            next=_("You can ask for advice again at any time."),
            label=_("Look at it"),
            why=_why_person(),
            otherwise=_("You need not do anything. After 90 days everything you have written is deleted."),
        )

    _to_person(case, words, f"closed-{kind}-{case.pk}-{about}")


def withdrawn_call(call: CallBack) -> None:
    if call.case.adviser is None:
        return

    def words() -> Words:
        return Words(
            subject=_("Call-back withdrawn: %(name)s") % {"name": call.case.name},
            happened=_("%(name)s need not be called any more.") % {"name": call.case.name},
            next="",
            label=_("To your advice"),
            why=_why_adviser(),
            otherwise=_("You need not do anything."),
        )

    _to_advisers([call.case.adviser], words, partial(reverse, "my_advice:overview"), f"withdrawn-{call.pk}")


def office_about(case: Case, kind: str, about: str, *, booking: Booking | None = None) -> None:
    """To the regional office: something went wrong with a case, never what it is about."""

    def words() -> Words:
        values = {"when": when(booking) if booking else "", "region": case.region.label}
        subject, happened, next_step = {
            StepKind.ADVISER_LEFT: (
                _("Adviser gone: dates in %(region)s"),
                _("An adviser no longer advises in %(region)s and still had people waiting."),
                _(
                    "The people were told and choose among the free dates of the others. Please see that there are enough."
                ),
            ),
            StepKind.UNRECORDED: (
                _("No record of a talk in %(region)s"),
                _("Nobody has recorded what came of a talk on %(when)s."),
                _("It is closed now and not counted. Please ask the adviser."),
            ),
            StepKind.UNREACHABLE: (
                _("Mail about advice comes back in %(region)s"),
                _("Mail to somebody who has asked for advice comes back."),
                _("The adviser is told as well; if there is a telephone number, please have them call."),
            ),
        }[StepKind(kind)]
        return Words(
            subject=subject % values,
            happened=happened % values,
            next=next_step % values,
            label=_("To the register"),
            why=_why_office(),
            otherwise=_("If you do nothing, it stays as it is."),
        )

    address = partial(reverse, "registers_advice-bookings_modeladmin_index")
    tell(office_of(case), words, address, key=f"advice-office-{kind}-{case.pk}-{about}")


def adviser_about_lost_mail(case: Case) -> None:
    if case.adviser is None:
        return

    def words() -> Words:
        return Words(
            subject=_("Mail to %(name)s comes back") % {"name": case.name},
            happened=_("Mail to %(name)s comes back; the address does not seem to exist any more.")
            % {"name": case.name},
            next=_("If a telephone number is given, please call."),
            label=_("To the case"),
            why=_why_adviser(),
            otherwise=_("If you do nothing, the person hears nothing more from us."),
        )

    _to_advisers([case.adviser], words, _case_page(case), f"lost-{case.pk}")
