"""Map and clusters, built in the background and drawn as pictures."""
