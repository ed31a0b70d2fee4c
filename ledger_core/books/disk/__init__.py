"""The disk under the books: durable writes, one change as a whole, one writer at a time."""
