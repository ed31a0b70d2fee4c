"""The words by which members are counted, in the order of the reports."""

from typing import Final

SEXES: Final = ("f", "m", "unknown")
AGES: Final = ("under-40", "40-59", "60-69", "70-79", "80-and-over", "unknown")
HARDSHIPS: Final = ("poor", "near-poor", "difficult", "none", "unknown")
