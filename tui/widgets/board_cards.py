"""What a card of the board says, and how that is set in the room it has."""

from __future__ import annotations

from msgspec import Struct
from rich.cells import cell_len

from store.rules.board import Entry
from store.rules.due import Urgency
from store.rules.stages import Owes
from tui.fitting import fit, wrap_to, wrap_whole

SMALLEST = 2  # lines of a card where there are many: the company, and when it is due
PLAIN = 3  # lines of a card otherwise: the company, the role, and when it is due
_BESIDE = 8  # from so many cells on, a piece of the role stands beside the due word
BETWEEN = " · "  # what parts the due word from the role beside it
_SIGNS = {Urgency.OVERDUE: "!", Urgency.TODAY: "●", Urgency.UPCOMING: "·", Urgency.NONE: " "}
_OFFER, _OFFERED = "★", "○"  # an offer that waits for its answer; letting go, whenever they like

Piece = tuple[str, str]
"""A piece of a line, and the name of its style; of one under the cursor, that and "cursor"."""


class CardText(Struct, frozen=True):
    """What a card says: its names, and whether it is ever due."""

    company: str
    role: str
    is_due: bool

    def lines(self, width: int) -> int:
        """How many lines the card takes with its names whole."""
        names = len(wrap_whole(self.company, width)) + len(wrap_whole(self.role, width))
        return max(1, names + self.is_due)

    @property
    def widest_word(self) -> int:
        """The cells of the longest word in the names."""
        return max(map(cell_len, [*self.company.split(), *self.role.split(), ""]))


def text_of(entry: Entry, *, disputed: bool = False) -> CardText:
    """What the card says; ``disputed`` where two copies of the file disagree on it."""
    card = entry.card
    again = f"round {len(card.rounds)}{BETWEEN}" if len(card.rounds) > 1 else ""
    company = f"≠ {card.company}" if disputed else card.company
    return CardText(company, again + card.role, entry.due.opens is not None)


def set_lines(text: CardText, due: Piece | None, width: int, height: int) -> list[list[Piece]]:
    """The card's lines, at most ``height``, each in pieces of together at most ``width`` cells.

    ``due`` says when it is due; None where it never is. Only what has no room at all is cut, and
    ends with an ellipsis.
    """
    last = [[due]] if due else []
    if due and height < PLAIN and text.lines(width) > height:
        last = [_beside(due, text.role, width)][: height - 1]
        company, role = wrap_to(text.company, width, 1), []
    else:
        room = height - len(last)
        company = wrap_to(text.company, width, max(1, room - (1 if text.role else 0)))
        role = wrap_to(text.role, width, room - len(company))
    return [*([(line, "company")] for line in company), *([(line, "role")] for line in role), *last]


def _beside(due: Piece, role: str, width: int) -> list[Piece]:
    """When the card is due, and beside it as much of the role as there is room for."""
    room = width - cell_len(due[0]) - len(BETWEEN)
    if room < min(_BESIDE, cell_len(role)) or not role:
        return [due]
    return [due, (BETWEEN + fit(role, room).rstrip(), "role")]


def due_line(entry: Entry, word: str, width: int) -> Piece:
    """The line that says when a card is due, and the name of its style: only what is late is red.

    Where the word takes all the room, it goes without its sign: it says as much by itself. Of an
    interview to come, the day is told where there is no room for its hour as well.
    """
    sign, style = _SIGNS[entry.urgency], str(entry.urgency)
    if entry.urgency is Urgency.TODAY and entry.due.owes is Owes.ANSWER_OFFER:
        sign, style = _OFFER, "offer"
    elif entry.urgency is Urgency.TODAY and entry.due.owes is Owes.MOVE_ON:
        sign, style = _OFFERED, str(Urgency.UPCOMING)
    line = f"{sign} {word}"
    if cell_len(line) > width:
        is_whole = entry.urgency is not Urgency.UPCOMING or cell_len(word) <= width
        line = word if is_whole else word.rpartition(" ")[0]
    return fit(line, width).rstrip(), style
