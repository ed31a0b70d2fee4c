"""Reading and writing the books: the only package that knows Beancount."""
