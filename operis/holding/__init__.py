"""What does this installation do for key holders: a bid to rehearse with, and the opening once two have handed in their shares?"""
