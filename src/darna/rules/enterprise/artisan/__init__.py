"""The artisan entered in the national register of crafts."""
