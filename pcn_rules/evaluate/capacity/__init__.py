"""Whether all duties can be done together with the people there are (semantics, section 5)."""
