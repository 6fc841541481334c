from tests.resources_db.importers.files import empty_town

__all__ = ["empty_town"]
