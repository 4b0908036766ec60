"""Who recognises the text of pictures in a stage: the function `Recognise`, Amazon Textract, or this machine."""

MAX_AT_ONCE = 2  # pages of one document: the template has as many recognisers as all workers ask for together
