from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.file.format import new_meta
from store.file.salvage import Salvaged, salvage
from store.records import to_document
from store.sample import SAMPLE_ME, sample_cards
from tests.conftest import NOW

Tables = dict[str, dict[str, dict[str, Any]]]

CARDS = dict(enumerate(map(to_document, sample_cards(NOW)), start=1))
RAW = orjson.dumps(
    {
        "meta": {"1": new_meta("file1")},
        "me": {"1": to_document(SAMPLE_ME)},
        "cards": {str(number): document for number, document in CARDS.items()},
        "scripts": {"1": {"kind": "thanks", "text": 'She said "cards": {"1": {}} \\"1": {'}},
        "settings": {"1": {"backups": 9, "from a newer version": [1.5, None]}},
        "drafts": {"3": {"action": "add", "fields": {"notes": "half a"}, "left": NOW.isoformat()}},
    }
)
TABLES: Tables = orjson.loads(RAW)


def places(raw: bytes) -> dict[tuple[str, str], tuple[int, int]]:
    """From where to where each document stands."""
    found = {}
    for table, documents in TABLES.items():
        at = raw.index(f'"{table}":{{'.encode())
        for number, document in documents.items():
            text = orjson.dumps(document)
            at = raw.index(text, at)
            found[table, number] = at, at + len(text)
            at += len(text)
    return found


PLACES = places(RAW)


def flat(tables: Tables) -> dict[tuple[str, str], bytes]:
    return {
        (table, number): orjson.dumps(document)
        for table, documents in tables.items()
        for number, document in documents.items()
    }


WHOLE = flat(TABLES)


def is_json(raw: bytes) -> bool:
    try:
        orjson.loads(raw)
    except orjson.JSONDecodeError:
        return False
    return True


def without(*keys: tuple[str, str]) -> dict[tuple[str, str], bytes]:
    return {key: document for key, document in WHOLE.items() if key not in keys}


def companies(result: Salvaged) -> list[str]:
    return [card["company"] for card in result.tables["cards"].values()]


@pytest.mark.parametrize(
    "raw",
    [
        RAW,
        RAW + b"\n",
        RAW + b"\0" * 4096,
        b"\xef\xbb\xbf" + RAW,
        json.dumps(TABLES).encode(),
        json.dumps(TABLES, indent=4).encode(),
        RAW + RAW,
        RAW + b"\n" + RAW + b"\n",
    ],
    ids=["one line", "newline", "NULs", "BOM", "stock", "indented", "twice", "two lines"],
)
def test_of_a_file_with_all_of_it_there_nothing_is_lost(raw: bytes):
    result = salvage(raw)
    assert flat(result.tables) == WHOLE
    assert result.lost == ()


def test_the_order_of_the_tables_does_not_matter():
    turned = dict(reversed(TABLES.items()))
    assert salvage(orjson.dumps(turned)) == Salvaged(turned, ())


def test_tables_without_documents_are_no_loss():
    raw = b'{"meta":{"1":{"format":1,"id":"f"}},"cards":{},"scripts":{}}'
    assert salvage(raw) == Salvaged({"meta": {"1": {"format": 1, "id": "f"}}}, ())


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(RAW) - 1), st.sampled_from([b"", b"\0" * 600]))
def test_cut_anywhere_all_before_the_cut_comes_back_and_nothing_else(cut: int, tail: bytes):
    result = salvage(RAW[:cut] + tail)
    assert flat(result.tables) == {
        key: WHOLE[key] for key, (_, end) in PLACES.items() if end <= cut
    }
    assert len(result.lost) == 1
    if torn := [key for key, (start, end) in PLACES.items() if start < cut < end]:
        assert "the file ends in the middle of" in result.lost[0]
        assert torn[0][0] != "cards" or f"card {torn[0][1]}" in result.lost[0]


def test_a_cut_at_every_byte_of_a_character_is_a_cut():
    start = RAW.index("水野".encode())
    for cut in range(start, start + 7):
        (line,) = salvage(RAW[:cut]).lost
        assert line.startswith("the file ends in the middle of card 8 (at byte ")
        assert len(salvage(RAW[:cut]).tables["cards"]) == 7


