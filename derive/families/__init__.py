"""One short file per family; `derive.catalogue` finds them by listing this folder."""
