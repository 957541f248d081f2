from store.words.scripts.facts import FACTS
from store.words.scripts.placeholders import BY_LABEL, KNOWN
from store.words.scripts.template import OPTIONAL, PLACEHOLDER, Option, kinds, load, names_in


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
    texts = ("\n".join((load(kind).subject, *load(kind).bodies)) for kind in kinds())
    used = {name for text in texts for name in names_in(text)}
    # The texts greet with [greeting]; the bare name is for templates of one's own.
    assert set(KNOWN) - used <= {"contact", "new date", "promised date"}


def test_every_fact_a_text_asks_for_is_explained() -> None:
    texts = ("\n".join(load(kind).bodies) for kind in kinds())
    options = (o for text in texts for part in OPTIONAL.findall(text) for o in part.split("|"))
    asked = {need for option in options for need in Option.read(option).needs}
    assert asked <= set(FACTS)
    assert {"thanked", "decide", "in touch", "next steps", "vague", "new people"} <= asked
    assert all(FACTS.values())
