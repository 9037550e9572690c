"""Letters to those who bid: what each is told of the result, made from the record."""
