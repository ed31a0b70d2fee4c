"""Papers that people sign and take home: vouchers, loan agreements, meeting sheets.

Each is a value made from the books once; text, JSON and page show the same figures.
"""
