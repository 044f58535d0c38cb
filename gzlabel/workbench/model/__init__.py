"""The model of an interest: asked after every decision, in a process of its own."""
