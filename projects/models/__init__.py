from .co_author import CoAuthor
from .index import ProjectIndexPage
from .project import ProjectPage, ProjectPartner, ProjectSought, Sought
from .request import ProjectRequest
from .start import StartedProject
from .transfer import ProjectTransfer

__all__ = [
    "CoAuthor",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "ProjectRequest",
    "ProjectSought",
    "ProjectTransfer",
    "Sought",
    "StartedProject",
]
