"""People as options name them: "Dana Lee <dana@example.com>", and "Dana: what was talked of"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from store.errors import UnreadableError
from store.forms.values import read_person
from store.records import Person
from store.search.index import fold
from store.search.reference import find_person


def with_added(people: Sequence[Person], typed: Iterable[str]) -> list[Person]:
    """The people with those that are typed; an address typed with a known name is theirs now.

    Raises:
        UnreadableError: What should be an address is not one.
    """
    found = list(people)
    for each in map(read_person, typed):
        same = [n for n, one in enumerate(found) if each.name and fold(one.name) == fold(each.name)]
        if len(same) == 1:
            known = found[same[0]]
            found[same[0]] = replace(known, email=each.email or known.email)
        else:
            found.append(each)
    return found


def without(people: Sequence[Person], names: Iterable[str]) -> list[Person]:
    """The people but for these. Raises UnreadableError: a name fits nobody, or several."""
    left = list(people)
    for name in names:
        left.remove(find_person(left, name))
    return left


def with_detail(
    people: Sequence[Person], field: str, typed: str, *, else_first: bool = False
) -> list[Person]:
    """The people with something more known of one of them: "Dana: +1 555 0100", or the number.

    Without a name it is that of the only one; ``else_first`` says that of several it is the
    first one's. Where nobody is known yet, there is somebody from now on.

    Raises:
        UnreadableError: Nobody of several is named.
    """
    everybody = list(people) or [Person()]
    person, text = named(everybody, typed)
    if person is None:
        if len(everybody) > 1 and not else_first:
            names = ", ".join(each.name or each.email or "somebody" for each in everybody)
            raise UnreadableError(
                f'Whose is "{typed}"? Begin with the name, as in "Dana: …". There: {names}.'
            )
        person = everybody[0]
    at = everybody.index(person)
    everybody[at] = replace(person, **{field: text})
    return everybody


def named(people: Sequence[Person], typed: str) -> tuple[Person | None, str]:
    """Whom a text begins with, before a colon, and the rest; None and all of it where nobody.

    Only whole words of a name count, or a whole address: "Re: the plan" is not Rebecca's.

    Raises:
        UnreadableError: Several people are called so.
    """
    name, colon, rest = typed.partition(":")
    words = set(fold(name).split())
    if not colon or not words:
        return None, typed
    meant = [
        each
        for each in people
        if words <= set(fold(each.name).split()) or fold(name) == fold(each.email)
    ]
    if not meant:
        return None, typed
    return find_person(meant, name), rest.strip()
