"""Personal data, apart from the public list: conversations and, later, cases."""
