"""How fast Glasstown is, beside vectorised NumPy; see DECLARATION.md."""
