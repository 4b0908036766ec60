"""From a file to what it says: the way in, and how the rooms work together on pages."""
