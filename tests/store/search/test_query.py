from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.history import actions, answers
from store.records import Card, Offer, Person, Round, Stage, Via, What
from store.rules.board import Entry, entry, overview
from store.rules.rules import Rules
from store.search.index import Index, fold
from store.search.query import Hit, elsewhere, find, narrow, parse
from tests.conftest import NOW, MakeCard

RULES = Rules()
LETTERS = st.sampled_from("abegilnorstxyzÉßøå水野 -&'\"")
NAMES = st.text(LETTERS, min_size=1, max_size=24).map(" ".join).map(str.strip).filter(bool)
WORDS = st.lists(st.text("abegilnorst", min_size=1, max_size=9), max_size=4).map(" ".join)
FILTERS = st.sampled_from(
    [
        *("stage:emailed", "stage:w", "due:overdue", "due:t", "via:recruiter", "via:d", "is:open"),
        *("is:closed", "is:offer", "stage:", "due:tomorrow", "via:x", "is:o"),
    ]
)


def make(company: str, **fields: object) -> Card:
    interview = Round(at=NOW.subtract(days=4), people=(Person(name="Dana Lee"),))
    return Card(company=company, created=NOW, rounds=(interview,), **fields)  # type: ignore[arg-type]


def entries(*cards: Card) -> list[Entry]:
    return [entry(card, RULES, NOW) for card in cards]


def found(query: str, *cards: Card) -> list[str]:
    return [hit.entry.card.company for hit in find(entries(*cards), parse(query), Index())]


def hits(query: str, cards: list[Card]) -> list[Hit]:
    return find(entries(*cards), parse(query), Index())


def test_an_open_offer_is_found_as_one_and_by_what_it_is(make_card: MakeCard) -> None:
    card = answers.offered(make_card(), NOW, Offer(what="60k, remote"))
    declined = answers.answer_offer(card, NOW, What.DECLINED)
    for query in ("is:offer", "is:open", "remote"):
        assert found(query, card) == ["Globex"], query
    assert found("is:offer", declined) == []
    assert found("is:declined", declined) == ["Globex"]
    assert found("rae is:open", make_card(recruiter="Rae Stone")) == ["Globex"]


def test_blanks_and_joiners_of_other_scripts_make_no_difference() -> None:
    persian = "می\u200cخواهم"
    for query in (persian, persian.replace("\u200c", "")):
        assert found(query, make(persian), make("Globex")) == [persian]
    assert found("mizuno\u3000design", make("Mizuno Design")) == ["Mizuno Design"]
    assert found("stage:thank\u00a0mizuno", make("Mizuno Design")) == ["Mizuno Design"]


def test_every_word_is_looked_for_wherever_a_card_has_text(make_card: MakeCard) -> None:
    dana = Person(name="Dana Lee", email="dana@example.com", title="Head of data", hook="the move")
    card = make_card(role="Analyst", notes="Bring the\nportfolio", people=(dana,))
    card = actions.advance(card, NOW, note="sent from the train")
    for query in (
        *("globex", "ANAL", "dana", "lee", "head of", "dana@exam", "the move", "train"),
        *("dana analyst", "analyst dana", '"the portfolio"', '"dana lee', "glo train"),
    ):
        assert found(query, card) == ["Globex"], query
    for query in ("initech", "dana umbrella", '"lee dana"', '"portfolio bring"'):
        assert found(query, card) == [], query


def test_accents_and_the_case_of_letters_do_not_matter() -> None:
    assert found("cafe", make("Café Größe")) == ["Café Größe"]
    assert found("GROSSE", make("Café Größe")) == ["Café Größe"]
    assert found("é", make("Cafe")) == ["Cafe"]
    assert found("水野", make("水野デザイン")) == ["水野デザイン"]


def test_the_closer_to_the_companys_name_the_earlier() -> None:
    cards = [
        make("Fernhill", notes="as at hooli"),
        make("Initech", role="Hooli liaison"),
        make("The Hooli Group"),
        make("Hooli Robotics"),
        make("Hooli"),
    ]
    assert found("hooli", *cards) == [
        *("Hooli", "Hooli Robotics", "The Hooli Group", "Initech", "Fernhill")
    ]


