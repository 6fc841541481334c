"""How answers are put into words: fixed texts in wording.yml, facts only from records."""
