"""The schema's history as Alembic revisions, run from inside the package.

A new revision is a file in ``versions/`` with the next number; it says in plain operations what
changed, never through schema.py, which moves on. ``SCHEMA_VERSION`` names the newest.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from communique.record.schema import VERSION_TABLE


def upgrade(connection: Connection, target: str = "head") -> None:
    """Bring the schema behind `connection` to `target`, within the caller's transaction."""
    # Alembic takes a tenth of a second to load and is seldom needed.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: Any) -> Any:
        return script._upgrade_revs(target, revision)

    with EnvironmentContext(config, script, fn=steps) as environment:
        environment.configure(connection=connection, version_table=VERSION_TABLE, transactional_ddl=True)
        environment.run_migrations()
