"""Services that work on events."""
