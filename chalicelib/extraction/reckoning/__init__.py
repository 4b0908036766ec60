"""What the arithmetic of amounts tells where no label does."""
