import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import clean, clean_line
from store.words.deliver.links import sms, tel
from tests.store.words.deliver.hostile import ANYTHING


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("+1 (555) 010-0123", "tel:+15550100123"),
        ("(+1) 555 010 0123", "tel:+15550100123"),
        ("555.010.0123", "tel:5550100123"),
        ("+1 555–010–0123", "tel:+15550100123"),
        ("030/123456", "tel:030123456"),
        ("+44 (0)20 7946 0958", "tel:+442079460958"),
        ("(0)20 7946 0958", "tel:02079460958"),
        ("555-0100 x12", "tel:5550100;ext=12"),
        ("555-0100x12", "tel:5550100;ext=12"),
        ("555-0100, ext. 12", "tel:5550100;ext=12"),
        ("555-0100 Extension 12", "tel:5550100;ext=12"),
        ("555-0100 #12", "tel:5550100;ext=12"),
        ("+15550100;ext=12", "tel:+15550100;ext=12"),
        ("555-0100 (mobile)", "tel:5550100"),
        ("call 555-0100 after 5", "tel:5550100"),
        ("555-0100 / 555-0199", "tel:5550100"),
        ("555-0100 or 555-0199", "tel:5550100"),
        ("\u202a+1 555 0100\u202c", "tel:+15550100"),
        (clean_line("\u202a+1 555 0100\u202c"), "tel:+15550100"),
        ("+1 555 0100", "tel:+15550100"),
        ("٥٥٥٠١٠٠", "tel:5550100"),
        ("1-800-FLOWERS", ""),
        ("1" * 21, ""),
        ("by email only", ""),
        ("+", ""),
        ("", ""),
    ],
)
def test_a_number_as_people_write_it_can_be_dialled(phone: str, link: str) -> None:
    assert tel(phone) == link
    assert sms(phone) == link.replace("tel:", "sms:").partition(";")[0]


@given(ANYTHING | st.text(st.sampled_from("+0123456789 ()-./x;#=\r\n")))
def test_whatever_was_typed_only_digits_are_dialled(phone: str) -> None:
    assert re.fullmatch(r"(tel:\+?[0-9]{1,20}(;ext=[0-9]{1,9})?)?", tel(phone))


def test_a_text_message_carries_its_words() -> None:
    assert (
        sms("+1 555 0100", "Hi & bye?\n1+1 é")
        == "sms:+15550100?body=Hi%20%26%20bye%3F%0A1%2B1%20%C3%A9"
    )


@given(ANYTHING)
def test_nothing_typed_adds_to_a_text_message(body: str) -> None:
    link = sms("+15550100", body)
    assert link.isascii()
    assert link.isprintable()
    assert dict(parse_qsl(urlsplit(link).query, keep_blank_values=True)) == (
        {"body": clean(body)} if body else {}
    )
