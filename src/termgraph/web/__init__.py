"""HTTP: where the API, its pages and its health are served."""
