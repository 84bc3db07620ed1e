from .co_author import CoAuthor
from .index import ProjectIndexPage
from .project import ProjectPage, ProjectPartner, ProjectSought, Sought
from .start import StartedProject
from .transfer import ProjectTransfer

__all__ = [
    "CoAuthor",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "ProjectSought",
    "ProjectTransfer",
    "Sought",
    "StartedProject",
]
