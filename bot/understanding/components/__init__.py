"""Rasa graph components; they run only in the nlu environment."""
