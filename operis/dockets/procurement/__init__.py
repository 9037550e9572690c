"""How is one plan carried out, by one method, in one or more lots?"""
