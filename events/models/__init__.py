from .dates import EventDate
from .index import EventIndexPage
from .occurrence import Occurrence
from .page import EventContact, EventPage

__all__ = ["EventContact", "EventDate", "EventIndexPage", "EventPage", "Occurrence"]
