"""Networks: folders of files into typed facts, checked against a vocabulary."""
