"""The words on their way out, also over SSH: clipboard, parts, mail, links, QR codes.

Everything here only builds text or bytes; whoever calls writes them to the terminal or to a file.
Nothing of a card can add to them what the person did not ask for: no header, no second address, no
escape sequence.
"""

__all__ = ["clipboard", "letter", "links", "mail", "parts", "qr"]
