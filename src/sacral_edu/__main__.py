"""`python -m sacral_edu` is the command `sacral-edu`."""

from sacral_edu.interfaces.cli import main

if __name__ == "__main__":
    main()
