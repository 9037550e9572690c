"""What may one body spend in one fiscal year, line by line?"""
