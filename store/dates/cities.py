"""The cities whose clocks people name, where no time zone is called after them.

A zone is called after one city of its own ("Europe/Berlin"); these are the other well-known ones.
Names are small letters without accents. A name that is of several cities with other clocks stands
in ``SEVERAL``: where a zone is all that is asked for, none of them is taken for granted.
"""

from __future__ import annotations

_EASTERN, _CENTRAL = "America/New_York", "America/Chicago"
_MOUNTAIN, _PACIFIC = "America/Denver", "America/Los_Angeles"
_ENGLAND, _SPAIN, _MEXICO = "Europe/London", "Europe/Madrid", "America/Mexico_City"

_CITIES = {
    _EASTERN: "nyc, ny, manhattan, brooklyn, boston, washington, atlanta, miami, philadelphia,"
    " pittsburgh, charlotte, orlando, tampa, cleveland, baltimore, dc, raleigh, columbus,"
    " cincinnati, buffalo, hartford, newark, jacksonville, providence, albany, princeton, new"
    " york city, washington dc, new haven, fort lauderdale, ann arbor, grand rapids, jersey"
    " city",
    _CENTRAL: "dallas, houston, austin, minneapolis, nashville, milwaukee, memphis, omaha, tulsa,"
    " san antonio, new orleans, st louis, saint louis, kansas city, fort worth, oklahoma city,"
    " des moines, st paul, saint paul, little rock",
    _MOUNTAIN: "boulder, albuquerque, colorado, salt lake city, colorado springs, santa fe, fort"
    " collins",
    "America/Phoenix": "arizona, tucson, scottsdale, tempe",
    _PACIFIC: "la, sf, seattle, portland, oakland, sacramento, california, berkeley, cupertino,"
    " sunnyvale, redmond, bellevue, tacoma, reno, san francisco, san diego, san jose, las"
    " vegas, palo alto, long beach, mountain view, menlo park, santa clara, santa monica, bay"
    " area, silicon valley",
    "Pacific/Honolulu": "waikiki",
    "America/Toronto": "ottawa, montreal, quebec, waterloo, mississauga, quebec city",
    "America/Edmonton": "calgary",
    "America/Regina": "saskatoon",
    _MEXICO: "cdmx, puebla, queretaro",
    "America/Sao_Paulo": "rio, brasilia, curitiba, campinas, florianopolis, rio de janeiro, belo"
    " horizonte, porto alegre",
    "America/Bogota": "medellin",
    "America/Guayaquil": "quito",
    "America/Santiago": "valparaiso",
    _ENGLAND: "edinburgh, manchester, birmingham, bristol, leeds, glasgow, cambridge, oxford,"
    " cardiff, liverpool, sheffield, nottingham, brighton, leicester, southampton, belfast",
    "Europe/Dublin": "galway, limerick",
    "Europe/Berlin": "munich, munchen, hamburg, frankfurt, cologne, koln, stuttgart, leipzig,"
    " dresden, dusseldorf, nuremberg, nurnberg, hanover, hannover, bremen, dortmund, bonn,"
    " karlsruhe, mannheim, freiburg, heidelberg, potsdam, aachen",
    "Europe/Paris": "lyon, marseille, toulouse, bordeaux, nantes, lille, strasbourg, grenoble,"
    " rennes, montpellier",
    _SPAIN: "barcelona, valencia, seville, sevilla, bilbao, malaga, zaragoza",
    "Europe/Rome": "milan, milano, turin, torino, naples, napoli, roma, firenze, bologna, genoa,"
    " venice",
    "Europe/Zurich": "geneva, bern, basel, lausanne, st gallen",
    "Europe/Vienna": "wien, graz, salzburg, linz, innsbruck",
    "Europe/Amsterdam": "rotterdam, utrecht, eindhoven, delft, leiden, groningen, the hague, den"
    " haag",
    "Europe/Warsaw": "krakow, cracow, wroclaw, gdansk, warszawa, poznan, lodz, katowice",
    "Europe/Prague": "praha, brno",
    "Europe/Stockholm": "gothenburg, goteborg, malmo, uppsala, lund",
    "Europe/Oslo": "bergen, trondheim, stavanger",
    "Europe/Copenhagen": "aarhus, odense, kobenhavn",
    "Europe/Helsinki": "espoo, tampere, turku",
    "Europe/Tallinn": "tartu",
    "Europe/Vilnius": "kaunas",
    "Europe/Brussels": "antwerp, ghent, bruxelles, leuven",
    "Europe/Lisbon": "porto, lisboa, braga",
    "Europe/Athens": "thessaloniki",
    "Europe/Bucharest": "cluj, timisoara, iasi",
    "Europe/Sofia": "plovdiv",
    "Europe/Belgrade": "beograd",
    "Europe/Kyiv": "lviv, kharkiv, odesa",
    "Europe/Moscow": "petersburg, moskva, st petersburg, saint petersburg",
    "Europe/Istanbul": "ankara, izmir",
    "Asia/Jerusalem": "haifa, tel aviv",
    "Asia/Dubai": "dubai, sharjah, abu dhabi",
    "Asia/Riyadh": "jeddah",
    "Asia/Qatar": "doha",
    "Africa/Cairo": "giza",
    "Africa/Lagos": "abuja",
    "Africa/Johannesburg": "pretoria, durban, cape town",
    "Africa/Nairobi": "mombasa",
    "Africa/Casablanca": "rabat, marrakesh, marrakech",
    "Africa/Kigali": "kigali",
    "Asia/Kolkata": "bangalore, bengaluru, mumbai, bombay, delhi, hyderabad, chennai, madras,"
    " pune, gurgaon, gurugram, noida, ahmedabad, jaipur, kochi, kanpur, lucknow, indore, new"
    " delhi, navi mumbai",
    "Asia/Karachi": "lahore, islamabad, rawalpindi",
    "Asia/Dhaka": "chittagong",
    "Asia/Shanghai": "beijing, peking, shenzhen, guangzhou, hangzhou, nanjing, chengdu, wuhan,"
    " suzhou",
    "Asia/Tokyo": "osaka, kyoto, sapporo, yokohama, nagoya, fukuoka, kobe",
    "Asia/Seoul": "busan, incheon",
    "Asia/Manila": "cebu, makati",
    "Asia/Ho_Chi_Minh": "hanoi, ho chi minh city, saigon, da nang",
    "Asia/Jakarta": "bandung, surabaya",
    "Asia/Kuala_Lumpur": "penang",
    "Asia/Bangkok": "phuket",
    "Australia/Sydney": "sydney, canberra, wollongong",
    "Australia/Melbourne": "geelong",
    "Pacific/Auckland": "wellington, christchurch, dunedin",
    "Australia/Brisbane": "gold coast",
}
CITIES = {city: zone for zone, cities in _CITIES.items() for city in cities.split(", ")}
"""The IANA zone of each city, by its name."""

