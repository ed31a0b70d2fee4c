"""The short code of a seal, as it is read aloud and written into the minutes.

Sixty bits of the seal's hash in Crockford's base 32: no I, L, O or U, so that nothing is mistaken
for a digit, in three groups of four.
"""

from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH: Final = 12
_GROUP: Final = 4
_BITS: Final = 5
_LOOK_ALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


def code_of(root: str) -> str:
    """Return the code of a hash of 64 hexadecimal digits: `7K3M-9QXT-B2HD`."""
    number = int(root, 16) >> (len(root) * 4 - _LENGTH * _BITS)
    signs = [_ALPHABET[(number >> (_BITS * place)) & 31] for place in range(_LENGTH)][::-1]
    groups = ("".join(signs[start : start + _GROUP]) for start in range(0, _LENGTH, _GROUP))
    return "-".join(groups)


def plain_code(typed: str) -> str:
    """Return a code as people type it without what has no meaning: capitals, hyphens, spaces.

    The letters O, I and L, which no code holds, are read as the digits they look like.
    """
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return signs.translate(_LOOK_ALIKE)


def same_code(typed: str, code: str) -> bool:
    """Whether a typed code is this one."""
    return plain_code(typed) == plain_code(code)
