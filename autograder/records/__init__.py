"""The results of judging: the record of a submission, the records on disk, the fingerprint of the rules behind them."""
