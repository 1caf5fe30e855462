"""Small signs, and what is made of them."""
