"""Companies' webhooks and what was announced to them."""
