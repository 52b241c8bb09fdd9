"""Finding people and words: query words, the palette, full text, smart lists."""
