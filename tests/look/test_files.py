"""The files of the look: one style sheet, light, and nothing that is missing."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from wagtail.images.models import Filter

from core import renditions
from core.static_bundle import BundleFinder, bundle

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
FIRST_VIEW = 100_000


def test_the_style_sheet_is_served_as_one_file():
    text = Path(finders.find("css/site.css")).read_text(encoding="utf-8")

    assert "@import" not in text
    assert "@layer components {" in text


def test_the_bundle_follows_its_sources(tmp_path, settings):
    css = tmp_path / "static" / "css"
    css.mkdir(parents=True)
    (css / "site.css").write_text('@layer base;\n@import url("a.css") layer(base);\n', encoding="utf-8")
    (css / "a.css").write_text("a { color: red; } /* why */", encoding="utf-8")
    settings.BASE_DIR, settings.STATICFILES_DIRS = tmp_path, [tmp_path / "static"]
    finder = BundleFinder()
    before = Path(finder.find("css/site.css")).read_text(encoding="utf-8")
    (css / "a.css").write_text("a { color: blue; }", encoding="utf-8")
    after = Path(finder.find("css/site.css")).read_text(encoding="utf-8")

    assert before == "@layer base;\n@layer base {\na { color: red; }\n}\n"
    assert "blue" in after


def test_the_finder_leaves_other_files_to_others():
    assert BundleFinder().find("css/tokens.css") == []


def test_the_bundle_holds_every_style_sheet():
    entry = (STATIC / "css" / "site.css").read_text(encoding="utf-8")
    sources = {path.relative_to(STATIC / "css").as_posix() for path in (STATIC / "css").rglob("*.css")}

    assert set(re.findall(r'@import url\("([^"]+)"\)', entry)) == sources - {"site.css", "admin.css", "letter.css"}


def test_files_of_components_point_to_no_other_file():
    assert [
        path.name for path in (STATIC / "css" / "components").glob("*.css") if "url(" in path.read_text("utf-8")
    ] == []


def test_style_and_fonts_of_the_first_view_are_light():
    styles = len(gzip.compress(bundle(STATIC / "css" / "site.css").encode()))
    scripts = len(gzip.compress((STATIC / "js" / "site.js").read_bytes()))
    icons = len(gzip.compress((STATIC / "img" / "icons.svg").read_bytes()))
    fonts = sum(
        (STATIC / "fonts" / f"{name}-latin.woff2").stat().st_size
        for name in ("bricolage-grotesque", "atkinson-hyperlegible-next")
    )

    # Forty kilobytes remain for the page itself.
    assert styles + scripts + icons + fonts < FIRST_VIEW - 40_000


def test_fonts_and_icons_come_with_their_licences():
    assert all(
        (STATIC / "fonts" / f"OFL-{name}.txt").is_file()
        for name in ("bricolage-grotesque", "atkinson-hyperlegible-next")
    )
    assert (STATIC / "img" / "LICENSE-lucide.txt").is_file()


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "img" / "icons.svg").read_text("utf-8")))
    named = {name for path in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', path.read_text("utf-8"))}

    assert named <= sprite


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_documents_its_context_on_its_first_line(path):
    assert path.read_text(encoding="utf-8").startswith("{#")


@pytest.mark.parametrize("path", [*COMPONENTS, ROOT / "templates" / "base.html"], ids=lambda path: path.stem)
def test_a_component_is_short_and_free_of_inline_style_and_script(path):
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 100
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*src=)|\|safe\b", text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("cover", renditions.CARD_RENDITIONS), ("figure", renditions.FIGURE_RENDITIONS)],
)
def test_pictures_are_shown_in_the_sizes_that_lists_prefetch(name, expected):
    text = (ROOT / "templates" / "components" / f"{name}.html").read_text(encoding="utf-8")
    tags = re.findall(r"{% picture [\w.]+ (format-\S+ \S+) ", text)

    assert tags
    assert all(sorted(Filter.expand_spec(tag)) == sorted(expected) for tag in tags)
