"""What gunicorn loads: `web.serve:app`."""

from web import create_public_app
from web.config import Config

app = create_public_app(Config.for_serving())
