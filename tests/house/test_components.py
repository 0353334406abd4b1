"""The parts every page is made of: shapes, words and forms, as a reader meets them."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from flask import render_template_string, request
from flask_babel import refresh
from markupsafe import Markup

from collab.clock import today


@pytest.fixture
def page(app, session):
    """A request in a language; `page.draw("party", 'voice("collective")')` draws from party.html."""

    class Page:
        def __init__(self):
            self.context = None

        def visit(self, path="/sign-in", language="en", **how):
            self.leave()
            self.context = app.test_request_context(path, headers={"Accept-Language": language}, **how)
            self.context.push()
            refresh()
            return request

        def draw(self, file, call, **known):
            macro = call.split("(")[0]
            source = f'{{% from "components/{file}.html" import {macro} %}}{{{{ {call} }}}}'
            return render_template_string(source, **known)

        def leave(self):
            if self.context:
                self.context.pop()
            self.context = None

    page = Page()
    page.visit()
    yield page
    page.leave()


@pytest.fixture
def form(page):
    """A form with a box of every kind, as it was posted."""
    from wtforms import BooleanField, FieldList, FormField, IntegerField, RadioField, SelectField, StringField
    from wtforms import Form as Plain

    from collab.forms import Day, Form, Line, Text, required

    class Promise(Plain):
        what = StringField("What?", [required("Say what.")])

    class Everything(Form):
        name = Line("Name", [required("Write a name.")])
        about = Text("About")
        count = IntegerField("How many?")
        on = Day("When?")
        kind = SelectField("Kind", choices=[("a", "First"), ("b", "Second")])
        size = RadioField("Size", choices=[("s", "Small"), ("l", "Large")])
        agree = BooleanField("I agree")
        promises = FieldList(FormField(Promise), "Promises", min_entries=1)

    def posted(**typed):
        page.visit(method="POST", data=typed)
        return Everything()

    return posted


def test_a_party_is_a_shape_and_its_name(page):
    assert 'class="voice collective">De Linde</span>' in page.draw("party", 'voice("collective", "De Linde")')
    assert "Gemeente Lindendal" in page.draw("party", 'voice("municipality")')
    assert "Together" in page.draw("party", "voice(none)")


def test_a_mark_is_not_read_aloud(page):
    assert 'aria-hidden="true">AY</span>' in page.draw("party", 'mark("collective", "AY")')


@pytest.mark.parametrize(("side", "shape"), [("collective", "<circle"), ("municipality", "<rect")])
def test_the_turn_clock_has_a_mark_per_promised_day(page, side, shape):
    clock = page.draw("ticks", f'ticks("{side}", 8, 10, "Day 8 of 10")')
    assert 'aria-label="Day 8 of 10"' in clock
    assert clock.count(shape) == 10
    assert clock.count('fill="currentColor"') == 8
    assert "<path" not in clock


def test_days_beyond_the_promise_are_crossed_and_stand_in_rows_of_ten(page):
    clock = page.draw("ticks", 'ticks("collective", 17, 10, "7 days late")')
    assert (clock.count("<circle"), clock.count("<path")) == (17, 7)
    assert 'height="37"' in clock


@pytest.mark.parametrize("done", range(1, 6))
def test_a_promise_shows_how_far_it_is_and_says_it(page, done):
    state = page.draw("promise", f'promise_state("municipality", {done}, "delivered")')
    assert state.count('fill="currentColor"') == done
    assert ">delivered</span>" in state


def test_every_kind_of_box_has_its_label(page, form):
    given = form()
    for part in (given.name, given.about, given.count, given.on, given.kind, given.agree):
        drawn = page.draw("forms", "field(part)", part=part)
        assert f'<label for="{part.id}">' in drawn.replace(' class="utrecht-form-label"', "")
    assert "<legend" in page.draw("forms", "field(part)", part=given.size)


def test_a_mistake_is_named_above_and_at_its_box_and_what_was_typed_stays(page, form):
    given = form(name="", about="<b>mine</b>", count="seven", on="26-11-2026", size="s")
    given.validate()
    summary, box = (
        page.draw("forms", "error_summary(form)", form=given),
        page.draw("forms", "field(f)", f=given.name),
    )
    assert 'href="#name"' in summary
    assert 'role="alert"' in summary
    assert 'aria-describedby="name-error"' in box
    assert 'aria-invalid="true"' in box
    assert "&lt;b&gt;mine&lt;/b&gt;" in page.draw("forms", "field(f)", f=given.about)
    assert 'value="seven"' in page.draw("forms", "field(f)", f=given.count)
    assert 'value="2026-11-26"' in page.draw("forms", "field(f)", f=given.on)


def test_a_mistake_in_a_row_leads_to_its_box(page, form):
    from collab.inputs import mistakes

    given = form(**{"name": "x", "promises-0-what": "", "kind": "a", "size": "s"})
    given.validate()
    assert ("promises-0-what", "Say what.") in mistakes(given)


def test_another_row_comes_without_losing_anything(page, form):
    given = form(**{"promises-0-what": "Open the garden", "more": "promises"})
    assert not given.validate_on_submit()
    rows = page.draw("rows", 'rows(list, "Promise", "Add a promise")', list=given.promises)
    assert 'value="Open the garden"' in rows
    assert 'id="promises-1"' in rows
    assert 'name="more" value="promises"' in rows


def test_the_language_button_takes_the_main_form_along_and_enter_never_presses_it(client):
    page = client.get("/sign-in").text
    buttons = re.findall(r"<button[^>]*form=\"form-1\"[^>]*>", page)
    assert "_language" not in buttons[0]
    assert 'name="_language"' in buttons[1]


def test_a_page_without_a_form_comes_back_in_the_other_language(client):
    page = client.get("/sign-in/link-sent").text
    assert '<input type="hidden" name="next" value="/sign-in/link-sent">' in page


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 429, 500, 503])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_error_says_what_happened_and_where_to_go(page, status, language):
    page.visit("/nowhere", language)
    drawn = render_template_string('{% include "refused.html" %}', status=status, why=None)
    assert str(status) in drawn
    assert re.search(r'<p class="lead">[^<]{20,}', drawn)
    assert "utrecht-button-link--primary-action" in drawn


def test_dates_and_amounts_read_as_people_write_them(page):
    evening = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
    filters = "{{ d | day }}|{{ d | weekday }}|{{ i | moment }}|{{ m | money }}|{{ c | money }}"
    known = {"d": date(2026, 11, 26), "i": evening, "m": 4500, "c": Decimal("4500.50")}
    page.visit(language="nl")
    dutch = render_template_string(filters, **known).replace("\xa0", " ")
    assert dutch == "26 november 2026|donderdag|26 november 2026, 15.30 uur|€ 4.500|€ 4.500,50"
    page.visit(language="en")
    assert render_template_string(filters, **known).split("|")[:3] == [
        "26 November 2026", "Thursday", "26 November 2026, 15:30",
    ]  # fmt: skip


def test_a_day_of_another_year_says_which_year(page):
    page.visit(language="nl")
    row = '{% from "components/lists.html" import date_row %}{% call date_row(d) %}x{% endcall %}'
    soon, later = today() + timedelta(days=20), today() + timedelta(days=900)
    assert str(soon.year) not in render_template_string(row, d=soon).split("<small>")[1]
    assert f"<small>{later.year}</small>" in render_template_string(row, d=later)


def test_an_instant_late_in_the_evening_belongs_to_the_day_in_amsterdam(page):
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert render_template_string("{{ late | day }}", late=late) == "1 July 2026"


def test_a_text_keeps_its_paragraphs_and_lists_and_none_of_its_markup():
    from collab.words import paragraphs

    drawn = paragraphs("One\ntwo\n\n<script>alert(1)</script>\n- first\n- second & third\n\n\n")
    assert isinstance(drawn, Markup)
    assert drawn.replace(' dir="auto"', "").split("\n") == [
        "<p>One<br>two</p>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        '<ul class="utrecht-unordered-list"><li>first</li><li>second &amp; third</li></ul>',
    ]


@pytest.mark.parametrize(
    ("name", "marks"), [("Ana Yıldız", "AY"), ("Ben van Vliet", "BV"), ("X", "X"), ("🌻", "?"), ("", "?")]
)
def test_initials_are_of_the_first_and_the_last_word(name, marks):
    from collab.words import initials

    assert initials(name) == marks
