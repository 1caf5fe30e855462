"""How an answer is told to whom: terms said and explained, what an explanation holds, what was asked back first."""
