"""Rule packs: further rule sets as folders and as single files."""
