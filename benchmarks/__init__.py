"""Measurements that anyone can run; none is part of the program."""
