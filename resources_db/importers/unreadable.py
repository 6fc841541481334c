"""The one way to say that a file cannot be taken in, and the sizes that are taken in."""

LARGEST_FILE_MB = 40
LARGEST_UNPACKED_MB = 500
MOST_COLUMNS = 500
LONGEST_CELL = 100_000
"""Characters; Excel itself allows 32,767."""


class UnreadableFile(Exception):
    """The file cannot be taken in at all; the message says why, in Japanese, for staff."""
