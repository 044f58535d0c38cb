"""How work is done beside the thread that answers keys."""
