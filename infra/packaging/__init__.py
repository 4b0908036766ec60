"""From Chalice's package to what Lambda gets: template, function archive, layer archives."""
