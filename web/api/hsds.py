"""The list as open data in the shapes of the HSDS 3.0 API: read-only, for everybody, for pages of any origin.

https://docs.openreferral.org/en/v3.0.0/hsds/api_reference.html. History is not given out: what a record said
before it was corrected or published is nobody's business.
"""

import zlib
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from flask import Blueprint, Response, current_app, g, jsonify, request, url_for
from sqlalchemy import Row
from sqlalchemy.orm import Session

from resources_db.documents import AT_LOCATION, ORGANIZATION, SERVICE
from resources_db.history import revision
from resources_db.hsds import public
from resources_db.hsds.export import of_ids, snapshot
from resources_db.hsds.public import Wanted, brief, for_everybody
from resources_db.hsds.shaping import organization_of
from resources_db.hsds.standard import Json
from resources_db.opening import JAPAN
from web.api.hsds_pages import flag, page_of, page_of_list, search, wanted
from web.api.problems import Problem
from web.house import House

bp = Blueprint("hsds", __name__, url_prefix="/api/v1/hsds")
_ALL = 100_000
_MOST_NESTED = 500  # whole services in one answer
_VERSION = version("michishirube")  # a new one may tell the same list otherwise
_PROFILE = "https://docs.openreferral.org/en/v3.0.0/hsds/"


def house() -> House:
    found: House = current_app.extensions["house"]
    return found


@bp.before_request
def unchanged() -> Response | None:
    """304 where the asker has what there is: an answer depends on the program, on the list, on the day and on its
    address. (`*` asks whether there is anything at all; only the answer knows.)"""
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        raise Problem(400, "bad_parameter")  # no database has it in a text
    g.today = house().conversations.now().astimezone(JAPAN).date()
    with house().sessions() as session:
        address = zlib.crc32(request.full_path.encode())
        g.etag = f"{_VERSION}-{revision(session)}-{g.today.isoformat()}-{address:08x}"
    known = request.if_none_match
    return Response(status=304) if not known.star_tag and known.contains_weak(g.etag) else None


