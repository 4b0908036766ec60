"""Batches and their files' results."""
