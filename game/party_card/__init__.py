"""Party Card: history through choices, with what actually happened, cited."""

__version__ = "0.2.0"
