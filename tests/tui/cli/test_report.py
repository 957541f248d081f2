"""The list of contacts, as the command gives it."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pendulum
import pytest
from msgspec.structs import replace

from store.file.book import Book
from store.history import actions, answers
from store.records import (
    Card,
    Channel,
    Me,
    Offer,
    Person,
    Promise,
    Result,
    Round,
    Settings,
    Via,
    What,
)
from store.rules.stages import Owes
from store.text import clean_line
from tests.conftest import NOW, MakeCard
from tests.tui.cli.conftest import Run

ZONE = "America/New_York"
HEADS = "Date,Contact,Way,Person,Position,Company,Result"


def at(text: str) -> pendulum.DateTime:
    found = pendulum.parse(text, tz=ZONE)
    assert isinstance(found, pendulum.DateTime)
    return found


def walked(make_card: MakeCard, company: str = "Globex", **fields: object) -> Card:
    """A card that was thanked, emailed, and called without reaching anybody."""
    card = make_card(company, "2026-11-02 14:00", role="Analyst", **fields)
    card = actions.advance(card, at("2026-11-03 09:00"), Owes.THANK, channel=Channel.EMAIL)
    card = actions.advance(card, at("2026-11-10 09:00"), Owes.EMAIL, channel=Channel.LINKEDIN)
    return actions.advance(
        card, at("2026-11-17 09:00"), Owes.CALL, channel=Channel.PHONE, result=Result.LEFT_MESSAGE
    )


def table(run: Run, *arguments: str) -> list[list[str]]:
    answer = run("report", "--format", "csv", *arguments)
    assert answer.status == 0
    return list(csv.reader(io.StringIO(answer.out.lstrip("\ufeff"))))[1:]


def test_every_contact_that_took_place_has_its_row(run: Run, book: Book, make_card: MakeCard):
    book.put_new([walked(make_card)])
    answer = run("report", "--format", "csv", "--from", "november", "--to", "november")
    assert answer.out.lstrip("\ufeff").splitlines() == [
        HEADS,
        "2026-11-02,Interview,,Dana Lee,Analyst,Globex,",
        "2026-11-03,Thank-you,email,Dana Lee,Analyst,Globex,",
        "2026-11-10,Follow-up,LinkedIn,Dana Lee,Analyst,Globex,",
        "2026-11-17,Call,phone,Dana Lee,Analyst,Globex,left a message; no answer yet",
    ]
    assert answer.err.splitlines()[0] == "period: Sun 1 Nov 2026 to Mon 30 Nov 2026"


def test_the_text_has_a_head_and_a_sum(run: Run, book: Book, make_card: MakeCard):
    book.put_mine(Me(name="Sam Rivera", country="US"))
    book.put_new([walked(make_card)])
    assert run("report").out == (
        "Contacts with employers\n"
        "\n"
        "Name:   Sam Rivera\n"
        "Period: 11/02/2026 to 11/24/2026\n"
        "\n"
        "4 contacts with 1 company: 1 interview, 1 email, 1 call, 1 other.\n"
        "As of 11/24/2026.\n"
        "\n"
        "Date        Company  Position  Person    Contact             Result\n"
        "----------  -------  --------  --------  ------------------  -------------------\n"
        "11/02/2026  Globex   Analyst   Dana Lee  Interview\n"
        "11/03/2026  Globex   Analyst   Dana Lee  Thank-you (email)\n"
        "11/10/2026  Globex   Analyst   Dana Lee  Follow-up\n"
        "                                         (LinkedIn)\n"
        "11/17/2026  Globex   Analyst   Dana Lee  Call                left a message; no\n"
        "                                                             answer yet\n"
    )


def test_both_days_of_the_period_belong_to_it(run: Run, book: Book, make_card: MakeCard):
    book.put_new([walked(make_card)])
    found = table(run, "--from", "3 nov", "--to", "10 nov")
    assert [row[0] for row in found] == ["2026-11-03", "2026-11-10"]
    assert len(table(run, "--from", "4 nov", "--to", "9 nov")) == 0
    assert len(table(run, "--to", "2026-11-02")) == 1
    assert len(table(run, "--from", "2026")) == 4
    assert len(table(run, "--from", "this month", "--to", "this month")) == 4
    assert len(table(run, "--from", "last month", "--to", "last month")) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "3 nov", "--to", "2 nov"), "ends, Mon 2 Nov 2026, before it begins"),
        (("--from", "someday"), "No day could be read from “someday”"),
        (("--to", "2026-13"), "No day could be read"),
        (("--to", "03/11/2026"), "“03/11/2026” may be"),
        (("--from", "x" * 5000), "No day could be read"),
        (("--format", "pdf"), "'pdf' is not one of"),
    ],
)
def test_a_period_that_cannot_be_read_is_refused_in_a_line(
    run: Run, book: Book, arguments: tuple[str, ...], said: str
):
    book.put_mine(Me(country="CA", zone="America/Toronto"))
    answer = run("report", *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    assert said in answer.err


def test_what_was_taken_back_or_only_planned_is_no_contact(
    run: Run, book: Book, make_card: MakeCard
):
    undone = walked(make_card, "Undone")
    book.put_new([undone, make_card("Ahead", "2026-11-30 10:00")])
    book.undo(NOW)
    moved = actions.move_back(walked(make_card, "Moved"), NOW)
    skipped = actions.skip(
        make_card("Skipped", "2026-11-20 10:00"), NOW, "they asked me not to", Owes.THANK
    )
    running = make_card("Running", "2026-11-24 09:00")  # half an hour ago
    book.put_new([moved, skipped, running])
    rows = [(row[5], row[1]) for row in table(run)]
    assert ("Undone", "Call") not in rows
    assert ("Moved", "Call") not in rows
    assert ("Moved", "Follow-up") in rows
    assert [what for company, what in rows if company == "Skipped"] == ["Interview"]
    assert {"Running", "Ahead"}.isdisjoint(company for company, _ in rows)


def test_a_deleted_card_is_left_out(run: Run, book: Book, make_card: MakeCard):
    card = walked(make_card)
    book.put_new([card])
    book.put(actions.delete(card, NOW), card)
    assert table(run) == []
    assert "No contacts in this period." in run("report").out


def test_their_answer_is_the_result_of_the_contact_before_it(
    run: Run, book: Book, make_card: MakeCard
):
    card = walked(make_card)
    there = Round(at=at("2026-12-03 10:00"), people=(Person(name="Amit Rao"),))
    invited = answers.next_round(card, at("2026-11-18 12:00"), there)
    said_no = answers.rejected(walked(make_card, "Initech"), at("2026-11-12 12:00"))
    offered = answers.offered(walked(make_card, "Hooli"), at("2026-11-18 12:00"), Offer())
    promise = Promise(words="by friday", said=at("2026-11-18").date())
    later = answers.new_date(walked(make_card, "Umbra"), at("2026-11-18 12:00"), promise)
    book.put_new([invited, said_no, offered, later])
    last = {row[5]: row[6] for row in table(run, "--from", "17 nov")}
    told = "left a message; "
    assert last["Globex"] == f"{told}invited to the next interview, 12/03/2026"
    assert last["Hooli"] == f"{told}offer"
    assert last["Umbra"] == f"{told}they named a new date"
    assert ["2026-11-10", "rejected"] in [[row[0], row[6]] for row in table(run)]


def test_a_withdrawal_that_was_sent_is_a_contact_and_one_that_was_not_a_result(
    run: Run, book: Book, make_card: MakeCard
):
    sent = answers.reply(
        walked(make_card, "Sent"), at("2026-11-19 09:00"), What.WITHDREW, channel=Channel.EMAIL
    )
    silent = answers.close(walked(make_card, "Silent"), at("2026-11-19 09:00"), What.WITHDREW)
    book.put_new([sent, silent])
    rows = {row[5]: row for row in table(run, "--from", "17 nov")}
    assert rows["Sent"][:4] == ["2026-11-19", "Application withdrawn", "email", "Dana Lee"]
    assert rows["Silent"][6] == "left a message; withdrawn by me"


def test_an_interview_after_the_end_did_not_take_place(run: Run, book: Book, make_card: MakeCard):
    card = make_card(talked="2026-11-20 14:00")
    withdrew = answers.close(card, at("2026-11-18 09:00"), What.WITHDREW)
    book.put_new([withdrew])
    assert table(run) == []


def test_a_recruiter_and_a_panel_are_named(run: Run, book: Book, make_card: MakeCard):
    people = (Person(name="Dana Lee"), Person(name="Amit Rao"))
    card = replace(
        make_card(people=people), via=Via.RECRUITER, recruiter="Rae Kim", recruiter_email="r@x.org"
    )
    book.put_new([actions.advance(card, at("2026-11-14 09:00"), Owes.THANK)])
    interview, thanks = table(run)
    assert interview[3] == "Dana Lee, Amit Rao"
    assert thanks[2:4] == ["email", "Rae Kim (recruiter)"]


def test_the_list_is_in_the_language_of_the_letters(run: Run, book: Book, make_card: MakeCard):
    book.put_mine(Me(name="Jürgen Müller", language="de", country="DE-BY"))
    card = walked(make_card)
    book.put_new([replace(card, rounds=(replace(card.round, format="On site"),))])
    text = run("report").out
    assert text.startswith("Nachweis der Eigenbemühungen\n\nName:     Jürgen Müller\n")
    assert "Zeitraum: 02.11.2026 bis 24.11.2026" in text
    assert "4 Kontakte mit 1 Firma: 1 Vorstellungsgespräch, 1 E-Mail, 1 Anruf" in text
    assert "\u00ad" not in text
    page = run("report", "--format", "html").out
    assert '<html lang="de">' in page
    assert table(run)[0][1:3] == ["Vorstellungsgespräch", "vor Ort"]


@pytest.mark.parametrize(
    ("mine", "day"),
    [
        (Me(country="DE"), "02.11.2026"),
        (Me(country="GB"), "02/11/2026"),
        (Me(country="NL"), "02-11-2026"),
        (Me(country="US"), "11/02/2026"),
        (Me(country="SE"), "2026-11-02"),
        (Me(country="HU"), "2026.11.02"),
        (Me(country="ZZ", zone="Europe/Berlin"), "2026-11-02"),
        (Me(zone="Europe/Berlin"), "02.11.2026"),
        (Me(zone="UTC"), "2026-11-02"),
    ],
)
def test_days_are_as_the_country_writes_them(
    run: Run, book: Book, make_card: MakeCard, mine: Me, day: str
):
    book.put_mine(mine)
    book.put_new([walked(make_card)])
    assert f"\n{day}  Globex" in run("report").out


def test_the_order_that_was_chosen_counts_more(run: Run, book: Book, make_card: MakeCard):
    book.put_mine(Me(country="DE"), Settings(date_order="month first"))
    book.put_new([walked(make_card)])
    assert "\n11/02/2026  Globex" in run("report").out


class Page(HTMLParser):
    """What a browser would see: the tags, their attributes, and the text in the cells."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.cells: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells and self.tags[-1] == "bdi":
            self.cells[-1] += data


