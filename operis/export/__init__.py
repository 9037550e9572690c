"""What leaves the platform in a published format?"""
