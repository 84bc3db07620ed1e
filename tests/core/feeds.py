"""The lists that offer an Atom feed, and a program that reads it."""

from xml.etree import ElementTree as ET

from news.models import NewsIndexPage, NewsPage
from projects.models import ProjectIndexPage, ProjectPage
from tests.factories import make_news, make_project, region_index
from tests.factories.bulk import make_many

ATOM = "{http://www.w3.org/2005/Atom}"


class Kind:
    """One kind of content with its list."""

    def __init__(self, index_model, model, make, summary):
        self.index_model, self.model, self.make, self.summary = index_model, model, make, summary

    def index(self, region=None):
        return region_index(self.index_model, region)

    def url(self, region=None):
        return f"{self.index(region).url}feed.atom"

    def read(self, client, region=None):
        response = client.get(self.url(region))
        assert response.status_code == 200
        return ET.fromstring(response.content)  # noqa: S314 - our own answer

    def titles(self, client, region=None):
        return [entry.findtext(f"{ATOM}title") for entry in self.read(client, region).iter(f"{ATOM}entry")]

    def make_many(self, number, **options):
        return make_many(self.model, self.index(), number, **{self.summary: "Kurz."}, **options)


NEWS = Kind(NewsIndexPage, NewsPage, make_news, "lead")
PROJECTS = Kind(ProjectIndexPage, ProjectPage, make_project, "summary")
