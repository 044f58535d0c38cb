"""What pixels alone say of a galaxy: profiles, angular power, texture and the classical statistics."""
