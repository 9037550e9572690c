"""Which places has an institution, or a programme, and how many are free?"""
