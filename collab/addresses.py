"""Full addresses of our pages, for mail and paper: made from BASE_URL, also where there is no request."""

from urllib.parse import urlsplit

from flask import current_app


def address_of(endpoint: str, **values) -> str:
    base = urlsplit(current_app.config["SETTINGS"].base_url)
    pages = current_app.url_map.bind(base.netloc, base.path.rstrip("/") or "/", url_scheme=base.scheme)
    return pages.build(endpoint, values, force_external=True)
