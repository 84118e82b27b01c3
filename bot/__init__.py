"""casualty-bot: answers questions about casualty figures from a curated claims store."""