def test_the_line_names_card_company_and_place():
    start, end = PLACES["cards", "13"]
    cut = RAW[: end - 40]
    assert salvage(cut).lost == (
        f"the file ends in the middle of card 13 “Hooli Robotics” (at byte {end - 40:,})",
    )
    assert salvage(RAW[:end]).lost == (
        f"the file breaks off after card 13 “Hooli Robotics” (at byte {end:,})",
    )
    damaged = RAW[: end - 40] + b"\0" * 20 + RAW[end - 20 :]
    assert salvage(damaged).lost == (
        f"card 13 “Hooli Robotics” cannot be read (at byte {start:,})",
    )


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(PLACES)),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from([b"\0\0\0", b'"', b'\xff\x80"{', b"\x07]}", b"{[", b'":"\n'])
    | st.binary(min_size=1, max_size=40).map(lambda garbage: b"\n" + garbage),
)
def test_with_garbage_in_one_document_all_others_come_back(key, part, garbage):
    start, end = PLACES[key]
    at = start + 1 + int(part * (end - start - 1))
    result = salvage(RAW[:at] + garbage + RAW[at:])
    assert flat(result.tables).items() >= without(key).items()
    assert flat(result.tables).keys() <= WHOLE.keys()
    assert result.lost or key in flat(result.tables)


def test_garbage_over_the_brackets_between_two_cards_costs_those_two():
    _, end = PLACES["cards", "4"]
    result = salvage(RAW[: end - 5] + b"\0" * 12 + RAW[end + 7 :])
    assert flat(result.tables) == without(("cards", "4"), ("cards", "5"))
    assert [line.split(" “")[0] for line in result.lost] == ["card 4"]


def test_garbage_over_a_number_alone_is_told():
    start, _ = PLACES["cards", "5"]
    result = salvage(RAW[: start - 4] + b"\0" * 4 + RAW[start:])
    assert flat(result.tables) == without(("cards", "5"))
    assert len(result.lost) == 1
    assert "a part of the file after card 4" in result.lost[0]


@pytest.mark.parametrize("missing", [1, 2, 3, 40, 400])
def test_a_missing_piece_does_not_take_along_the_cards_that_it_seems_to_hold(missing: int):
    (start, end), (after, _) = PLACES["cards", "3"], PLACES["cards", "6"]
    result = salvage(RAW[: end - missing] + b"," + RAW[after - 4 :])
    assert flat(result.tables) == without(*(("cards", number) for number in "345"))
    assert result.lost == (f"card 3 “Harbor & Pine” cannot be read (at byte {start:,})",)


def test_a_missing_piece_does_not_take_along_the_tables_that_it_seems_to_hold():
    _, end = PLACES["me", "1"]
    result = salvage(RAW[: end - 1] + RAW[end + 1 :])
    assert flat(result.tables) == without(("me", "1"))
    assert [line.split(" (")[0] for line in result.lost] == ["your details cannot be read"]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(RAW)), st.integers(0, len(RAW)))
def test_whatever_piece_is_missing_all_that_is_outside_of_it_comes_back(one: int, other: int):
    first, last = sorted((one, other))
    result = salvage(RAW[:first] + RAW[last:])
    cards = {key: document for key, document in WHOLE.items() if key[0] == "cards"}
    outside = {
        cards[key]
        for key in cards
        if PLACES[key][1] < first - 1 or PLACES[key][0] - len('"13":') >= last
    }
    got = flat({"cards": result.tables.get("cards", {})})
    assert outside <= set(got.values())
    if not set(cards.values()) <= set(got.values()):
        assert result.lost or is_json(RAW[:first] + RAW[last:])  # two histories made into one


def test_two_halves_that_make_one_object_are_no_card():
    first = RAW.index(b'"rounds"', PLACES["cards", "2"][0])
    second = RAW.index(b'"role"', PLACES["cards", "5"][0])
    result = salvage(RAW[:first] + RAW[second:])
    assert flat(result.tables) == without(*(("cards", number) for number in "2345"))
    assert [line.split(" is ")[0] for line in result.lost] == ["card 2"]


