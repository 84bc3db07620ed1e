"""Sample data for the page of components. The texts are for the eye and therefore stay German."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator

from core.saxony import Area, Pin, districts, draw_map, lookup_postcode

REGION_OF = {
    "145": ("Region Chemnitz", "madder"),
    "146": ("Region Dresden", "indigo"),
    "147": ("Region Leipzig", "moss"),
}
PLACES = ("09111", "08523", "08056", "09599", "04109", "04758", "01067", "02625", "02826", "01796", "09456", "01069")


def _link(title: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "label": title, "url": "#main", **more}


def chrome_sample(dye: str) -> dict[str, Any]:
    """Header and footer of a region."""
    regions = [_link(name, dye=one, current=one == dye) for name, one in REGION_OF.values()]
    titles = ("Projekte", "Veranstaltungen", "Aktuelles", "Mitmachen", "Akteure", "Mentoring", "Über die Plattform")
    languages = (("de", "Deutsch"), ("en", "English"), ("hsb", "Hornjoserbsce"), ("de-simple", "Leichte Sprache"))
    return {
        "nav": [_link(title, current=title == "Projekte") for title in titles],
        "regions": [_link("Ganz Sachsen", dye="", current=False), *regions],
        "region": {
            "name": next(name for name, one in REGION_OF.values() if one == dye),
            "dye": dye,
        },
        "languages": [
            _link(name, code=code, current=code == "de", available=code != "hsb") for code, name in languages
        ],
        "home_url": "/",
        "search_url": "#search-query",
        "contact_url": "#contact",
        "account_url": "#forms",
        "footer_links": [
            _link(t) for t in ("Impressum", "Datenschutz", "Barrierefreiheit", "Leichte Sprache", "Gebärdensprache")
        ],
        "partners": [
            {
                "name": "Musterverband für soziale Erneuerung",
                "role": "Inhaltliche Leitung, Region Chemnitz",
                "url": "#main",
            },
            {"name": "Werkstatt Elbtal", "role": "Region Dresden", "url": ""},
            {"name": "Haus der Ideen", "role": "Region Leipzig", "url": "#main"},
        ],
        "funding": [
            {
                "name": "Freistaat Sachsen",
                "statement": "Diese Maßnahme wird mitfinanziert durch Steuermittel auf der Grundlage des vom "
                "Sächsischen Landtag beschlossenen Haushaltes.",
            }
        ],
    }


def _project(title: str, kicker: str, seed: str, done: int, word: str, **more: Any) -> dict[str, Any]:
    return {
        "title": title,
        "url": "#cards",
        "kicker": kicker,
        "seed": seed,
        "phase": {"done": done, "total": 4, "word": word},
        **more,
    }


def _maps() -> tuple[Any, Any]:
    areas = []
    for count, district in enumerate(districts(), start=7):
        region, dye = REGION_OF[district.ags[:3]]
        label = f"{count} Projekte"
        areas.append(Area(district.ags, f"#{district.slug}", count, label, region, "#map", dye, current=False))
    places = [place for place in map(lookup_postcode, PLACES) if place]
    pins = [Pin(place.latitude, place.longitude, place.places[0], "#map", ags=place.ags) for place in places]
    return draw_map(areas, pins), draw_map(areas, shows_names=True)


def _facets() -> list[dict[str, Any]]:
    def options(*pairs: tuple[str, int]) -> list[dict[str, Any]]:
        return [
            {"value": str(n), "label": label, "count": count, "checked": n == 1}
            for n, (label, count) in enumerate(pairs)
        ]

    return [
        {
            "name": "kreis",
            "title": "Landkreis oder Stadt",
            "open": True,
            "options": options(
                ("Chemnitz", 19), ("Erzgebirgskreis", 12), ("Sächsische Schweiz-Osterzgebirge", 4), ("Görlitz", 0)
            ),
        },
        {
            "name": "thema",
            "title": "Handlungsfeld",
            "open": False,
            "options": options(
                ("Pflege", 21), ("Nachbarschaft", 34), ("Sozialversicherungsfachangestelltenfortbildung", 2)
            ),
        },
        {
            "name": "phase",
            "title": "Phase",
            "open": True,
            "multiple": False,
            "options": options(("Idee", 9), ("Pilot", 14), ("erprobt", 31), ("verbreitet", 8)),
        },
    ]


def samples() -> dict[str, Any]:
    """What the templates of the page show."""
    plain, named = _maps()
    moment = datetime(2026, 12, 3, 17, 30, tzinfo=UTC)
    return {
        "crumbs": [_link("Start"), _link("Region Chemnitz"), _link("Bauteile")],
        "map": plain,
        "named_map": named,
        "projects": [
            _project(
                "Der Bahnhof, der wieder ein Treffpunkt ist",
                "Nachbarschaft · Mittelsachsen",
                "der-bahnhof",
                3,
                "erprobt",
                summary="Ein Verein hat das leere Empfangsgebäude gekauft. "
                "Heute liegen dort Werkstatt, Küche und Wartesaal Tür an Tür.",
            ),
            _project("Pflegelotsinnen auf dem Land", "Pflege · Bautzen", "pflege-lotsen", 2, "Pilot"),
            _project("Sprechstunde fürs Smartphone", "Digitales · Zwickau", "smartphone", 4, "verbreitet"),
        ],
        "long_projects": [
            _project(
                "Sozialversicherungsfachangestelltenfortbildung im Erzgebirgskreis",
                "Kooperationsvereinbarungen · Sächsische Schweiz-Osterzgebirge",
                "fortbildung",
                1,
                "Idee",
                labels=["mit DGS", "Leichte Sprache"],
            ),
            _project(
                "Mobile Beratung",
                "Beratung · Görlitz",
                "mobil",
                2,
                "Pilot",
                summary="Ein Bus, zwei Beraterinnen, elf Dörfer.",
            ),
            _project("Gartenprojekt", "Nachbarschaft · Leipzig", "garten", 3, "erprobt"),
            _project("Telefonengel", "Einsamkeit · Dresden", "telefonengel", 4, "verbreitet"),
        ],
        "news": [
            {
                "title": "Neun Dörfer teilen sich eine Gemeindeschwester",
                "url": "#cards",
                "kicker": "Region Leipzig",
                "date": date(2026, 11, 20),
                "seed": "gemeindeschwester",
                "summary": "Was in Nordsachsen als Versuch begann, steht jetzt im Haushalt.",
            },
            {
                "title": "Preis für soziale Innovation ausgeschrieben",
                "url": "#cards",
                "kicker": "Sachsenweit",
                "date": date(2026, 11, 12),
                "seed": "preis",
            },
            {
                "title": "So gelingt der Antrag: fünf Fragen, fünf Antworten",
                "url": "#cards",
                "kicker": "Region Chemnitz",
                "date": date(2026, 11, 3),
                "seed": "antrag",
            },
        ],
        "events": [
            {
                "title": "Werkstatt: Wirkung messen ohne Zahlenfriedhof",
                "url": "#events",
                "start": moment,
                "kicker": "Haus der Begegnung, Chemnitz",
                "labels": ["mit DGS", "stufenlos"],
                "seats_label": "12 Plätze frei",
                "action_url": "#events",
                "action_label": "Anmelden",
            },
            {
                "title": "Sommerschule der Sozialversicherungsfachangestellten",
                "url": "#events",
                "start": datetime(2026, 12, 9, tzinfo=UTC),
                "end": datetime(2026, 12, 11, tzinfo=UTC),
                "all_day": True,
                "kicker": "Online und in Plauen",
                "labels": ["hybrid"],
                "status": "moved",
                "status_label": "Verschoben vom 2. Dezember",
                "status_reason": "der Saal war nicht frei",
                "action_url": "#events",
                "action_label": "Auf die Warteliste",
            },
            {
                "title": "Roadshow im Vogtland: fünf Ideen, ein Abend",
                "url": "#events",
                "start": moment,
                "kicker": "Plauen",
                "status": "cancelled",
                "status_label": "Abgesagt",
                "status_reason": "wegen Krankheit",
                "action_url": "#events",
                "action_label": "Anmelden",
            },
        ],
        "actors": [
            {
                "title": "Nachbarschaftswerk Kappel e. V.",
                "url": "#actors",
                "kind": "Initiative",
                "place": "Chemnitz",
                "summary": "Räume, Werkzeug und Zeit für alle im Viertel.",
                "labels": ["Nachbarschaft", "Begegnung"],
            },
            {
                "title": "Sozialgenossenschaft Lausitzer Kooperationsvereinbarungen",
                "url": "#actors",
                "kind": "Sozialunternehmen",
                "place": "Görlitz",
                "dye": "indigo",
            },
        ],
        "mentors": [
            {
                "name": "Jana Wiesner",
                "url": "#actors",
                "function": "Finanzierung und Rechtsform",
                "place": "Leipzig",
                "languages": "Deutsch, Polnisch",
                "capacity": "Ein Platz frei",
                "topics": ["Genossenschaft", "Fördermittel"],
                "seed": "jana",
            },
            {
                "name": "Milan Krawc",
                "url": "#actors",
                "function": "Beteiligung im ländlichen Raum",
                "place": "Bautzen",
                "languages": "Deutsch, Obersorbisch",
                "capacity": "Zurzeit ausgebucht",
                "seed": "milan",
            },
        ],
        "persons": [
            {
                "name": "Ines Marschner",
                "function": "Regionalkoordinatorin",
                "organisation": "Musterverband für soziale Erneuerung",
                "phone": "0371 123456",
                "email": "ines.marschner@example.org",
            },
            {
                "name": "Thomas Böhme",
                "function": "Beratung zu Kooperationsvereinbarungen",
                "organisation": "Werkstatt Elbtal",
                "phone": "+49 351 765432",
                "email": "thomas.boehme@example.org",
            },
        ],
        "facets": _facets(),
        "active": [
            _link("Erzgebirgskreis", group="Landkreis", remove_url="#facets"),
            _link("Pilot", group="Phase", remove_url="#facets"),
        ],
        "sort": [_link("Neueste zuerst", current=True), _link("Nach Titel", current=False)],
        "views": [_link("Liste", current=True, icon="list"), _link("Karte", current=False, icon="map")],
        "page_obj": Paginator(range(240), 10).page(12),
        "steps": [
            _link("Worum es geht", state="done"),
            _link("Ort und Zeit", state="problem"),
            _link("Bilder", state="current"),
            _link("Nachmachen", state="todo"),
            _link("Prüfen und einreichen", state="todo"),
        ],
        "timeline": [
            {"title": "Eingereicht", "date": date(2026, 11, 2), "actor": "Sie", "state": "done"},
            {
                "title": "Freigabe durch Ihre Leitung",
                "date": date(2026, 11, 4),
                "actor": "Nachbarschaftswerk Kappel",
                "state": "done",
                "text": "Schön geworden. Bitte noch ein Bild vom Sommerfest.",
            },
            {
                "title": "Änderungen erbeten",
                "date": date(2026, 11, 9),
                "actor": "Redaktion Region Chemnitz",
                "state": "problem",
                "text": "Zwei Punkte: Wer ist auf dem Bild zu sehen? Wie hoch waren die Kosten?",
            },
            {"title": "Prüfung durch die Region", "date": "voraussichtlich bis 18. November", "state": "current"},
            {"title": "Öffentlich", "state": "todo"},
        ],
        "actions": [
            _link(t, hint=h)
            for t, h in (
                ("Ich habe eine Idee", ""),
                ("Ich brauche Rat", "Sprechstunde in Ihrer Region"),
                ("Ich möchte helfen", ""),
                ("Ich suche Partner", ""),
                ("Ich vertrete eine Gemeinde", ""),
                ("Ich zeige unser Projekt", "Für Mitgliedsorganisationen"),
            )
        ],
        "facts": [
            {"value": "186", "label": "Projekte in 13 Landkreisen und Städten"},
            {"value": "4.300", "label": "Stunden Ehrenamt", "source": "Eigene Zählung 2025"},
            {"value": "1 : 7", "label": "Euro Einsatz zu Euro Wirkung", "source": "Hochschule Muster, 2024"},
        ],
        "fact_list": [
            {"label": "Träger", "value": "Nachbarschaftswerk Kappel e. V.", "url": "#actors"},
            {"label": "Laufzeit", "value": "seit März 2023"},
            {"label": "Förderung", "value": "ESF Plus"},
        ],
        "questions": [
            {"question": "Was kostet das?", "answer": "Im ersten Jahr 18.000 Euro, danach 6.000 Euro im Jahr."},
            {"question": "Brauchen wir dafür Kooperationsvereinbarungen?", "answer": "Ja, eine mit der Gemeinde."},
        ],
        "quote": {
            "text": "Wir haben nicht gefragt, was fehlt. Wir haben gefragt, was schon da ist.",
            "speaker": "Ines Marschner",
            "function": "Projektleitung",
            "organisation": "Nachbarschaftswerk",
        },
        "cta": {
            "title": "Zeigen Sie Ihr Projekt",
            "text": "In einer halben Stunde ist es eingereicht.",
            "label": "Projekt anlegen",
            "href": "#forms",
        },
        "table": {
            "caption": "Was das Projekt gekostet hat",
            "table": SimpleNamespace(
                columns=[{"heading": "Posten"}, {"heading": "2023"}, {"heading": "2024"}],
                rows=[["Personal", "12.000", "14.500"], ["Sozialversicherungsfachangestelltenfortbildung", "800", "0"]],
            ),
        },
        "dyes": ("indigo", "madder", "moss", "elder", "walnut", "pine"),
        "seeds": "nachbarschaftshilfe werkstatt-chemnitz dorfladen tandem bahnhof cafe reparatur lotsen bus".split(),
    }
