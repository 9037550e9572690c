"""What is taken away on paper or as a file: is it right, whole, readable by all, and the same whenever it is made?"""
