"""Who somebody is, from what stands below their mail: name, title, telephone, company."""

from __future__ import annotations

from msgspec import Struct


class Signature(Struct, frozen=True):
    """What a signature says; what it does not say is ""."""

    name: str = ""
    title: str = ""
    phone: str = ""
    company: str = ""


def signature_of(text: str, name: str, email: str) -> Signature | None:
    """What stands below a mail about its sender, whose name and address are known; else None.

    ``text`` is what they wrote themselves, without quotes of earlier mails. A signature is only
    read where the name in it is theirs, or, where ``name`` is "", where their address is in it.
    """
    return None
