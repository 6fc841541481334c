"""Reading a parent's message: plain text in, typed facts out.

Runs in both environments (app and nlu), so it imports only the standard library and sudachipy.
Every function accepts any ``str`` and never raises on its contents.
Spans are half-open character offsets ``[start, end)`` into the text that the caller gave.
"""
