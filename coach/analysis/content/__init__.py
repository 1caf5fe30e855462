"""What was said in an answer: anchors, structure, evidence, terms, and where it went on."""
