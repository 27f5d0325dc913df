"""What waits for IT, and its way there: once, whole, and however long it takes."""
