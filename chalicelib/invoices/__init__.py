"""The invoice record: how it comes to be, its lifecycle, listing and deletion."""
