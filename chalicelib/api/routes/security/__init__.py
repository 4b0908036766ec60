"""Routes of what keeps accounts safe."""
