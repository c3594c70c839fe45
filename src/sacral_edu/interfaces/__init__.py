"""What people and programs meet: the command line, the site, and the files that cases stand in."""
