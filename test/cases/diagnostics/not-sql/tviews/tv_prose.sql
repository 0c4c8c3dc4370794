Authors, one row each, with their books.
