"""What can happen: kernel, machine, playthrough, page. Knows no front end."""
