"""Tables of words, written one group a line."""


def word_set(*lines: str) -> frozenset[str]:
    """Return the words of lines separated by spaces."""
    return frozenset(word for line in lines for word in line.split())
