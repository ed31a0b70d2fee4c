"""The formats of a report: one module each, from a `Report` to bytes."""
