"""What may be bought as a service under one authority's guiding directory?"""
