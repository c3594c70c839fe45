"""The nouns of the project: frozen structs that know no input, output, clock or chance."""
