"""The questions: pure functions of one frozen snapshot, which know no text format and no SQL."""
