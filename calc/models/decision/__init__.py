"""What the bills decide."""
