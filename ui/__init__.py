"""The window and the tray icon: news is folded, pages are told, widgets draw."""
