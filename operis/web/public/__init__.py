"""What may everyone read?"""
