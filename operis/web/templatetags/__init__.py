"""Which tags and filters do the templates use?"""
