"""The house keeps its shape: folders, sizes, forbidden words."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 450
LONGEST_TEMPLATE = 110
MACHINE_PATH = re.compile(r"(?<![\w.:/~*-])/(?:work|home|root|opt|Users|mnt)/\w")
TEXT_FILES = {".css", ".html", ".in", ".js", ".md", ".po", ".py", ".toml", ".txt", ".yml", ""}


def tracked_files() -> list[Path]:
    """Return what belongs to the project: tracked files, and new ones that nothing ignores."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted(path for line in listing.stdout.splitlines() if (path := ROOT / line).is_file())


FILES = tracked_files()
MODULES = [path for path in FILES if path.suffix == ".py" and "migrations" not in path.parts]
TEMPLATES = [path for path in FILES if path.suffix in {".html", ".txt"} and "templates" in path.parts]


def lines(path: Path) -> list[str]:
    """Return a file's lines."""
    return path.read_text(encoding="utf-8").splitlines()


def relative(path: Path) -> str:
    """Name a file from the root."""
    return str(path.relative_to(ROOT))


def test_site_folder_is_no_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_python_s_own_site_module_is_the_one_imported() -> None:
    import site

    assert hasattr(site, "getsitepackages")


def test_no_module_is_too_long_to_read() -> None:
    assert {relative(path): len(lines(path)) for path in MODULES if len(lines(path)) > LONGEST_MODULE} == {}


def test_no_template_is_too_long_to_read() -> None:
    assert {relative(path): len(lines(path)) for path in TEMPLATES if len(lines(path)) > LONGEST_TEMPLATE} == {}


def test_no_template_marks_text_as_safe() -> None:
    assert [relative(path) for path in TEMPLATES if re.search(r"\|\s*safe\b", path.read_text())] == []


def test_only_plain_text_goes_unescaped() -> None:
    unescaped = [path for path in TEMPLATES if "autoescape off" in path.read_text()]
    assert [relative(path) for path in unescaped if path.suffix != ".txt"] == []


def test_no_template_carries_inline_script_or_style() -> None:
    inline = re.compile(
        r"<style\b|\sstyle=|<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)|\son\w+=", re.IGNORECASE
    )
    # Mail programs know no style sheets of a site.
    pages = [path for path in TEMPLATES if path.suffix == ".html" and "mail" not in path.parts]
    assert [relative(path) for path in pages if inline.search(path.read_text())] == []


def test_no_file_names_a_path_of_somebody_s_machine() -> None:
    found = {}
    for path in FILES:
        if path.suffix in TEXT_FILES and path != Path(__file__):
            hits = [line.strip() for line in lines(path) if MACHINE_PATH.search(line)]
            if hits:
                found[relative(path)] = hits
    assert found == {}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"])
def test_locked_requirements_carry_hashes_and_no_download_host(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    for requirement in re.split(r"\n(?=\w)", text.partition("\n\n")[0] or text):
        if "==" in requirement:
            assert "--hash=sha256:" in requirement


def test_every_direct_requirement_is_locked() -> None:
    for source, locked in [("requirements.in", "requirements.txt"), ("requirements-dev.in", "requirements-dev.txt")]:
        names = re.findall(r"^[a-z][a-z0-9-]*", (ROOT / source).read_text(), re.MULTILINE)
        available = re.findall(r"^([a-z0-9-]+)==", (ROOT / locked).read_text(), re.MULTILINE)
        assert set(names) <= set(available), source


def test_no_python_file_leaves_work_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX)\b")
    shipped = [path for path in MODULES if "tests" not in path.parts]
    assert [relative(path) for path in shipped if later.search(path.read_text())] == []
