"""How much of a received book is read before it is given up."""

from dataclasses import dataclass
from typing import Final

_MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one club's books; a club of fifty years and two hundred members stays far below.

    Attributes:
      seconds: Time that one club may take by the clock on the wall.
      processor_seconds: Time of the processor that it may take.
      memory: Bytes of address space that its reading may add to what the reader itself holds.
      entries: Files and folders of any kind in its folder or zip.
      depth: Folders inside each other.
      files: Files of the books, seals and log among them.
      file_size: Bytes of one file.
      total_size: Bytes of all files of the books.
      zip_size: Bytes of a zip as it was received.
      line_length: Characters of a line of a book.
      text_length: Characters of a text in quotation marks.
      digits: Digits of a number.
      answer_size: Bytes of the answer about one club.
    """

    seconds: float = 60.0
    processor_seconds: int = 60
    memory: int = 1024 * _MIB
    entries: int = 20_000
    depth: int = 8
    files: int = 1_000
    file_size: int = 8 * _MIB
    total_size: int = 64 * _MIB
    zip_size: int = 16 * _MIB
    line_length: int = 4_096
    text_length: int = 16_384
    digits: int = 15
    answer_size: int = 32 * _MIB


STANDARD: Final = Limits()
