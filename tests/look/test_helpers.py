"""The template helpers of the components."""

import html
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from django import forms

from core.templatetags.ui import (
    alt_text,
    credit,
    kind_of,
    longest_word,
    protected_email,
    sentences,
    stitch_states,
    tel,
    words,
)


def test_a_protected_address_shows_nothing_that_harvesters_look_for():
    markup = protected_email("ines.marschner@example.org")

    assert not any(sign in markup for sign in ("@", "mailto", "example", "ines"))


def test_a_protected_address_is_a_working_link_once_the_browser_has_decoded_it():
    decoded = html.unescape(protected_email("ines.marschner@example.org")).replace("<wbr>", "")

    assert unquote(decoded) == '<a href="mailto:ines.marschner@example.org">ines.marschner@example.org</a>'


@pytest.mark.parametrize("address", ['"><script>alert(1)</script>', "a@b?subject=x&cc=evil@example.org", "\x00\n<b>"])
def test_a_hostile_address_cannot_leave_the_attribute(address):
    markup = protected_email(address)

    assert markup.count("<a ") == 1
    assert set(markup.replace("<wbr>", "")) <= set('<a href="&#0123456789;">/')
    assert "?" not in html.unescape(markup).split('"')[1]


@pytest.mark.parametrize("nothing", ["", None, "   "])
def test_no_address_gives_no_link(nothing):
    assert protected_email(nothing) == ""


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("0371 123456", "tel:+49371123456"),
        ("+49 (0)351 / 76-54", "tel:+493517654"),
        ("0049 341 1", "tel:+493411"),
        ("116117", "tel:116117"),
        ("nach Vereinbarung", ""),
        (None, ""),
        ("javascript:alert(1)", "tel:1"),
    ],
)
def test_a_telephone_number_becomes_an_address(number, address):
    assert tel(number) == address


def test_simple_language_stands_one_sentence_a_line():
    assert sentences("Das ist <neu>. Das ist gut!").count('<span class="sentence">') == 2
    assert "&lt;neu&gt;" in sentences("Das ist <neu>.")


@pytest.mark.parametrize(
    ("done", "total", "states"), [(1, 3, [True, False, False]), ("x", 3, []), (None, None, []), (9, 2, [True, True])]
)
def test_stitches_are_counted(done, total, states):
    assert stitch_states(done, total) == states


def test_a_thread_never_has_more_than_twelve_stitches():
    assert len(stitch_states(1, 10**9)) == 12


@pytest.mark.parametrize("item", ["mit DGS", {"title": "mit DGS"}, SimpleNamespace(title="mit DGS")])
def test_a_label_keeps_its_spelling(item):
    assert words(item) == "mit DGS"


def test_the_longest_word_decides_about_the_size_of_a_title():
    assert longest_word("Sächsische Schweiz-Osterzgebirge") == 13


def _image(**more):
    fields = {"author": "", "agency": "", "licence": "", "licence_url": "", "get_licence_display": lambda: "CC BY 4.0"}
    return SimpleNamespace(**{**fields, **more})


def test_the_credit_names_author_agency_and_licence():
    image = _image(author="Jana Wolf", agency="ddp", licence="cc-by", licence_url="https://example.org/by")

    assert credit(image) == 'Jana Wolf / ddp, <a href="https://example.org/by" rel="license">CC BY 4.0</a>'


def test_the_credit_escapes_names_and_drops_odd_addresses():
    image = _image(author="<b>", licence="cc-by", licence_url="javascript:alert(1)")

    assert credit(image) == "&lt;b&gt;, CC BY 4.0"


def test_an_image_without_credit_says_nothing():
    assert credit(_image()) == ""
    assert credit(None) == ""


@pytest.mark.parametrize(
    ("image", "text"),
    [
        (SimpleNamespace(contextual_alt_text="Ein Laden", description="x"), "Ein Laden"),
        (SimpleNamespace(contextual_alt_text="", description="x"), ""),
        (SimpleNamespace(contextual_alt_text=None, description="Ein Laden", is_decorative=False), "Ein Laden"),
        (SimpleNamespace(description="Ein Laden", is_decorative=True), ""),
    ],
)
def test_the_alternative_text_of_this_use_goes_first(image, text):
    assert alt_text(image) == text


class _Form(forms.Form):
    line = forms.CharField()
    area = forms.CharField(widget=forms.Textarea)
    tick = forms.BooleanField()
    options = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    choice = forms.ChoiceField(widget=forms.RadioSelect)
    select = forms.ChoiceField()
    file = forms.FileField()
    hidden = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("line", "line"),
        ("area", "area"),
        ("tick", "tick"),
        ("options", "options"),
        ("choice", "options"),
        ("select", "select"),
        ("file", "file"),
        ("hidden", "hidden"),
    ],
)
def test_every_field_knows_how_it_is_laid_out(name, kind):
    assert kind_of(_Form()[name]) == kind