SEVERAL: dict[str, dict[str, str]] = {
    "alexandria": {"Egypt": "Africa/Cairo", "Virginia": _EASTERN},
    "arlington": {"Virginia": _EASTERN, "Texas": _CENTRAL},
    "aurora": {"Colorado": _MOUNTAIN, "Illinois": _CENTRAL},
    "birmingham": {"England": _ENGLAND, "Alabama": _CENTRAL},
    "cambridge": {"England": _ENGLAND, "Massachusetts": _EASTERN},
    "columbia": {"South Carolina": _EASTERN, "Missouri": _CENTRAL},
    "cordoba": {"Argentina": "America/Argentina/Cordoba", "Spain": _SPAIN},
    "durham": {"North Carolina": _EASTERN, "England": _ENGLAND},
    "glendale": {"California": _PACIFIC, "Arizona": "America/Phoenix"},
    "granada": {"Spain": _SPAIN, "Nicaragua": "America/Managua"},
    "guadalajara": {"Mexico": _MEXICO, "Spain": _SPAIN},
    "hamilton": {
        "Ontario": "America/Toronto",
        "New Zealand": "Pacific/Auckland",
        "Bermuda": "Atlantic/Bermuda",
    },
    "hyderabad": {"India": "Asia/Kolkata", "Pakistan": "Asia/Karachi"},
    "jackson": {"Mississippi": _CENTRAL, "Wyoming": _MOUNTAIN},
    "kingston": {"Jamaica": "America/Jamaica", "Ontario": "America/Toronto"},
    "leon": {"Mexico": _MEXICO, "Spain": _SPAIN},
    "lincoln": {"Nebraska": _CENTRAL, "England": _ENGLAND},
    "manchester": {"England": _ENGLAND, "New Hampshire": _EASTERN},
    "merida": {"Mexico": "America/Merida", "Spain": _SPAIN},
    "newcastle": {"England": _ENGLAND, "Australia": "Australia/Sydney"},
    "pasadena": {"California": _PACIFIC, "Texas": _CENTRAL},
    "peoria": {"Illinois": _CENTRAL, "Arizona": "America/Phoenix"},
    "petersburg": {"Russia": "Europe/Moscow", "Virginia": _EASTERN},
    "portland": {"Oregon": _PACIFIC, "Maine": _EASTERN},
    "richmond": {"Virginia": _EASTERN, "British Columbia": "America/Vancouver"},
    "rochester": {"New York": _EASTERN, "Minnesota": _CENTRAL},
    "saint petersburg": {"Russia": "Europe/Moscow", "Florida": _EASTERN},
    "salem": {"Oregon": _PACIFIC, "Massachusetts": _EASTERN},
    "san jose": {"California": _PACIFIC, "Costa Rica": "America/Costa_Rica"},
    "springfield": {"Illinois": _CENTRAL, "Massachusetts": _EASTERN},
    "st petersburg": {"Russia": "Europe/Moscow", "Florida": _EASTERN},
    "valencia": {"Spain": _SPAIN, "Venezuela": "America/Caracas"},
    "victoria": {"British Columbia": "America/Vancouver", "Australia": "Australia/Melbourne"},
    "washington": {"DC": _EASTERN, "State": _PACIFIC},
    "worcester": {"England": _ENGLAND, "Massachusetts": _EASTERN},
}
"""Where each of the cities of one name is, with its zone."""

