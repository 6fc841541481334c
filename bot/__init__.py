"""The conversation: reading a message, keeping safe, understanding, answering, handing over."""
