"""How does a supplier register itself: its organisation, its people, and the letter that shows whose the address is?"""