@pytest.mark.parametrize(
    "typed", ["golbex", "globx", "gobex", "globeex", "glovex", "globex enrgy", "globex enegry"]
)
def test_a_letter_may_be_wrong_missing_too_many_or_swapped(typed: str) -> None:
    assert found(typed, make("Globex Energy"), make("Initech"), make("Umbrella")) == [
        "Globex Energy"
    ]


def test_a_long_word_may_have_two_wrong_and_a_beginning_counts() -> None:
    cards = [make("Northwestern"), make("Initech")]
    assert found("nothwestren", *cards) == ["Northwestern"]
    assert found("nortwe", *cards) == ["Northwestern"]
    assert found("nrotwe", *cards) == []
    assert found("ini", *cards) == ["Initech"]
    assert found("inj", *cards) == []


def test_what_is_misspelt_is_not_tried_where_enough_fits_as_typed() -> None:
    hoolis = [make(f"Hooli {number}") for number in range(3)]
    assert found("hooli", make("Holli"), *hoolis) == ["Hooli 0", "Hooli 1", "Hooli 2"]
    assert found("hooli", make("Holli"), *hoolis[:2]) == ["Hooli 0", "Hooli 1", "Holli"]


def test_filters_narrow_by_stage_due_channel_and_outcome(make_card: MakeCard) -> None:
    late = make_card("Late", "2026-11-13 14:00")
    today = make_card("Today", "2026-11-23 14:00")
    emailed = make_card("Emailed", stage=Stage.EMAILED, via=Via.RECRUITER)
    moved = make_card("Moved", stage=Stage.MOVED_ON)
    offer = answers.close(make_card("Offer"), NOW, What.OFFER)
    cards = (late, today, emailed, moved, offer)
    for query, expected in {
        "stage:emailed": ["Emailed"],
        "STAGE:em": ["Emailed"],
        "stage:moved": ["Moved"],
        "stage:movedon": ["Moved"],
        'stage:"moved on"': ["Moved"],
        "stage:thank": ["Late", "Today", "Offer"],
        "due:over": ["Late", "Emailed"],
        "due:late": ["Late", "Emailed"],
        "due:today": ["Today"],
        "due:none": ["Moved", "Offer"],
        "via:recruiter": ["Emailed"],
        "is:closed": ["Offer"],
        "is:offer": ["Offer"],
        "is:open due:o via:d": ["Late"],
        "stage:emailed stage:waiting": [],
        "due:over ate": ["Late"],
    }.items():
        assert found(query, *cards) == expected, query
        assert parse(query).problem == "", query


def test_what_is_no_filter_is_said_and_looked_for_as_text() -> None:
    query = parse("stag:emailed")
    assert query.problem == "“stag:” is no filter. There are stage: due: via: is:"
    assert found("re:search", make("Re:search Ltd"), make("Initech")) == ["Re:search Ltd"]
    assert parse("https://example.com 10:30 :-)").problem == ""
    assert parse('"stage:emailed"').filters == ()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("stage:", "stage: thank-you, waiting, emailed, called or moved-on?"),
        ("stage:x glob", "stage: thank-you, waiting, emailed, called or moved-on?"),
        ("due:tomorrow", "due: overdue, today, upcoming or none?"),
        ("via:phone", "via: direct or recruiter?"),
        ("is:o", "is: open, closed, offer, accepted, declined, rejected, withdrew or in-touch?"),
    ],
)
def test_a_value_that_a_filter_does_not_know_hides_nothing(typed: str, problem: str) -> None:
    assert parse(typed).problem == problem
    assert found(typed, make("Globex")) == ["Globex"]


