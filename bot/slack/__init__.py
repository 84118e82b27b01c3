"""A delivery from Slack comes in; one answer by the desk goes out to where it was asked."""
