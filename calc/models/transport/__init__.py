"""Services that carry events."""
