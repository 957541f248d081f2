from store.words.scripts.placeholders import BY_LABEL, KNOWN
from store.words.scripts.template import PLACEHOLDER, kinds, load, names_in


def test_each_placeholder_says_what_it_needs() -> None:
    assert KNOWN["hook"].needs() == "what you talked about (edit the card)"
    assert KNOWN["my phone"].needs() == "your phone number (your details)"
    assert all(placeholder.meaning and placeholder.needs() for placeholder in KNOWN.values())
    assert all(name == placeholder.name for name, placeholder in KNOWN.items())


def test_what_no_field_holds_is_filled_in_by_editing_the_words() -> None:
    assert KNOWN["items"].needs() == "what you are sending (edit the words)"
    assert KNOWN["slot"].needs() == "the time they offered (record their reply)"


def test_a_label_tells_which_placeholder_it_stands_for() -> None:
    assert len(BY_LABEL) == len(KNOWN)
    for label, placeholder in BY_LABEL.items():
        assert placeholder.label == label
        assert PLACEHOLDER.findall(f"[{label}]") == [label]


def test_every_placeholder_is_used_by_a_text() -> None:
    texts = (f"{load(kind).subject}\n{load(kind).body}" for kind in kinds())
    assert set(KNOWN) == {name for text in texts for name in names_in(text)}
