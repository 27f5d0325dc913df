"""Questions about services, printing, updates and Blusser itself."""
