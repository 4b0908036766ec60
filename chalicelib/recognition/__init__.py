"""Who recognises the text of pictures in a stage: the function `Recognise`, Amazon Textract, or this machine."""
