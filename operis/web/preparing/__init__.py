"""What can be told of a step or a document before it is written? Steps weighed ahead, and the words that may be chosen."""