@bp.after_request
def for_all_origins(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if response.status_code in {200, 304} and "etag" in g:
        response.set_etag(g.etag)
        response.headers["Cache-Control"] = "public, no-cache"  # may be kept, but has to be asked about
        if response.status_code == 200:
            response.make_conditional(request)
    return response


@bp.get("/")
def about() -> Response:
    description = url_for("api.openapi", _external=True)
    return jsonify({"version": "3.0", "profile": _PROFILE, "openapi_url": description})


@bp.get("/services")
def services() -> Response:
    with snapshot(house().sessions) as session:
        query = public.services(g.today, wanted(session))
        if flag("minimal"):
            rows, page = page_of(session, query, _ALL, _ALL)
            contents = [{"id": row.id, "modified_date": row.last_modified.isoformat()} for row in rows]
        else:
            rows, page = page_of(session, query)
            contents = _services(session, [row.id for row in rows], full=flag("full"))
    return jsonify(page | {"contents": contents})


@bp.get("/services/<id_>")
def service(id_: str) -> Response:
    with snapshot(house().sessions) as session:
        row = session.execute(public.services(g.today, Wanted()).where(SERVICE.c.id == id_)).first()
        if row is None:
            raise Problem(404, "unknown_service")
        return jsonify(_services(session, [id_], full=True)[0])


@bp.get("/service_at_locations")
def service_at_locations() -> Response:
    if request.args.get("proximity"):
        raise Problem(400, "bad_parameter", "proximity では探せません。postcode を使ってください。")
    with snapshot(house().sessions) as session:
        rows, page = page_of(session, public.links(g.today, wanted(session)))
        return jsonify(page | {"contents": _links(session, rows, full=flag("full"))})


@bp.get("/service_at_locations/<id_>")
def service_at_location(id_: str) -> Response:
    with snapshot(house().sessions) as session:
        rows = session.execute(public.links(g.today, Wanted()).where(AT_LOCATION.c.id == id_)).all()
        if not rows:
            raise Problem(404, "not_found")
        return jsonify(_links(session, rows, full=True)[0])


@bp.get("/organizations")
def organizations() -> Response:
    with snapshot(house().sessions) as session:
        rows, page = page_of(session, public.organizations(g.today, search()))
        full, full_service = flag("full"), flag("full_service")
        found = [dict(row._mapping) for row in rows]
        contents = (
            _with_services(session, found, full_service=full_service)
            if full or full_service
            else [brief("organization", organization_of(row)) for row in found]
        )
        return jsonify(page | {"contents": contents})


@bp.get("/organizations/<id_>")
def organization(id_: str) -> Response:
    with snapshot(house().sessions) as session:
        row = (
            session.execute(public.organizations(g.today, ()).where(ORGANIZATION.c.id == id_))
            .mappings()
            .first()
        )
        if row is None:
            raise Problem(404, "not_found")
        return jsonify(_with_services(session, [dict(row)], full_service=flag("full_service"))[0])


@bp.get("/taxonomies")
def taxonomies() -> Response:
    return jsonify(page_of_list([one for one in public.taxonomies(_terms()) if _has_words(one)]))


@bp.get("/taxonomies/<id_>")
def taxonomy(id_: str) -> Response:
    return jsonify(_the_one(public.taxonomies(_terms()), id_))


@bp.get("/taxonomy_terms")
def taxonomy_terms() -> Response:
    found = [term for term in _terms() if _has_words(term)]
    if id_ := request.args.get("taxonomy_id"):
        found = [term for term in found if term.get("taxonomy_detail", {}).get("id") == id_]
    if parent := request.args.get("parent_id"):
        found = [term for term in found if term.get("parent_id") == parent]
    if flag("top_only"):
        found = [term for term in found if "parent_id" not in term]
    return jsonify(page_of_list(found))


@bp.get("/taxonomy_terms/<id_>")
def taxonomy_term(id_: str) -> Response:
    return jsonify(_the_one(_terms(), id_))


def _services(session: Session, ids: Sequence[str], *, full: bool) -> list[Json]:
    if full:
        return [for_everybody(one) for one in of_ids(session, ids, g.today)]
    found = of_ids(session, ids, g.today, parts=())
    return [brief("service", for_everybody(one)) for one in found]


def _links(session: Session, rows: Sequence[Row[Any]], *, full: bool) -> list[Json]:
    """Each place of a service, with both."""
    ids = list(dict.fromkeys(row.service_id for row in rows))
    services = of_ids(session, ids, g.today) if full else of_ids(session, ids, g.today, parts=("places",))
    found = {one["id"]: for_everybody(one) for one in services}
    links = {link["id"]: (link, one) for one in found.values() for link in one["service_at_locations"]}
    contents = []
    for row in rows:
        link, service = links[row.id]
        own = {key: value for key, value in service.items() if key != "service_at_locations"}
        nested = link | {"service": own if full else brief("service", own)}
        contents.append(nested if full else nested | {"location": brief("location", link["location"])})
    return contents


def _with_services(session: Session, rows: Sequence[dict[str, Any]], *, full_service: bool) -> list[Json]:
    """Organizations with their services: all of them, or what they are called."""
    run = {
        row["id"]: session.execute(public.services(g.today, Wanted(organization_id=row["id"]))).all()
        for row in rows
    }
    if not full_service:
        named = {
            id_: [{"id": one.id, "name": one.name, "status": "active"} for one in run[id_]] for id_ in run
        }
        return [organization_of(row) | {"services": named[row["id"]]} for row in rows]
    if sum(map(len, run.values())) > _MOST_NESTED:
        told = "services?organization_id=… で、分けて取ってください。"
        raise Problem(400, "bad_parameter", f"full_service は案内{_MOST_NESTED}件までです。{told}")
    whole = {id_: _services(session, [one.id for one in run[id_]], full=True) for id_ in run}
    for service in (one for services in whole.values() for one in services):
        del service["organization"]
    return [organization_of(row) | {"services": whole[row["id"]]} for row in rows]


def _terms() -> list[Json]:
    with house().sessions() as session:
        return public.terms(session, g.today)


def _has_words(found: Json) -> bool:
    text = f"{found['name']} {found['description']}".casefold()
    return all(word.casefold() in text for word in search())


def _the_one(found: list[Json], id_: str) -> Json:
    for one in found:
        if one["id"] == id_:
            return one
    raise Problem(404, "not_found")
