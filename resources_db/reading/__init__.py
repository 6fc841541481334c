"""Reading what towns write in their lists: ages, hours, costs, telephone numbers.

Every reader returns None (or nothing) where it is not sure; the town's own text is kept beside it.
"""
