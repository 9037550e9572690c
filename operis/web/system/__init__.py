"""What does whoever watches over this site look at?"""
