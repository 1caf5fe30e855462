"""What the Practice page is made of: the steps, the question, the list of questions and the foot with its button."""
