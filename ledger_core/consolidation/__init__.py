"""Many clubs at once: snapshots of their books, the store that keeps them, reports over them.

A club's books are read once and yield a small snapshot of facts without persons; only books that
changed are read again. Everything that is said of many clubs is summed from snapshots.
"""
