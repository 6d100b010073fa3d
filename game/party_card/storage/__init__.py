"""What outlives the program: progress, profiles, settings."""
