"""What the bot can do: one skill a file, each a function from a turn to replies.

Rasa's custom actions (bot/actions) and the direct way without Rasa (bot/direct.py) call the same skills.
"""
