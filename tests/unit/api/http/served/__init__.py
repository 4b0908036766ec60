"""Modules with routes, to be imported when they are asked for."""