def test_cards_that_are_never_here_are_pointed_to() -> None:
    assert elsewhere(parse("is:closed"), archive=False) == "Closed cards are in the archive."
    assert elsewhere(parse("is:accepted"), archive=False) == "Closed cards are in the archive."
    assert elsewhere(parse("is:offer"), archive=False) == ""  # it may wait on the board
    assert elsewhere(parse("is:open"), archive=True) == "Open cards are on the board."
    assert elsewhere(parse("is:open"), archive=False) == elsewhere(parse("x"), archive=True) == ""


def test_a_narrowed_board_keeps_its_order_without_words_and_ranks_with_them(
    make_card: MakeCard,
) -> None:
    later = make_card("Acme", "2026-11-23 14:00", role="Globex liaison")
    late = make_card("Northwind", "2026-11-12 14:00", notes="globex")
    board = overview([make_card("Globex", "2026-11-23 15:00"), later, late], RULES, NOW)
    whole = narrow(board, parse("stage:thank"), Index())
    assert whole.overview.columns == board.columns
    assert (whole.found, whole.of, whole.best) == (3, 3, late.id)
    ranked = narrow(board, parse("globex"), Index())
    column = ranked.overview.columns[Stage.THANK_YOU]
    assert [each.card.company for each in column] == ["Globex", "Acme", "Northwind"]
    assert ranked.best == column[0].card.id
    assert ranked.overview.overdue == board.overdue == 1
    none = narrow(board, parse("zzz"), Index())
    assert (none.found, none.best, none.overview.entries) == (0, None, [])


def test_among_equally_good_matches_the_most_urgent_is_the_best(make_card: MakeCard) -> None:
    waiting = make_card("Globex", stage=Stage.WAITING)
    thanks = make_card("Globex", "2026-11-27 14:00")
    board = overview([thanks, waiting], RULES, NOW)
    assert narrow(board, parse("globex"), Index()).best == waiting.id


def test_a_changed_card_is_read_anew_and_an_unchanged_one_is_not(make_card: MakeCard) -> None:
    index, card = Index(), make_card("Globex")
    before = index.text(card)
    assert index.text(card) is before
    other = actions.edit(card, replace(card, company="Initech", snooze=date(2027, 1, 1)), NOW)
    assert [hit.rank for hit in find(entries(other), parse("initech"), index)] == [0]
    assert find(entries(other), parse("globex"), index) == []
    assert index.prepare([card, other])
    assert not index.prepare([])


@given(st.lists(NAMES, min_size=1, max_size=6, unique_by=fold), st.data())
def test_every_card_is_found_by_its_companys_name_and_comes_first(
    names: list[str], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(names))
    query = parse(name)
    if query.words:
        companies = [hit.entry.card.company for hit in hits(name, [make(each) for each in names])]
        assert name in companies
        if query.words == tuple(fold(name).split()):  # no part of it is in quotes
            assert companies[0] == name


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS)
def test_an_exact_match_never_comes_behind_a_misspelt_one(names: list[str], query: str) -> None:
    ranked = [hit.is_exact for hit in hits(query, [make(name) for name in names])]
    assert ranked == sorted(ranked, reverse=True)


@given(st.lists(WORDS, min_size=1, max_size=8), FILTERS, FILTERS)
def test_filters_only_ever_narrow(names: list[str], one: str, other: str) -> None:
    stages = list(Stage)
    cards = [make(name, stage=stages[n % 5]) for n, name in enumerate(names)]
    wide = {hit.entry.card.id for hit in hits(one, cards)}
    narrow_ = {hit.entry.card.id for hit in hits(f"{one} {other}", cards)}
    assert narrow_ <= wide <= {card.id for card in cards}


@given(st.text(max_size=300) | st.text('stage:due"is via: \0x', max_size=40))
def test_anything_can_be_typed(text: str) -> None:
    query = parse(text)
    assert "\n" not in query.problem
    assert isinstance(hits(text, [make("Globex"), make("Initech", notes=text)]), list)


def test_the_matching_library_waits_until_a_word_is_misspelt() -> None:
    program = "import sys, store.search.query; print('rapidfuzz' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
