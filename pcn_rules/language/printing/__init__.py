"""The steps from the syntax model back to text: words in order, and lines that hold them."""
