"""Who is a body or a supplier, of which kind, level and place?"""
