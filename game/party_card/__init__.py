"""Party Card: history through choices, with what really happened, cited."""

__version__ = "0.2.0"
