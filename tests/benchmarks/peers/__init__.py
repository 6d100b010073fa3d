"""Side by side with ink (inkjs, bink) and Bardic: one story, the same choices, then speed. See ../README.md."""
