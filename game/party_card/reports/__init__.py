"""Reports for authors and teachers, each as one HTML page.

Invariant: functions return text; the caller writes the file.
"""
