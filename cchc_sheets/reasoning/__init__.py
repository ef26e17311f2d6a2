"""What answers can be, given relations between them: exact, and without any form or word."""
