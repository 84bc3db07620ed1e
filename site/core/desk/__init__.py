"""The desk: who is asked, who has taken a task on, what is due, and who hears of it."""
