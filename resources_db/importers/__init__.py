"""A town's own files in: files -> (tables -> columns -> records) -> plan -> history."""

from resources_db.importers.report import FileReport, Finding
from resources_db.importers.run import FORMATS, ImportStopped, import_file
from resources_db.importers.unreadable import UnreadableFile

__all__ = ["FORMATS", "FileReport", "Finding", "ImportStopped", "UnreadableFile", "import_file"]
