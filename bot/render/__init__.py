"""An Answer comes in; the message goes out, laid out for a terminal or for Slack."""
