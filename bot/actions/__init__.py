"""Rasa custom actions: each hands its turn to one skill (bot/skills)."""
