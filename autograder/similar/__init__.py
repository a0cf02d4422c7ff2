"""Which submissions are alike in what is unusual in their class: a list of pairs for a person to look at."""
