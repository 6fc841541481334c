"""What does the message mean? Shared by Rasa's components and by the direct way without Rasa."""
