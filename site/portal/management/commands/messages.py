"""Collects texts into the catalogues, or checks that the committed ones are complete and compiled."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test import override_settings
from django.utils.translation import to_locale

DOMAIN = "django"
SOURCE_LANGUAGE = "en"
# Leichte Sprache falls back to German, text by text; the others must be complete.
COMPLETE_LANGUAGES = ["de", "en", "hsb"]
IGNORED = [".venv", "var", "tests", "benchmarks", "docs", "static", "node_modules", "build", "dist"]


class Command(BaseCommand):
    """Wraps makemessages and compilemessages so that both always see the same files."""

    help = "Updates locale/ from code and templates and compiles it; --check only reports what is missing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer the check alone."""
        parser.add_argument("--check", action="store_true", help="change nothing, fail where something is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work on locale/ itself, or on a copy of it."""
        committed = Path(settings.LOCALE_PATHS[0])
        if not options["check"]:
            committed.mkdir(exist_ok=True)
            collect(committed.parent)
            for language in COMPLETE_LANGUAGES:
                compile_catalogue(catalogue(committed, language))
                missing = len(open_entries(catalogue(committed, language)))
                self.stdout.write(f"{language}: {missing} texts to translate")
            return
        with tempfile.TemporaryDirectory() as folder:
            fresh = copy_of_tree(committed, Path(folder))
            collect(fresh.parent)
            problems = [
                problem for language in COMPLETE_LANGUAGES for problem in find_problems(committed, fresh, language)
            ]
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems in the catalogues. Run `make messages`, then translate.")
        self.stdout.write("All catalogues are complete and compiled.")


def catalogue(folder: Path, language: str) -> Path:
    """Return the place of a language's catalogue."""
    return folder / to_locale(language) / "LC_MESSAGES" / f"{DOMAIN}.po"


def copy_of_tree(committed: Path, root: Path) -> Path:
    """Make a tree with the same sources, as links, and catalogues of its own; return the folder of these."""
    for source in settings.BASE_DIR.iterdir():
        if source != committed and source.name not in IGNORED:
            (root / source.name).symlink_to(source, target_is_directory=source.is_dir())
    fresh = root / committed.name
    if committed.exists():
        shutil.copytree(committed, fresh)
    return fresh


def collect(root: Path) -> None:
    """Update locale/ of a tree from its code and templates, without line numbers that would always differ."""
    folder = root / "locale"
    for language in COMPLETE_LANGUAGES:
        catalogue(folder, language).parent.mkdir(parents=True, exist_ok=True)
    # makemessages prefers the locale/ of the folder it runs in to any that settings name.
    with contextlib.chdir(root), override_settings(LOCALE_PATHS=[str(folder)]):
        call_command(
            "makemessages",
            locale=[to_locale(language) for language in COMPLETE_LANGUAGES],
            ignore_patterns=IGNORED,
            add_location="file",
            symlinks=True,
            no_obsolete=True,
            no_wrap=True,
            verbosity=0,
        )
    for language in COMPLETE_LANGUAGES:
        tidy(catalogue(folder, language), language)
    fill_source_language(catalogue(folder, SOURCE_LANGUAGE))


def tidy(path: Path, language: str) -> None:
    """Drop gettext's guesses and its sample header; a date of collection would change with every run."""
    texts = polib.pofile(str(path), wrapwidth=0)
    for entry in texts.fuzzy_entries():
        entry.flags.remove("fuzzy")
        entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
        entry.msgstr = "" if not entry.msgid_plural else entry.msgstr
        entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
    texts.header = settings.WAGTAIL_SITE_NAME
    texts.metadata_is_fuzzy = False
    kept = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
    texts.metadata = {"Language": to_locale(language)} | {name: texts.metadata[name] for name in kept}
    texts.save()


def fill_source_language(path: Path) -> None:
    """Give every English text itself as translation; one worded otherwise by hand stays."""
    texts = polib.pofile(str(path), wrapwidth=0)
    for entry in texts.untranslated_entries():
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = entry.msgid
    texts.save()


def compile_catalogue(path: Path) -> None:
    """Write the compiled form beside the catalogue."""
    polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def open_entries(path: Path) -> list[polib.POEntry]:
    """Return what has no translation, or only a guessed one."""
    texts = polib.pofile(str(path))
    return [*texts.untranslated_entries(), *texts.fuzzy_entries()]


def find_problems(committed: Path, fresh: Path, language: str) -> list[str]:
    """Say what a committed catalogue lacks compared with the code, and whether its compiled form is its own."""
    path = catalogue(committed, language)
    if not path.exists():
        return [f"{language}: there is no catalogue"]
    problems = [f"{language}: not translated: {entry.msgid!r}" for entry in open_entries(path)]
    known = {key(entry) for entry in polib.pofile(str(path)) if not entry.obsolete}
    wanted = {key(entry) for entry in polib.pofile(str(catalogue(fresh, language))) if not entry.obsolete}
    problems += [f"{language}: not in the catalogue: {text!r}" for _, text, _ in sorted(wanted - known)]
    problems += [f"{language}: no longer used: {text!r}" for _, text, _ in sorted(known - wanted)]
    compiled = path.with_suffix(".mo")
    if not compiled.exists():
        problems.append(f"{language}: not compiled")
    elif translations(polib.mofile(str(compiled))) != translations(polib.pofile(str(path)).translated_entries()):
        problems.append(f"{language}: the compiled catalogue is older than the texts")
    return problems


def key(entry: Any) -> tuple[str, str, str]:
    """Return what gettext looks an entry up by."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def translations(entries: Iterable[Any]) -> dict[tuple[str, str, str], Any]:
    """Return the translations by their keys."""
    return {key(entry): entry.msgstr_plural or entry.msgstr for entry in entries}
