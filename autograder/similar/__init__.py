"""Lists groups of submissions that share what is unusual in their class, for a person to look at."""
