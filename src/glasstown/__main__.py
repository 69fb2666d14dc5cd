"""``python -m glasstown`` is the command `glasstown`."""

from glasstown.cli import main

if __name__ == "__main__":
    main()
