"""What somebody wrote in a mail, told apart from the mails they quote or hand on.

The standard library has nothing for it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST_INTRO = 400
_QUOTED = re.compile(r"\s{0,3}(?:>|&gt;|\|\s>)")
_QUOTE_SIGN = re.compile(r"^\s{0,3}>\s?")
_INTRO = re.compile(
    r"\s{0,3}(?:"
    r"(?:On|In a message dated)\s.{0,300}(?:wrote|writes|sent)\s?:"
    r"|(?:Am|Den)\s.{0,300}(?:schrieb|skrev).{0,120}:"
    r"|Le\s.{0,300}a\s[ée]crit\s?:"
    r"|El\s.{0,300}escribi[óo]\s?:"
    r"|Il\s.{0,300}(?:ha\sscritto|scrisse)\s?:"
    r"|Em\s.{0,300}escreveu\s?:"
    r"|Op\s.{0,300}(?:schreef).{0,120}:"
    r"|(?:Dnia|W\sdniu)\s.{0,300}(?:napisał|pisze)(?:\(a\)|a)?\s?:"
    r"|.{1,200}<[^<>\s@]{1,64}@[^<>\s]{1,200}>\s(?:wrote|schrieb|writes)\s?(?:on\s.{0,60})?:"
    r")\s{0,3}$",
    re.IGNORECASE,
)
_STARTS_INTRO = re.compile(
    r"\s{0,3}(?:On|In a message dated|Am|Den|Le|El|Il|Em|Op|Dnia|W dniu)\s(?=.{0,80}\d)|.{1,120}<"
)
_DASHES = r"\s{0,3}(?:-{2,20}|_{2,20})\s?"
_ORIGINAL = re.compile(
    rf"{_DASHES}(?:original\s(?:message|appointment|e-?mail)|ursprüngliche\s(?:nachricht|e?-?mail)"
    r"|ursprünglicher\stermin|message\sd['’]origine|mensaje\soriginal|messaggio\soriginale"
    r"|mensagem\soriginal|oorspronkelijk\sbericht|original\smeddelelse)\s?(?:-{2,20}|_{2,20})?\s*$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"\s{0,3}(?:(?:-{2,20})\s?(?:forwarded\smessage|weitergeleitete\s(?:nachricht|mail|e-mail)"
    r"|message\stransféré|mensaje\sreenviado|messaggio\sinoltrato|mensagem\sencaminhada"
    r"|doorgestuurd\sbericht|forwarded\smessage\sfrom\s.{1,120})\s?(?:-{2,20})?"
    r"|(?:begin\sforwarded\smessage|anfang\sder\sweitergeleiteten\s(?:nachricht|e-?mail)"
    r"|début\sdu\smessage\s(?:réexpédié|transféré)|inicio\sdel\smensaje\sreenviado"
    r"|inizio\smessaggio\sinoltrato|begin\sdoorgestuurd\sbericht)\s?:)\s*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s{0,3}_{20,100}\s*$")
_FROM = re.compile(r"\s{0,3}\*?(?:From|Von|De|Da|Van|Från|Fra|Od)\s?:\*?\s*\S", re.IGNORECASE)
_BESIDE_FROM = re.compile(
    r"\s{0,3}\*?(?:Sent|Date|Gesendet|Datum|Envoyé(?:\sle)?|Enviado(?:\sel)?|Fecha|Inviato|Data|Verzonden"
    r"|Skickat|Sendt|Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Ämne|Emne)\s?:\*?\s",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(
    r"\s{0,3}(?:Sent from my .{1,60}|Sent from (?:Outlook|Mail|Yahoo|Proton|Gmail).{0,60}"
    r"|Get Outlook for .{1,60}|Outlook für .{1,60}|Télécharger Outlook pour .{1,60}"
    r"|Von meinem .{1,40} gesendet|Gesendet (?:mit|von|aus) (?:der |meinem )?.{1,60}"
    r"|Envoyé (?:de|depuis) mon .{1,40}|Enviado desde mi .{1,40})$",
    re.IGNORECASE,
)


class Words(NamedTuple):
    """What they wrote themselves, and the mail that they hand on below it ("" where there is none).

    ``is_forward`` says that it is marked as handed on, not as what is answered.
    """

    own: str
    below: str = ""
    is_forward: bool = False


def told_apart(text: str) -> Words:
    """The words of a mail without those it quotes; answers between the quotes stay.

    Lines in ``text`` end with newlines.
    """
    lines = text.split("\n")
    kept: list[str] = []
    at, has_own = 0, False
    while at < len(lines):
        line = lines[at]
        if _FORWARDED.match(line) or (not has_own and _is_quoted_forward(line)):
            return Words(_joined(kept), "\n".join(_unquoted(lines[at + 1 :])), is_forward=True)
        if _ORIGINAL.match(line) or (_RULE.match(line) and _is_block(lines, at + 1)):
            return Words(_joined(kept), "\n".join(lines[at + 1 :]))
        if _is_block(lines, at):
            return Words(_joined(kept), "\n".join(lines[at:]))
        if length := _intro(lines, at):
            if not _quotes_next(lines, at + length):
                return Words(_joined(kept))
            at += length
            continue
        if not _QUOTED.match(line) and not _SENT_FROM.match(line):
            kept.append(line)
            has_own = has_own or bool(line.strip())
        at += 1
    return Words(_joined(kept))


def _is_quoted_forward(line: str) -> bool:
    """Whether a mail is handed on here behind signs of a quote, as phones of Apple do it."""
    return bool(_QUOTED.match(line)) and bool(_FORWARDED.match(_QUOTE_SIGN.sub("", line)))


def _joined(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")


def _is_block(lines: list[str], at: int) -> bool:
    """Whether the headers of another mail begin here, as Outlook sets them above what it quotes."""
    if at >= len(lines) or len(lines[at]) > _LONGEST_INTRO or not _FROM.match(lines[at]):
        return False
    below = [line for line in lines[at + 1 : at + 8] if line.strip()][:4]
    return any(len(line) < 1_000 and _BESIDE_FROM.match(line) for line in below)


def _intro(lines: list[str], at: int) -> int:
    """How many lines from here say who wrote what is quoted below: "On … Dana Lee wrote:"."""
    if len(lines[at]) > _LONGEST_INTRO or not _STARTS_INTRO.match(lines[at]):
        return 0
    for length in (1, 2, 3, 4):
        some = lines[at : at + length]
        if len(some) < length or any(not line.strip() for line in some):
            return 0
        whole = " ".join(line.strip() for line in some)
        if len(whole) <= _LONGEST_INTRO and _INTRO.match(whole):
            return length
    return 0


def _quotes_next(lines: list[str], at: int) -> bool:
    line = next((line for line in lines[at : at + 4] if line.strip()), "")
    return bool(_QUOTED.match(line))


def _unquoted(lines: list[str]) -> list[str]:
    """What Apple's Mail hands on stands behind signs of a quote."""
    filled = [line for line in lines if line.strip()]
    if filled and all(_QUOTED.match(line) for line in filled[:4]):
        return [_QUOTE_SIGN.sub("", line) for line in lines]
    return lines
