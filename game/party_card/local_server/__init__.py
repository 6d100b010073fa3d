"""What the servers of the studio and of a class share: checks of requests, listeners, fonts, crash reports."""
