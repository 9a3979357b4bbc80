"""What is expected of networks, in files that people review, and what has moved since."""
