"""Findings and consolidations as text, JSON and HTML."""
