"""A scene as cards: what a card shows, and what is changed on a card as edits of the text."""
