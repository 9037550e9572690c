"""How does a finance department look into a plan that was filed, and what does it order?"""
