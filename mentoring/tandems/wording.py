"""What the mails of the programme say: for each step what the mentee, the mentor and the team read."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoring.tandems.models import State, Step

Text = str | Promise
Kind = Step.Kind


NOTHING_TO_DO = _("You need not do anything.")


@dataclass(frozen=True, slots=True)
class Said:
    """Subject, what happened, what to do, and what follows from doing nothing; all take the same values."""

    subject: Text
    happened: Text
    next: Text = ""
    otherwise: Text = NOTHING_TO_DO


NOTHING_TYPED_TWICE = _(
    "These mentors fit your request: %(others)s. On your page one button passes it on, nothing has to be typed again."
)
TEAM_LOOKS = _("The programme team knows of it. On your page one button asks it to propose somebody else.")
# After these steps the mentee gets others to turn to.
HANDED_BACK = {
    Kind.UNFOUND, Kind.DECLINED, Kind.SILENT, Kind.UNMET, Kind.UNAGREED, Kind.LEFT, Kind.PAUSED, Kind.UNREACHABLE,
}  # fmt: skip
YOU_EXPIRE = _("If nothing happens by %(day)s, the request ends and the place is free again.")

MENTEE: dict[str, Said] = {
    Kind.SEEKING: Said(
        _("We look for a mentor for “%(project)s”"),
        _("Your request is confirmed, and the programme team has it."),
        _("By %(day)s the team proposes somebody to you. You can withdraw the request at any time."),
    ),
    Kind.REQUESTED: Said(
        _("Your request is with %(mentor)s"),
        _("%(mentor)s has got your request “%(project)s”."),
        _("You hear from us by %(day)s at the latest. If there is no answer, we name others to you."),
    ),
    Kind.ASKED: Said(
        _("%(mentor)s would like to know something"),
        _("%(mentor)s has a question about “%(project)s”."),
        _("Please answer on your page by %(day)s."),
        _("If no answer comes by %(day)s, the request ends. You can ask again at any time."),
    ),
    Kind.ANSWERED: Said(
        _("Your answer has gone to %(mentor)s"),
        _("%(mentor)s has got your answer."),
        _("You hear from us by %(day)s at the latest."),
    ),
    Kind.ACCEPTED: Said(
        _("%(mentor)s accompanies you"),
        _("%(mentor)s has said yes to “%(project)s”. How nice!"),
        _("%(mentor)s has your e-mail address now. Arrange a first meeting by %(day)s and note its day on your page."),
        YOU_EXPIRE,
    ),
    Kind.MEETING: Said(
        _("First meeting on %(meeting)s"),
        _("The first meeting of you and %(mentor)s is noted for %(meeting)s."),
        _("If you want to go on after it, write down goal and rhythm together by %(day)s; the sheet is on your page."),
        YOU_EXPIRE,
    ),
    Kind.AGREEMENT: Said(
        _("The agreement about “%(project)s”"),
        _("%(writer)s has written the agreement: goal, rhythm, duration, confidentiality."),
        _("As soon as both agree, your tandem begins. Please look at it by %(day)s."),
        YOU_EXPIRE,
    ),
    Kind.RUNNING: Said(
        _("Your tandem with %(mentor)s begins"),
        _("Both of you have agreed. Your tandem runs until %(end)s."),
        _("On your page you see the sessions. If something goes wrong, tell the programme team there, in confidence."),
    ),
    Kind.REMINDED: Said(
        _("“%(project)s”: what is next"),
        _("Your request stands at: %(state)s."),
        _("Please look at your page. The next step should be done by %(day)s."),
        YOU_EXPIRE,
    ),
    Kind.MIDTERM: Said(
        _("Half time: how is it going?"),
        _("Half of your time with %(mentor)s is over."),
        _("Five short questions are waiting on your page. Only the programme team reads the answers."),
    ),
    Kind.STALLED: Said(
        _("Is everything all right with “%(project)s”?"),
        _("For some weeks no session has been noted in your tandem with %(mentor)s."),
        _("Perhaps it was only forgotten. If it does not work any more, you can end it or tell the programme team."),
    ),
    Kind.FINISHED: Said(
        _("Your tandem is finished"),
        _("Your tandem with %(mentor)s is finished. Thank you for the way together!"),
        _("On your page are the certificate and five closing questions for the programme team."),
    ),
    Kind.RAN_OUT: Said(
        _("Your tandem is finished"),
        _("The agreed time of your tandem with %(mentor)s is over, so it is finished now."),
        _("On your page are the certificate and five closing questions for the programme team."),
    ),
    Kind.DECLINED: Said(
        _("%(mentor)s cannot take your request"),
        _("%(mentor)s has declined “%(project)s”: %(reason)s. We are sorry."),
    ),
    Kind.WITHDRAWN: Said(
        _("Your request is withdrawn"),
        _("You have withdrawn “%(project)s”. Nobody works on it any more."),
        _("You can ask again at any time."),
    ),
    Kind.ENDED: Said(
        _("The tandem “%(project)s” has ended"),
        _("%(ender)s has ended the tandem of you and %(mentor)s."),
        _("If you like, tell the programme team on your page how it was. You can ask for a mentor again at any time."),
    ),
    Kind.UNFOUND: Said(
        _("We have found nobody for “%(project)s” yet"),
        _("The programme team has not been able to propose a mentor in time. We are sorry."),
    ),
    Kind.SILENT: Said(
        _("Others for your request to %(mentor)s"),
        _("%(mentor)s has not answered within seven working days. We are sorry."),
    ),
    Kind.UNANSWERED: Said(
        _("Your request “%(project)s” has ended"),
        _("The question of %(mentor)s has had no answer in time, so the request has ended."),
        _("If you are still interested, please ask again: nobody holds it against you."),
    ),
    Kind.UNMET: Said(
        _("“%(project)s”: no first meeting"),
        _("No first meeting with %(mentor)s has come about in time, so the request has ended."),
    ),
    Kind.UNAGREED: Said(
        _("“%(project)s”: no agreement"),
        _("After the first meeting with %(mentor)s nothing was agreed in time, so the request has ended."),
    ),
    Kind.LEFT: Said(
        _("Others for your request to %(mentor)s"),
        _("%(mentor)s does not take part in the programme any more. We are sorry."),
    ),
    Kind.PAUSED: Said(
        _("Others for your request to %(mentor)s"),
        _("%(mentor)s is taking a break and gives your request back. We are sorry."),
    ),
    Kind.UNREACHABLE: Said(
        _("Others for your request to %(mentor)s"),
        _("Our mail does not reach %(mentor)s at the moment. We are sorry."),
    ),
    Kind.PROBLEM: Said(
        _("The programme team has your message"),
        _("You have told the programme team about a problem in “%(project)s”. The other side does not hear of it."),
        _("The team gets in touch with you. In an emergency please call 112."),
    ),
}

MENTOR: dict[str, Said] = {
    Kind.REQUESTED: Said(
        _("%(mentee)s asks you to be mentor: %(project)s"),
        _("%(mentee)s asks for your help with “%(project)s”."),
        _("Please say yes or no, or ask back, by %(day)s. A no is fine, too: then we name others."),
        _("If there is no answer by %(day)s, the request goes to somebody else."),
    ),
    Kind.ASKED: Said(
        _("Your question has gone to %(mentee)s"),
        _("%(mentee)s has got your question about “%(project)s”."),
        _("The answer should come by %(day)s. You can still say yes or no meanwhile."),
    ),
    Kind.ANSWERED: Said(
        _("%(mentee)s has answered your question"),
        _("%(mentee)s has answered about “%(project)s”."),
        _("Please say yes or no by %(day)s."),
        _("If there is no answer by %(day)s, the request goes to somebody else."),
    ),
    Kind.ACCEPTED: Said(
        _("You accompany %(mentee)s"),
        _("You have said yes to “%(project)s”. Thank you!"),
        _("%(mentee)s can be reached under %(email)s. Please arrange a first meeting by %(day)s and note its day."),
        YOU_EXPIRE,
    ),
    Kind.MEETING: Said(
        _("First meeting on %(meeting)s"),
        _("The first meeting of you and %(mentee)s is noted for %(meeting)s."),
        _("If you want to go on after it, write down goal and rhythm together by %(day)s; the sheet is on the page."),
        YOU_EXPIRE,
    ),
    Kind.AGREEMENT: Said(
        _("The agreement about “%(project)s”"),
        _("%(writer)s has written the agreement: goal, rhythm, duration, confidentiality."),
        _("As soon as both agree, the tandem begins. Please look at it by %(day)s."),
        YOU_EXPIRE,
    ),
    Kind.RUNNING: Said(
        _("Your tandem with %(mentee)s begins"),
        _("Both of you have agreed. Your tandem runs until %(end)s."),
        _("Please note each session with day, length and topic. If something goes wrong, tell the programme team."),
    ),
    Kind.REMINDED: Said(
        _("%(mentee)s is waiting: “%(project)s”"),
        _("The request of %(mentee)s stands at: %(state)s."),
        _("Please look at it. The next step should be done by %(day)s."),
        YOU_EXPIRE,
    ),
    Kind.MIDTERM: Said(
        _("Half time: how is it going?"),
        _("Half of your time with %(mentee)s is over."),
        _("Five short questions are waiting. Only the programme team reads the answers."),
    ),
    Kind.STALLED: Said(
        _("Is everything all right with “%(project)s”?"),
        _("For some weeks no session has been noted in your tandem with %(mentee)s."),
        _("Perhaps it was only forgotten. If it does not work any more, you can end it or tell the programme team."),
    ),
    Kind.FINISHED: Said(
        _("Your tandem is finished"),
        _("Your tandem with %(mentee)s is finished. Thank you for your time!"),
        _("On its page are the certificate and five closing questions for the programme team."),
    ),
    Kind.RAN_OUT: Said(
        _("Your tandem is finished"),
        _("The agreed time of your tandem with %(mentee)s is over, so it is finished now."),
        _("On its page are the certificate and five closing questions for the programme team."),
    ),
    Kind.DECLINED: Said(
        _("You have declined “%(project)s”"),
        _("We have told %(mentee)s in friendly words and named others."),
    ),
    Kind.WITHDRAWN: Said(
        _("%(mentee)s has withdrawn the request"),
        _("%(mentee)s has withdrawn “%(project)s”. The place is free again."),
    ),
    Kind.ENDED: Said(
        _("The tandem “%(project)s” has ended"),
        _("%(ender)s has ended the tandem of you and %(mentee)s. The place is free again."),
    ),
    Kind.SILENT: Said(
        _("The request of %(mentee)s has gone on"),
        _("There was no answer to “%(project)s” within seven working days, so we have named others."),
        _("If you have too little time at the moment, pause in your area. Nobody holds it against you."),
    ),
    Kind.UNANSWERED: Said(
        _("The request of %(mentee)s has ended"),
        _("%(mentee)s has not answered your question in time, so “%(project)s” has ended."),
    ),
    Kind.UNMET: Said(
        _("“%(project)s”: no first meeting"),
        _("No first meeting with %(mentee)s has come about in time. The place is free again."),
    ),
    Kind.UNAGREED: Said(
        _("“%(project)s”: no agreement"),
        _("After the first meeting with %(mentee)s nothing was agreed in time. The place is free again."),
    ),
    Kind.LEFT: Said(
        _("Your requests have been passed back"),
        _("You do not take part in the programme any more, so “%(project)s” has gone back to %(mentee)s."),
    ),
    Kind.PAUSED: Said(
        _("You pause"),
        _("The request “%(project)s” has gone back to %(mentee)s with the names of others."),
    ),
    Kind.PROBLEM: Said(
        _("The programme team has your message"),
        _("You have told the programme team about a problem in “%(project)s”. The other side does not hear of it."),
        _("The team gets in touch with you. In an emergency please call 112."),
    ),
}

LOOK_AFTER = _("Please look after it: the page of the tandem says what has happened.")
TEAM: dict[str, Said] = {
    Kind.SEEKING: Said(
        _("A mentor is wanted: %(project)s"),
        _("Somebody asks for a mentor for “%(project)s”."),
        _("Please propose one by %(day)s. The list on the page says who fits, and why."),
        _("If nobody is proposed by %(day)s, the mentee is given others to turn to, and the request ends."),
    ),
    Kind.REMINDED: Said(
        _("Still without a mentor: %(project)s"),
        _("Half of the time to find a mentor for “%(project)s” is over."),
        _("Please propose one by %(day)s."),
        _("If nobody is proposed by %(day)s, the mentee is given others to turn to, and the request ends."),
    ),
    Kind.UNFOUND: Said(
        _("Nobody was proposed: %(project)s"),
        _("No mentor was proposed for “%(project)s” in time."),
        LOOK_AFTER,
    ),
    Kind.DECLINED: Said(
        _("Declined: %(project)s"), _("%(mentor)s has declined “%(project)s”: %(reason)s."), LOOK_AFTER
    ),
    Kind.SILENT: Said(
        _("No answer of %(mentor)s"), _("%(mentor)s has not answered “%(project)s” in time."), LOOK_AFTER
    ),
    Kind.UNANSWERED: Said(
        _("Request expired: %(project)s"), _("The question of %(mentor)s has had no answer in time."), LOOK_AFTER
    ),
    Kind.UNMET: Said(
        _("Request expired: %(project)s"), _("No first meeting with %(mentor)s has come about in time."), LOOK_AFTER
    ),
    Kind.UNAGREED: Said(
        _("Request expired: %(project)s"),
        _("After the first meeting with %(mentor)s nothing was agreed in time."),
        LOOK_AFTER,
    ),
    Kind.LEFT: Said(
        _("Mentor has left: %(mentor)s"),
        _("%(mentor)s does not take part any more; “%(project)s” has gone back to the mentee."),
        LOOK_AFTER,
    ),
    Kind.PAUSED: Said(
        _("Mentor pauses: %(mentor)s"), _("%(mentor)s pauses and has passed “%(project)s” back."), LOOK_AFTER
    ),
    Kind.UNREACHABLE: Said(
        _("Mail to %(mentor)s comes back"),
        _("A mail to %(mentor)s about “%(project)s” could not be delivered."),
        LOOK_AFTER,
    ),
    Kind.MENTEE_LOST: Said(
        _("Mail to a mentee comes back: %(project)s"),
        _("A mail to the mentee of “%(project)s” could not be delivered."),
        LOOK_AFTER,
    ),
    Kind.MENTOR_GONE: Said(
        _("Mentor is gone while a tandem goes on: %(project)s"),
        _("%(mentor)s is no longer public or has no account any more, and “%(project)s” is still running."),
        _("Please talk to both. On the page of the tandem you can end it."),
    ),
    Kind.STALLED: Said(
        _("A tandem stalls: %(project)s"), _("For some weeks no session has been noted in “%(project)s”."), LOOK_AFTER
    ),
    Kind.ENDED: Said(_("Ended early: %(project)s"), _("%(ender)s has ended the tandem “%(project)s”."), LOOK_AFTER),
    Kind.PROBLEM: Said(
        _("A problem in a tandem: %(project)s"),
        _("Somebody has told you in confidence about a problem in “%(project)s”."),
        _("Please read it on the page of the tandem, get in touch, and write down what was done."),
        _("If you do nothing, the problem stays open in your overview."),
    ),
}

# Who is reminded at half time: whoever has the next step.
REMINDED = {
    State.SEEKING: ("team",),
    State.REQUESTED: ("mentor",),
    State.QUESTION: ("mentee",),
    State.ACCEPTED: ("mentee", "mentor"),
    State.FIRST_MEETING: ("mentee", "mentor"),
}
