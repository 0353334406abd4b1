"""The Flask extensions, made once and given an app later."""

from pathlib import Path

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

babel = Babel()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, headers_enabled=False)
login = LoginManager()
migrate = Migrate(directory=str(Path(__file__).parents[1] / "migrations"))
