"""What a person prepares before speaking, kept beside the takes."""
