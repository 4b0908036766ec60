"""What a file holds beside its pages' text: fields of forms, attached files."""
