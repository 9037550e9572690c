"""What happened to this installation itself?"""
