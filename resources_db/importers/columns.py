"""From a file's headers to our fields (columns.yml): proposed, or as staff wrote them down."""

from resources_db.importers.field_table import Mapping, Why, labels
from resources_db.importers.header_text import header_key
from resources_db.importers.mapping_files import from_columns, from_file, to_yaml
from resources_db.importers.proposing import draft, propose

__all__ = [
    "Mapping",
    "Why",
    "draft",
    "from_columns",
    "from_file",
    "header_key",
    "labels",
    "propose",
    "to_yaml",
]
