import pytest
import zxingcpp
from hypothesis import example, given
from hypothesis import strategies as st

from store.words.deliver.links import sms, tel
from store.words.deliver.mail import mailto
from store.words.deliver.qr import qr_lines

INK = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
MODULE = 3  # pixels a side
DARK_ROOM = 8  # modules of dark screen all around, which the margin must hold off


def read(lines: list[str]) -> tuple[str, str]:
    """What a camera reads off the cells in black on white on a dark screen: text, and level."""
    rows = [[INK[cell][half] for cell in line] for line in lines for half in (0, 1)]
    side = len(rows[0]) + 2 * DARK_ROOM
    above = [[1] * side] * DARK_ROOM
    framed = [*above, *([1] * DARK_ROOM + row + [1] * DARK_ROOM for row in rows), *above]
    pixels = bytes(
        0 if dark else 255
        for row in framed
        for _ in range(MODULE)
        for dark in row
        for _ in range(MODULE)
    )
    image = memoryview(pixels).cast("B", shape=[len(framed) * MODULE, side * MODULE])
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode, try_invert=False)
    assert len(found) == 1
    return found[0].bytes.decode(), found[0].ec_level


def margin(lines: list[str]) -> int:
    return min(len(line) - len(line.lstrip()) for line in lines)


MAIL = mailto("dana@globex.com", "Re: Your interview — é", "Hi Dana,\n\nThank you.\n\nSam").link


@pytest.mark.parametrize(
    "data", [tel("+1 555 010 0123 x12"), sms("555 0100", "Hi é"), MAIL, "Zoë 李"]
)
def test_a_phone_reads_the_link_off_the_cells(data: str) -> None:
    lines = qr_lines(data, 200, 100)
    assert lines is not None
    assert read(lines)[0] == data


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=150), st.integers(20, 90))
@example("0123456789", 40)
@example("点", 40)
def test_whatever_fits_is_read_again(data: str, width: int) -> None:
    lines = qr_lines(data, width, 45)
    if lines is not None:
        assert {len(line) for line in lines} == {len(lines[0])}
        assert len(lines[0]) <= width
        assert len(lines) <= 45
        assert read(lines)[0] == data


def test_a_number_fits_the_smallest_terminal_to_design_for() -> None:
    lines = qr_lines(tel("+1 555 010 0123"), 78, 20)
    assert lines is not None
    assert margin(lines) == 4
    assert read(lines) == ("tel:+15550100123", "M")


@pytest.mark.parametrize(
    ("height", "version_side", "level", "quiet"),
    [(19, 29, "M", 4), (18, 25, "L", 4), (17, 25, "L", 4), (16, 25, "L", 2), (15, 25, "L", 2)],
)
def test_room_is_saved_by_level_before_margin(
    height: int, version_side: int, level: str, quiet: int
) -> None:
    lines = qr_lines("a" * 30, 80, height)
    assert lines is not None
    assert margin(lines) == quiet
    assert len(lines[0]) == version_side + 2 * quiet
    assert read(lines) == ("a" * 30, level)


@pytest.mark.parametrize(("width", "height"), [(24, 100), (100, 12), (0, 0), (-5, -5)])
def test_what_does_not_fit_is_not_drawn(width: int, height: int) -> None:
    assert qr_lines(tel("+1 555 010 0123"), width, height) is None


def test_the_smallest_code_just_fits() -> None:
    lines = qr_lines(tel("555 0100"), 25, 13)
    assert lines is not None
    assert (len(lines[0]), len(lines)) == (25, 13)
    assert read(lines)[0] == "tel:5550100"


def test_nothing_and_too_much_have_no_code() -> None:
    assert qr_lines("", 500, 500) is None
    assert qr_lines("a" * 1_000_000, 500, 500) is None
    assert qr_lines("a" * 2953, 500, 500) is not None
    assert qr_lines("a" * 2954, 500, 500) is None
