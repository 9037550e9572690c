"""How are posts filled by open recruitment examination?"""
