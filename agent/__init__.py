"""The engine and everything around it: asks, explains, repairs, hands over."""

VERSION = "0.1.0"
