"""What stops the reading of a text about opening hours."""


class Unclear(Exception):
    """A clause that could change the hours and is not understood."""
