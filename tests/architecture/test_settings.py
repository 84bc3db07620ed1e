"""Settings: every variable is typed and documented, production is strict."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = sorted((ROOT / "site" / "portal" / "settings").glob("*.py"))
PRODUCTION = {
    "SECRET_KEY": "k7" * 40 + "-not-used-anywhere",
    "BASE_URL": "https://portal.example.org/",
    "DATABASE_URL": "postgresql://portal@localhost/portal",
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
}


def variables() -> dict[str, str]:
    """Return every variable that the settings read, with the type it is read as."""
    found = {}
    for path in SETTINGS:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                if isinstance(owner, ast.Name) and owner.id == "env" and node.func.attr != "read_env":
                    assert isinstance(node.args[0], ast.Constant)
                    found[str(node.args[0].value)] = node.func.attr
    return found


def documented() -> dict[str, str]:
    """Return the variables of the table in docs/operations.md with their types."""
    text = (ROOT / "docs" / "operations.md").read_text()
    return dict(re.findall(r"^\| `([A-Z0-9_]+)` \| (\w+) \|", text, re.MULTILINE))


def run_with_production_settings(code: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Run Python with only production's variables set."""
    environment = {name: value for name, value in (PRODUCTION | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
    )


def test_every_variable_is_documented_with_its_type() -> None:
    names = {"dj_db_url": "url", "str": "text", "int": "number", "bool": "switch", "list": "list", "path": "folder"}
    assert documented() == {name: names[kind] for name, kind in variables().items()}


def test_no_variable_is_read_past_the_typed_reader() -> None:
    for path in [*SETTINGS, *(ROOT / "site").rglob("*.py")]:
        if path.name != "manage.py":
            assert "os.getenv" not in path.read_text(), path


@pytest.mark.parametrize("variable", ["SECRET_KEY", "BASE_URL"])
def test_production_does_not_start_without(variable: str) -> None:
    result = run_with_production_settings("import portal.settings.production", **{variable: None})
    assert result.returncode != 0
    assert variable in result.stderr


def test_production_is_strict() -> None:
    names = [
        "DEBUG", "DEVELOPMENT", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
        "CSRF_COOKIE_HTTPONLY", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_BACKEND",
    ]  # fmt: skip
    code = f"import json, portal.settings.production as s; print(json.dumps({{n: getattr(s, n) for n in {names!r}}}))"
    result = run_with_production_settings(code)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == {
        "DEBUG": False,
        "DEVELOPMENT": False,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "ALLOWED_HOSTS": ["portal.example.org"],
        "BASE_URL": "https://portal.example.org",
        "EMAIL_BACKEND": "core.outbox.OutboxBackend",
    }


def test_production_has_no_addresses_of_development() -> None:
    code = (
        "import django; django.setup()\n"
        "from django.urls import Resolver404, get_resolver\n"
        "from portal import urls\n"
        "import sys; assert 'portal.development' not in sys.modules"
    )
    result = run_with_production_settings(code)
    assert result.returncode == 0, result.stderr


def test_production_passes_the_deployment_check() -> None:
    code = (
        "import sys; sys.argv = ['manage.py', 'check', '--deploy', '--fail-level', 'WARNING']\n"
        "from django.core.management import execute_from_command_line as run; run(sys.argv)"
    )
    result = run_with_production_settings(code)
    assert result.returncode == 0, result.stderr


def test_production_on_a_sqlite_file_is_warned_about() -> None:
    code = (
        "import django; django.setup()\n"
        "from django.core.checks import run_checks\n"
        "print([c.id for c in run_checks(include_deployment_checks=True, databases=['default'])])"
    )
    result = run_with_production_settings(code, DATABASE_URL=None)
    assert "portal.W001" in result.stdout
