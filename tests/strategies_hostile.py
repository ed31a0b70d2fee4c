"""Texts that try to be something else: markup, formulas, commands to a terminal, broken letters."""

import unicodedata

from hypothesis import strategies as st

HOSTILE = (
    '#import "/etc/passwd"',
    '#read("/etc/passwd")',
    "#let x = 1; #x #{while true {}}",
    "#page(flipped: true)[x] #pagebreak()",
    "\\ $x^2$ *đậm* _nghiêng_ `raw` ```raw\nblock```",
    "= Heading\n- item\n+ item\n/ term: x",
    "<label> @label [content] {code} ~ -- --- ... // comment /* x */",
    "https://example.org \\u{1F600} \\n",
    "=1+1",
    '=HYPERLINK("http://example.org")',
    "@SUM(A1)",
    "+1-1",
    "<script>alert(1)</script>&lt;",
    "a" * 300,
    "Nguyễn" * 50,
    unicodedata.normalize("NFD", "Nguyễn Thị Hoa ở Hòa Bình"),
    "x\u0323\u0302\u0301y",
    "\x1b[31mđỏ\x07\x00\x9b",
    "\u202etxt.exe\u2066",
    "“Hoa” 'Hoa' \"Hoa\" %s {0} {name} ${x}",
    "{page}/{pages}",
    "  khoảng   trắng  ",
    "中文 ไทย עברית العربية 😀 𝕳",
)
"""Texts that have spoiled a file, a page or a screen somewhere."""


def hostile_texts() -> st.SearchStrategy[str]:
    """Return any text, pieces of hostile ones among it."""
    pieces = st.sampled_from(HOSTILE) | st.text(max_size=30)
    return st.lists(pieces, min_size=1, max_size=3).map("".join)
