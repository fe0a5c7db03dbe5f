"""From the models' HTML to docstrings."""
