"""The folding that texts and queries share."""

import pytest

from core.search.words import fold, folded_words, stem, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Häuser", "haeuser"),
        ("Häuser", "hauser"),
        ("Straße", "Strasse"),
        ("Straßenfest", "strassenfest"),
        ("Müller", "Mueller"),
        ("GRÜẞE", "grüße"),
        ("Größe", "groesse"),
        ("Łužica", "Luzica"),
        ("Bäuerin", "Baeuerin"),
        ("Mentor*innen", "Mentorinnen"),
        ("Bürger:innen", "Buergerinnen"),
        ("Nach\u00adbarschaft", "Nachbarschaft"),
        ("Leben·digkeit", "Lebendigkeit"),
    ],
)
def test_two_spellings_of_one_word_fold_to_the_same(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize("word", ["Bauer", "neue", "Quelle", "Frauen", "Museum"])
def test_letters_that_are_no_umlaut_stay(word: str) -> None:
    assert fold(word) == word.lower()


@pytest.mark.parametrize("word", ["Häuser", "haeuser", "Straßenfest", "Quelle", "Bäuerin", "Neueröffnung"])
def test_the_beginning_of_a_word_folds_to_the_beginning_of_the_folded_word(word: str) -> None:
    folded = fold(word)
    assert all(folded.startswith(fold(word[:length])) for length in range(1, len(word)))


def test_a_hyphenated_word_is_found_in_parts_and_joined() -> None:
    assert {"mittel", "sachsen", "mittelsachsen"} <= set(folded_words(["Mittel-Sachsen"]).split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hauser", "haus"), ("gemeinden", "gemeind"), ("projekte", "projekt"), ("mentorinnen", "mentor")],
)
def test_german_endings_are_left_out(typed: str, meant: str) -> None:
    assert stem(typed, "de") == meant
    assert stem(typed, "de-simple") == meant


def test_a_short_word_keeps_its_ending() -> None:
    assert stem("haus", "de") == "haus"