_REGIONS = {
    _EASTERN: "ny, nj, new jersey, ma, massachusetts, pa, pennsylvania, ct, connecticut, nh, new"
    " hampshire, vt, vermont, me, maine, ri, rhode island, md, maryland, va, virginia, nc,"
    " north carolina, sc, south carolina, ga, oh, ohio, wv, west virginia, de, delaware, mi,"
    " michigan, fl, florida, dc, new york",
    _CENTRAL: "tx, texas, il, illinois, mn, minnesota, wi, wisconsin, mo, missouri, ia, iowa, ok,"
    " oklahoma, ar, arkansas, louisiana, ms, mississippi, al, alabama, tn, tennessee, ks,"
    " kansas, ne, nebraska",
    _MOUNTAIN: "co, colorado, ut, utah, nm, new mexico, wy, wyoming, mt, montana, id, idaho",
    "America/Phoenix": "az, arizona",
    _PACIFIC: "ca, california, wa, state, or, oregon, nv, nevada",
    "America/Toronto": "on, ontario, qc, quebec",
    "America/Vancouver": "bc, british columbia",
    "America/Edmonton": "ab, alberta",
    _ENGLAND: "england, scotland, wales, northern ireland",
    "Australia/Sydney": "nsw",
    "Australia/Melbourne": "vic",
    "Australia/Brisbane": "qld, queensland",
}
REGIONS = {region: zone for zone, regions in _REGIONS.items() for region in regions.split(", ")}
"""The states and provinces that stand behind a city, each with the zone of most of it."""
