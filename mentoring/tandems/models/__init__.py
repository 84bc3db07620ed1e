"""What the mentor programme keeps."""

from .match import FINAL, HOLDING, OPEN, WITH_MENTOR, Match, MatchQuerySet, Reason, Side, State
from .mentors import Application, DecidesOn, DeclaredCompetitor
from .records import Agreement, Feedback, Link, Problem, Question, Session, Step

__all__ = [
    "FINAL",
    "HOLDING",
    "OPEN",
    "WITH_MENTOR",
    "Agreement",
    "Application",
    "DecidesOn",
    "DeclaredCompetitor",
    "Feedback",
    "Link",
    "Match",
    "MatchQuerySet",
    "Problem",
    "Question",
    "Reason",
    "Session",
    "Side",
    "State",
    "Step",
]
