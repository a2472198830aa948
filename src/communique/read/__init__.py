"""Reading: from sources to an article's findings. Pure, parallel, knows no database."""
