"""Text recognition: the words of a page's picture, with their places and how sure each is.

PP-OCR's models (PaddleOCR, Apache-2.0) find the lines and read them; ONNX Runtime runs the models. What is around the
models is here: pictures into arrays, the models' answers into lines and words, and which way up a page is. It needs
neither AWS nor the reader, so the same engine works in a function of its own, in a process of this machine, and in
tests. Only this room needs NumPy.
"""
