"""Public forms: programs are noticed, people lose nothing; and what strangers type is harmless to look at."""

from datetime import timedelta

import pytest

from core.form_guard import GuardedForm, stamp
from core.plain_words import PlainField, plain_words, without_links
from tests.factories.guard import opened


class Form(GuardedForm):
    text = PlainField(max_length=50)


def sent(**data: str) -> Form:
    return Form({"text": "Guten Tag", "opened": opened(), "trap": "", **data})


def test_a_person_who_took_a_minute_passes() -> None:
    form = sent()
    assert form.is_valid()
    assert form.cleaned_data == {"text": "Guten Tag"}
    assert [field.name for field in form.shown_fields] == ["text"]


@pytest.mark.parametrize(
    "data",
    [
        {"trap": "https://spam.example"},
        {"opened": ""},
        {"opened": "made-up"},
        {"opened": opened(timedelta(days=2))},
    ],
)
def test_whoever_is_stopped_by_mistake_keeps_the_words_and_sends_again(data: dict[str, str]) -> None:
    form = sent(**data)
    assert not form.is_valid()
    assert "Guten Tag" in form["text"].as_widget()
    again = {"text": "Guten Tag", "trap": form["trap"].value(), "opened": form["opened"].value()}
    assert set(Form(again).errors.get("__all__", [])) <= {
        "That was faster than people write. Please send once more in a moment."
    }


def test_a_program_is_too_fast() -> None:
    assert not sent(opened=stamp()).is_valid()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Größe\r\n\r\n\r\n\r\nGruß\x00\x07", "Größe\n\nGruß"),
        ("abc\u202eexe.doc\u2066\ufeff", "abcexe.doc"),
        ("Z" + "\u0301\u0334\u0335" * 40 + "a", None),
        ("שָׁלוֹם мир 👩‍👩‍👧 Łužica", "שָׁלוֹם мир 👩‍👩‍👧 Łužica"),
    ],
)
def test_words_stay_and_tricks_go(typed: str, shown: str | None) -> None:
    cleaned = plain_words(typed)
    if shown is None:
        assert len(cleaned) < 8
    else:
        assert cleaned.replace("\u05c1\u05b8", "\u05b8\u05c1") == shown.replace("\u05c1\u05b8", "\u05b8\u05c1")


def test_a_megabyte_is_refused_without_being_read() -> None:
    assert "text" in sent(text="\u0301" * 1_000_000).errors


def test_no_mail_program_makes_a_link_of_it() -> None:
    text = without_links("Siehe https://boese.example/x?y=1 oder www.boese.example. Das sind z.B. 1.200 Euro.")
    assert "://" not in text.replace("[://]", "")
    assert "boese.example" not in text
    assert "z.B. 1.200 Euro." in text
