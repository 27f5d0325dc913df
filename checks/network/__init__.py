"""Checks of the network; later ones are explained by earlier ones."""
