"""The list as a page to print: one HTML file that needs nothing else and runs nothing."""

from __future__ import annotations

from html import escape

from store.exchange.proof.language import Column
from store.exchange.proof.listing import Proof

_COLUMNS: tuple[Column, ...] = ("date", "company", "position", "person", "what", "result")

_STYLE = """
@page { size: A4; margin: 18mm 15mm;
  @bottom-right { content: counter(page) " / " counter(pages); } }
:root { color-scheme: light; }
body { font: 9pt/1.35 "Liberation Sans", Arial, Helvetica, sans-serif; color: #000;
  background: #fff; max-width: 180mm; margin: 0 auto; }
@media screen { body { padding: 6mm; } }
h1 { font-size: 15pt; margin: 0 0 3mm; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 4mm; margin: 0 0 4mm; }
dd { margin: 0; overflow-wrap: anywhere; }
dt { font-weight: bold; }
dd.blank { border-bottom: 0.3mm solid #000; max-width: 80mm; }
table { border-collapse: collapse; width: calc(100% - 0.5mm); table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.2mm solid #666; padding: 1mm 1.5mm; text-align: start; vertical-align: top;
  overflow-wrap: anywhere; }
th { background: #eee; print-color-adjust: exact; }
td.date { white-space: nowrap; font-variant-numeric: tabular-nums; }
th.date { width: 19mm; } th.what, th.result { width: 36mm; }
.signature { margin-top: 18mm; border-top: 0.3mm solid #000; width: 80mm; padding-top: 1mm;
  break-inside: avoid; font-size: 9pt; }
""".strip()


def as_page(proof: Proof) -> bytes:
    """The content of the file, in UTF-8."""
    words = proof.words
    name = f"<dd><bdi>{escape(proof.name)}</bdi></dd>" if proof.name else '<dd class="blank"></dd>'
    title = f"{words.title}, {proof.period}"
    summary = f"{proof.summary or words.nothing} {proof.made}"
    page = f"""<!DOCTYPE html>
<html lang="{words.code}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(f"{title}, {proof.name}" if proof.name else title)}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<h1>{escape(words.title)}</h1>
<dl>
<dt>{escape(words.name)}</dt>{name}
<dt>{escape(words.period)}</dt><dd>{escape(proof.period)}</dd>
</dl>
<p>{escape(summary)}</p>
{_table(proof)}<p class="signature">{escape(words.signature)}</p>
</body>
</html>
"""
    return page.encode(errors="replace")


def _table(proof: Proof) -> str:
    if not proof.rows:
        return ""
    heads = "".join(
        f'<th scope="col" class="{each}">{escape(proof.words.columns[each])}</th>'
        for each in _COLUMNS
    )
    rows = "\n".join(
        "<tr>"
        + "".join(
            f'<td class="{name}"><bdi>{escape(cell)}</bdi></td>'
            for name, cell in zip(_COLUMNS, proof.cells(row, _COLUMNS), strict=True)
        )
        + "</tr>"
        for row in proof.rows
    )
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n"
