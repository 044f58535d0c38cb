"""The application without a face: state, verbs and background jobs."""
