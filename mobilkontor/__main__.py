"""Let ``python -m mobilkontor`` run the command line."""

from mobilkontor.cli import main

if __name__ == "__main__":
    main()
