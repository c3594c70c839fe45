"""The course website: the book's exercise directive, the build, and the server."""
