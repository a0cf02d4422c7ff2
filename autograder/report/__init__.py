"""One page per class, made from the records: how points are spread, what was hard, and what was misunderstood."""
