"""What interests this person: the Gaussian process, its acquisition functions and the queue."""
