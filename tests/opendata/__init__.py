"""Is what is given away what the record says?"""