HOSTILE = [
    "<img src=http://evil.example/x onerror=alert(1)>",
    "</td></table><h1>gone</h1>",
    "&lt;b&gt; & \"quotes\" 'n'",
    '=HYPERLINK("http://evil.example")',
    "\u202eevil",
    "a\x1b[31mred",
    "שרה לוי",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(run: Run, book: Book, make_card: MakeCard, name: str):
    book.put_mine(Me(name=name))
    book.put_new([walked(make_card, name, people=(Person(name=name),))])
    page = Page(run("report", "--format", "html").out)
    harmless = {"html", "head", "meta", "title", "style", "body", "h1", "dl", "dt", "dd", "bdi"}
    assert set(page.tags) <= harmless | {"p", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.names <= {"lang", "charset", "http-equiv", "content", "name", "class", "scope"}
    assert page.tags.count("h1") == 1
    assert page.cells[1] == page.cells[3] == clean_line(name)
    for kind in ("text", "html", "csv"):
        out = run("report", "--format", kind).out
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert not any(re.match(r"[=+\-@]", cell) for row in table(run) for cell in row)


def test_the_page_needs_nothing_else(run: Run, book: Book, make_card: MakeCard):
    book.put_new([walked(make_card)])
    page = run("report", "--format", "html").out
    assert "default-src 'none'" in page
    assert not re.search(r"\b(?:src=|href|url\(|@import|https?:)", page)
    assert "thead { display: table-header-group; }" in page
    assert "@page { size: A4;" in page


def test_wide_letters_keep_the_columns(run: Run, book: Book, make_card: MakeCard):
    from rich.cells import cell_len

    book.put_new(
        [
            walked(make_card, "株式会社とても長い名前の会社でございます"),
            walked(make_card, "W" * 100, people=(Person(name="e\u0301" * 9),)),
        ]
    )
    lines = run("report").out.splitlines()
    starts = {cell_len(line[: line.index("Analyst")]) for line in lines if "Analyst" in line}
    assert len(starts) == 1
    assert max(map(cell_len, lines)) <= 80
    told = "".join(line[12:].split("  ")[0] for line in lines)
    assert "株式会社とても長い名前の会社でございます" in told
    assert "W" * 100 in told


def test_it_is_written_to_a_file_that_is_not_there_yet(
    run: Run, book: Book, make_card: MakeCard, tmp_path: Path
):
    book.put_new([walked(make_card)])
    output = tmp_path / "november.html"
    answer = run("report", "--format", "html", "-o", str(output))
    assert (answer.status, answer.out) == (0, "")
    assert output.read_text().startswith("<!DOCTYPE html>")
    refused = run("report", "--format", "html", "-o", str(output))
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert "--force" in refused.err
    assert run("report", "-o", str(output), "--force").status == 0
    assert run("report", "-o", str(book.path), "--force").status == 2
    assert run("report").err.endswith("`afterword set name`, or M in the app, keeps it.\n")
