"""What someone would type, paste or import to get more into a mail or a link than its words."""

from hypothesis import strategies as st

HOSTILE = st.sampled_from(
    [
        "\r\nBcc: eve@evil.example",
        "\nBcc: eve@evil.example",
        "\rBcc: eve@evil.example",
        "\u2028Bcc: eve@evil.example",
        "\x85Bcc: eve@evil.example",
        "=?utf-8?q?=0D=0ABcc:_eve=40evil.example?=",
        "?bcc=eve@evil.example",
        "&bcc=eve@evil.example",
        "%0D%0ABcc:%20eve@evil.example",
        ",eve@evil.example",
        ">, <eve@evil.example>",
        "; eve@evil.example",
        '"',
        "(",
        "\\",
        "\x1b\\\x1b]52;c;ZXZpbA==\x07",
        "\x9c",
        "\x00",
        "\ud800",
        "\u202e",
        "dana@globex.com",
        "<dana@globex.com>",
        "<a@b>",
        "Dana Lee",
        "Zoë 李娜",
        "\n\n",
    ]
)

ANYTHING = st.lists(HOSTILE | st.text(max_size=20), max_size=5).map("".join)
