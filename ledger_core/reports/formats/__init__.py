"""The formats of a report: one module each, from a `Report` to bytes.

A format says nothing of figures: it writes the tables that it is given. Modules that need a library
beyond the program's own are imported when their format is asked for; where it is missing, the
import raises `FormatNotInstalled`.
"""
