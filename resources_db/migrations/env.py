"""Alembic's entry: runs the migrations on the connection that `migrate` hands over."""

from alembic import context

from resources_db.casework import models as casework_models  # noqa: F401  (registers its tables)
from resources_db.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
