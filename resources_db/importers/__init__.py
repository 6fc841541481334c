"""A town's own files in: tables -> columns -> records -> store."""

from resources_db.importers.run import FORMATS, FileReport, import_file
from resources_db.importers.tables import UnreadableFile

__all__ = ["FORMATS", "FileReport", "UnreadableFile", "import_file"]
