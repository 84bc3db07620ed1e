"""How hard German texts are: the figures are those that the formula gives by hand, and order what people order."""

from typing import Any

import pytest

from core.readiness.reading import school_year, syllables
from core.readiness.report import report_on
from tests.factories import make_news

EASY = "Wir kochen. Alle sind da. Das Brot ist frisch. Die Tür steht offen. Wer mag, der kommt. Es ist warm hier."
HARD = (
    "Die zivilgesellschaftliche Verankerung sozialraumorientierter Unterstützungsstrukturen erfordert eine "
    "ressortübergreifende Koordinierung der beteiligten Verwaltungseinheiten sowie verbindliche "
    "Finanzierungsvereinbarungen, deren Ausgestaltung unterschiedlichen Rahmenbedingungen unterliegt."
)


@pytest.mark.parametrize(
    ("word", "count"), [("Brot", 1), ("Abend", 2), ("kochen", 2), ("Nachbarin", 3), ("Tür-an-Tür", 3)]
)
def test_syllables_are_counted_as_people_speak(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_figure_is_the_formulas() -> None:
    # Three words of one syllable in one sentence: 0.1672 * 3 - 0.0327 * 100 - 0.875.
    assert school_year(["Das ist Brot."]) == pytest.approx(0.5016 - 3.27 - 0.875)
    # Two sentences of two words; one word of four has three syllables and more than six letters.
    assert school_year(["Wir kommen.", "Nachbarin kocht."]) == pytest.approx(
        0.1935 * 25 + 0.1672 * 2 + 0.1297 * 25 - 0.0327 * 50 - 0.875
    )


@pytest.mark.parametrize("texts", [[], [""], ["… 12 !"]])
def test_no_words_make_no_figure(texts: list[str]) -> None:
    assert school_year(texts) == 0.0


def test_easy_is_easier_than_hard() -> None:
    assert school_year([EASY]) < 4 < 12 < school_year([HARD])


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "found"), [(EASY, 0), (HARD, 1)])
def test_only_hard_texts_are_named(text: str, found: int) -> None:
    draft: Any = make_news(body=[("text", f"<p>{text}</p><p>{text}</p><p>{text}</p>")]).get_latest_revision_as_object()
    report = report_on(draft)
    assert report is not None
    assert [len(item.findings) for item in report.items if item.key == "reading"] == [found]
