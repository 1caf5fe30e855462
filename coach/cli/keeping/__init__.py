"""What comes into the program from files, and leaves it as one."""
