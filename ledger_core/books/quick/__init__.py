"""Loading through Beancount, several times faster for books whose amounts are all written out.

Beancount's own load is made for lots, costs, prices and amounts left to the computer. A club's
books have none of these: every amount is whole, in one currency and written out. What Beancount
would then do at length is done here at once, with the same entries, errors and options; where
anything is out of the ordinary, Beancount's own functions do it. Tests load random books both ways.
"""