@pytest.mark.parametrize("number", ["1", "2", "17"])
def test_a_bracket_too_many_is_told(number: str):
    _, end = PLACES["cards", number]
    result = salvage(RAW[:end] + b"}" + RAW[end:])
    assert flat(result.tables) == WHOLE
    assert len(result.lost) == 1


def test_a_field_of_a_newer_version_may_look_like_a_table():
    raw = RAW.replace(b'"backups":9', b'"backups":9,"links":{"1":{"to":"x"}}')
    result = salvage(raw)
    assert result.tables["settings"]["1"]["links"] == {"1": {"to": "x"}}
    assert result.lost == ()


def test_cards_are_known_without_the_heading_of_their_table():
    result = salvage(RAW.replace(b'"cards":{', b'"c\0\0\0'))
    assert (
        flat(result.tables).items() >= {k: v for k, v in WHOLE.items() if k[0] == "cards"}.items()
    )
    lost_headings = RAW[PLACES["cards", "1"][0] - 4 :]
    assert salvage(lost_headings).tables.keys() == {"cards", "scripts", "settings", "drafts"}


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 16), st.integers(0, 16))
def test_doubled_the_newer_content_wins_and_the_tail_of_the_older_gives_what_is_not_in_it(
    kept: int, changed: int
):
    newer = {number: TABLES["cards"][str(number)] for number in range(1, kept + 1)}
    first = 1 + changed % kept
    newer[first] = newer[first] | {"notes": "newer"}
    new = orjson.dumps(TABLES | {"cards": {str(number): card for number, card in newer.items()}})
    if len(new) >= len(RAW):
        return
    result = salvage(new + RAW[len(new) :])
    tail = {
        number
        for (name, number), (at, _) in PLACES.items()
        if name == "cards" and at > len(new) + 4
    }
    expected = {str(number): card for number, card in newer.items()}
    expected |= {number: TABLES["cards"][number] for number in tail if number not in expected}
    got = result.tables["cards"]
    assert {number: card for number, card in got.items() if number in expected} == expected
    assert len(got) - len(expected) <= 1  # one whose number alone stood on the seam
    assert {name: table for name, table in result.tables.items() if name != "cards"} == {
        name: table for name, table in TABLES.items() if name != "cards"
    }


def test_a_rest_behind_the_end_is_told_and_does_not_make_the_file_one_that_breaks_off():
    result = salvage(RAW + RAW[PLACES["cards", "17"][0] + 50 :])
    assert flat(result.tables) == WHOLE
    assert result.lost == (
        f"a part of the file behind its end cannot be read (at byte {len(RAW) - 2:,})",
    )


def test_an_older_copy_is_left_out_and_said():
    older = RAW.replace(b"Initech Systems", b"Initech")
    result = salvage(RAW + older)
    assert flat(result.tables) == WHOLE
    assert result.lost == ("older copies of what is kept were there too and are left out: 1",)


def test_a_number_that_is_taken_gives_way_to_a_free_one():
    first, second = (orjson.dumps(CARDS[number]) for number in (1, 2))
    raw = b'{"cards":{"1":%b,"2":%b}} "1":%b' % (first, second, orjson.dumps(CARDS[3]))
    tables = salvage(raw).tables["cards"]
    assert list(tables) == ["1", "2", "3"]
    assert tables["3"]["company"] == "Harbor & Pine"


def test_bytes_that_are_not_utf8_cost_letters_and_not_the_card():
    result = salvage(RAW.replace(b"Globex", b"Gl\xffbex"))
    assert result.tables["cards"]["10"]["company"] == "Gl�bex Energy"
    assert {k: v for k, v in flat(result.tables).items() if k != ("cards", "10")} == without(
        ("cards", "10")
    )
    (line,) = result.lost
    assert line.startswith("some letters of card 10 “Gl�bex Energy” cannot be read")


