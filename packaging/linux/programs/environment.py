"""Runs before each frozen program: gives children the environment that we were given.

PyInstaller's loader points LD_LIBRARY_PATH at our own libraries; a program of the
system that we start would load them (PyInstaller's manual, "LD_LIBRARY_PATH").
"""

import os

given = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if given:
    os.environ["LD_LIBRARY_PATH"] = given
