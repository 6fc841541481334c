from tests.resources_db.engines import (
    empty_town,
    migrated_file,
    migrated_schema,
    postgres_town,
    sqlite_town,
)

__all__ = ["empty_town", "migrated_file", "migrated_schema", "postgres_town", "sqlite_town"]
