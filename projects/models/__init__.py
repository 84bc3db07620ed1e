from .index import ProjectIndexPage
from .project import ProjectPage, ProjectPartner, ProjectSought, Sought
from .start import StartedProject

__all__ = [
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "ProjectSought",
    "Sought",
    "StartedProject",
]
