"""Of which texts is a contract made, in each of the five forms, and what fills them?"""
