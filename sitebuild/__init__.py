"""The steps around mkdocs build: generate, runtime, postprocess, verify; and the server for what comes out."""
