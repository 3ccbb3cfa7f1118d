"""Who the terminal is: its answers, the questions, and what follows."""
