"""What a club has on paper and in its own sheets, taken into the books.

A workbook with named sheets is read as people fill it in (`workbook`, `cells`, `reading`), compared
with itself (`checking`) and entered by the same actions as everything else (`entering`). What is
wrong is told all at once, with sheet, row and column; nothing is written before all is right.
"""
