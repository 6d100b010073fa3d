"""The browser page: scenes written out as one HTML file that needs no engine and no network.

Law: Python decides, the page indexes. What a scene may do becomes tables and rows (`data`), the player in the file
looks them up, and no file is written before its twin in Python (`twin`) has agreed with the engine (`agreement`).
"""
