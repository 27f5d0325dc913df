"""The window and the tray icon: they draw what `ui.state` decides."""
