"""One line of plain words read as what happened, with whom, and what was promised."""