def test_a_replacement_character_that_was_typed_is_no_damage():
    result = salvage(RAW.replace(b"Globex", "Gl�bex".encode()))
    assert "Gl�bex Energy" in companies(result)
    assert result.lost == ()


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e400", "9" * 5000, '"\\ud800"'])
def test_values_that_do_not_go_into_a_file_become_some_that_do(value: str):
    raw = RAW.replace(b'{"id":', b'{"new field":%b,"id":' % value.encode())
    result = salvage(raw)
    assert len(result.tables["cards"]) == len(CARDS)
    assert orjson.loads(orjson.dumps(result.tables)) == result.tables


def test_what_parses_but_is_no_record_is_told():
    raw = RAW.replace(b'"company":"Initech Systems",', b"")
    result = salvage(raw.replace(b'"backups":9', b'"backups":-9').replace(b"file1", b""))
    assert flat(result.tables) == without(("meta", "1"), ("cards", "7"), ("settings", "1"))
    assert [line.split(" is ")[0] for line in result.lost] == [
        "the file's own mark",
        "card 7",
        "your settings",
    ]


@pytest.mark.parametrize("raw", [b"", b"\0" * 999, b" \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(raw: bytes):
    assert salvage(raw) == Salvaged({}, ("the file is empty",))


@pytest.mark.parametrize("raw", [b"{}", b"[]", b"{", b"rubbish", b"\xff\xfe{", b'"cards"', b"["])
def test_a_file_without_anything_of_ours_is_said_to_be_so(raw: bytes):
    assert salvage(raw) == Salvaged({}, ("nothing in the file can be read",))


pieces = st.sampled_from(
    [
        *(b"{", b"}", b"[", b"]", b'"', b",", b"\\", b"\0", b"\xff", b"\xe6\xb0", b"-", b"1e999"),
        *(b'"1":{', b'"2": {', b'"a":', b"NaN", b"\\ud8", b'{"":[]}'),
        *(b'"cards":{', b'"drafts":{', b'"meta":{"1":{"format":1,"id":"f"}}'),
        orjson.dumps(CARDS[1]),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=300) | st.lists(pieces, max_size=40).map(b"".join))
def test_nothing_raises_and_what_comes_back_can_be_saved(raw: bytes):
    result = salvage(raw)
    again = salvage(orjson.dumps(result.tables))
    assert again.tables == result.tables
    assert all("\n" not in line for line in result.lost)


MB = 1_000_000


@pytest.mark.parametrize(
    "raw",
    [
        b'"1": {' * (5 * MB // 6),
        b'"1": {x' * (5 * MB // 7),
        (b'"1":{"a":[' + b"1," * 500) * 5000,
        b'"1":{' * (MB // 2) + b"}" * (MB // 2),
        (b'"1":{"a":[' + b"1," * 5000 + b"1],") * 400 + b'"b":1' + b"}," * 400,
        b"[" * (5 * MB),
        b'"\\' * (2 * MB),
        b'"1":{"a":' + b"9" * (5 * MB),
        b'"cards":{' * (MB // 2),
        b'"1"' + b" " * (5 * MB),
        b'{"cards":{"1":{"a":' + b'{"b":' * 100_000 + b"1" + b"}" * 100_003,
    ],
    ids=[
        "deep",
        "wrong",
        "wide",
        "closed",
        "both",
        "lists",
        "quotes",
        "digits",
        "tables",
        "blank",
        "whole",
    ],
)
def test_megabytes_made_to_be_slow_come_to_an_end(raw: bytes):
    result = salvage(raw)
    assert result.tables == {}
    assert 1 <= len(result.lost) <= 22


def test_cards_after_something_nested_too_deeply_come_back():
    deep = b'"99":{"a":' + b"[" * 5000 + b"]" * 5000 + b"},"
    at = PLACES["cards", "5"][0] - 4
    result = salvage(RAW[:at] + deep + RAW[at:])
    assert flat(result.tables) == WHOLE
    assert [line.split(" (")[0] for line in result.lost] == ["card 99 cannot be read"]
