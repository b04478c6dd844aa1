"""The pages that come with the platform: complete, plain, and saying the same in four languages."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from darna.domains.pages.shipped import DATA, LANGUAGES, ShippedPage, UnfitPage, pages_in, reviewed_on, shipped_pages

PAGES = shipped_pages()
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)

DOORS = {"returned", "abroad", "living-here", "going", "work", "child", "invest"}

#: The only numbers a page may tell: the child line (read at its source), and police, gendarmerie and ambulance.
NUMBERS = {"2511", "0800002511", "19", "177", "15", "150"}

#: A link leads to a page that every installation has, or dials a number.
LINKS = re.compile(r"/(?:ar|fr|it|en)/(?:#reach|privacy/)|tel:\d+")

FORBIDDEN = re.compile(
    r"illegal|illégal|illecit[oi] migrant|clandestin|sans-papiers|\baliens?\b|\bflows?\b|\bflux\b|\bflussi\b"
    r"|beneficiar|bénéficiaire|harrag|victimi[sz]e|\bprocess(?:ed|ing)?\b|\bhandled?\b"
    r"|غير شرعي|غير قانوني|حراك|حراڭ|حرقة|الحريك|سري[ةن] الهجرة|مستفيد|أجانب غير",
    re.IGNORECASE,
)

#: Nothing on a page is where it is in every language, on every phone, or for somebody who hears the page.
DIRECTIONAL = re.compile(
    r"\b(?:on|to) (?:the|your) (?:left|right)\b|\b(?:above|below|click here|see opposite)\b"
    r"|à gauche|à droite|ci-dessus|ci-dessous|cliquez ici|sinistra|a destra|qui sopra|qui sotto|clicca"
    r"|اليمين|اليسار|أعلاه|أدناه|انقر هنا",
    re.IGNORECASE,
)

#: Words of a title that would tell a bystander what somebody reads about.
LOUD = re.compile(
    r"asyl|asile|asilo|refug|réfugi|rifugi|danger|pericol|risk|risque|rischi|irregul|irrégul|irregol|traffick|smuggl"
    r"|لجوء|لاجئ|خطر|مخاطر|غير نظامي|اتجار|تهريب",
    re.IGNORECASE,
)

GUARANTEES = re.compile(
    r"\bguarantee[ds]?\b|\bgaranti[es]?\b|\bgarantit|\bgarantit[oaie]\b|مضمون|\bwill get (?:a|the) visa", re.IGNORECASE
)


def every_text(page: ShippedPage) -> list[tuple[str, str]]:
    """Title, summary and body of a page, one string for each language."""
    return [(code, f"{text.title}\n{text.summary}\n{text.body}") for code, text in page.texts.items()]


def paragraphs(body: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", body) if part.strip()]


def test_every_door_has_a_page() -> None:
    assert {page.door for page in PAGES} == DOORS
    assert len({page.slug for page in PAGES}) == len(PAGES) == 14
    assert len({(page.door, page.order) for page in PAGES}) == len(PAGES)


def test_the_pages_say_when_they_were_held_against_their_sources() -> None:
    assert reviewed_on() == date(2026, 11, 22)


@EACH_PAGE
def test_a_page_is_written_in_four_languages_with_a_short_summary(page: ShippedPage) -> None:
    assert tuple(page.texts) == LANGUAGES
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", page.slug)
    for language, text in page.texts.items():
        assert 5 <= len(text.title) <= 60, language
        assert 40 <= len(text.summary) <= 160, (language, len(text.summary))


@EACH_PAGE
def test_a_page_can_be_read_in_a_few_minutes(page: ShippedPage) -> None:
    lengths = {language: len(text.body.split()) for language, text in page.texts.items()}
    assert all(150 <= words <= 450 for words in lengths.values()), lengths
    assert all(
        len(part.split()) <= 75 for text in page.texts.values() for part in paragraphs(text.body) if part[0].isalpha()
    )


@EACH_PAGE
def test_a_page_uses_headings_lists_bold_and_links_and_nothing_else(page: ShippedPage) -> None:
    for language, text in page.texts.items():
        for part in paragraphs(text.body):
            lines = part.split("\n")
            opened = {re.match(r"## |- |\d\. |", line).group() for line in lines}  # type: ignore[union-attr]
            kinds = {"1. " if re.fullmatch(r"\d\. ", mark) else mark for mark in opened}
            assert len(kinds) == 1, (language, part)
            assert len(lines) == 1 or kinds <= {"- ", "1. "}, (language, part)
            if kinds == {"1. "}:
                assert [line[0] for line in lines] == [str(n) for n in range(1, len(lines) + 1)]
        plain = re.sub(r"\[[^\[\]]+\]\([^()\s]+\)", "", re.sub(r"\*\*[^*\n]+\*\*", "", text.body))
        plain = re.sub(r"(?m)^(?:## |- )", "", plain)
        assert not re.search(r"[<>*_`#\[\]\\|~]|https?:|www\.|\]\(|&\w+;", plain), language


@EACH_PAGE
def test_a_link_leads_to_the_page_in_its_own_language_or_dials_a_number_we_are_sure_of(page: ShippedPage) -> None:
    for language, text in page.texts.items():
        for words, target in re.findall(r"\[([^\[\]]+)\]\(([^()\s]+)\)", text.body):
            assert LINKS.fullmatch(target), (language, target)
            if target.startswith("tel:"):
                assert target.removeprefix("tel:") in NUMBERS
                assert re.sub(r"\D", "", words) == target.removeprefix("tel:")
            else:
                assert target.startswith(f"/{language}/")


@EACH_PAGE
def test_a_number_to_call_is_one_we_are_sure_of(page: ShippedPage) -> None:
    for language, said in every_text(page):
        long_ones = re.findall(r"\+?\d(?:[\d \u00a0\u202f-]{7,})\d", re.sub(r"\d{4}-\d\d-\d\d", "", said))
        assert {re.sub(r"\D", "", number) for number in long_ones} <= NUMBERS, language
        assert not re.search(r"900 ?202 ?202|\b8350\b|(?<![\d.])112(?![\d.-])", said), language


@EACH_PAGE
def test_a_page_names_people_as_persons_and_points_to_no_side_of_a_screen(page: ShippedPage) -> None:
    for language, said in every_text(page):
        assert not FORBIDDEN.search(said), (language, FORBIDDEN.search(said))
        assert not DIRECTIONAL.search(said), (language, DIRECTIONAL.search(said))


@EACH_PAGE
def test_a_page_guarantees_nothing_and_its_title_is_quiet(page: ShippedPage) -> None:
    for language, said in every_text(page):
        assert not GUARANTEES.search(said), (language, GUARANTEES.search(said))
        assert not LOUD.search(page.texts[language].title), language


@EACH_PAGE
def test_a_page_ends_with_what_to_do_and_a_contact(page: ShippedPage) -> None:
    for language, text in page.texts.items():
        last = text.body.rsplit("\n## ", 1)[-1]
        assert f"](/{language}/#reach)" in last, language
        if page.for_minors or page.door == "child":
            assert "](tel:2511)" in last
            assert "](tel:0800002511)" in last


@EACH_PAGE
def test_the_four_languages_tell_the_same_figures(page: ShippedPage) -> None:
    told = {language: figures(text.body) for language, text in page.texts.items()}
    assert told["ar"] == told["fr"] == told["it"] == told["en"], {
        language: (told[language] - told["en"], told["en"] - told[language]) for language in LANGUAGES
    }


def figures(body: str) -> Counter[str]:
    """Every figure of a body, whichever way its language groups thousands and writes law numbers."""
    return Counter(re.findall(r"\d+", re.sub(r"(?<=\d)[.,\u00a0\u202f](?=\d{3}(?!\d))", "", body)))


@EACH_PAGE
def test_the_four_languages_are_built_alike(page: ShippedPage) -> None:
    shapes = {
        language: [re.match(r"## |- |\d\. |\Z|", line).group() for line in text.body.split("\n")]  # type: ignore[union-attr]
        for language, text in page.texts.items()
    }
    assert shapes["ar"] == shapes["fr"] == shapes["it"] == shapes["en"]


@EACH_PAGE
def test_figures_keep_their_order_in_arabic(page: ShippedPage) -> None:
    # Between Arabic words a hyphen or a plain space turns the figures around it: 09-08 would be read 08-09.
    assert not re.search(r"\d[ -]\d", page.texts["ar"].body)


@EACH_PAGE
def test_sentences_are_short(page: ShippedPage) -> None:
    for language, text in page.texts.items():
        sentences = [one for one in re.split(r"[.!?؟;؛:\n]+\s+", re.sub(r"\]\([^)]*\)", "]", text.body)) if one.strip()]
        assert sum(len(one.split()) for one in sentences) / len(sentences) <= 12, language
        assert max(len(one.split()) for one in sentences) <= 42, language


@EACH_PAGE
def test_a_page_says_where_its_facts_are_from(page: ShippedPage) -> None:
    assert page.sources
    assert {source.certainty for source in page.sources} <= {"V", "GK"}
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", source.date) for source in page.sources)
    assert all(source.date <= "2026-11-22" for source in page.sources)
    assert 30 <= page.review_every_days <= 365


def test_pages_that_speak_of_danger_can_be_left_at_once() -> None:
    assert {page.slug for page in PAGES if page.is_sensitive} == {
        "safe-here",
        "before-you-pay-anyone",
        "before-you-leave",
        "under-18",
        "worried-about-a-child",
    }
    assert [page.slug for page in PAGES if page.for_minors] == ["under-18"]


#: Words of the glossary that a page must say exactly so, in ar, fr, it and en.
GLOSSARY = {
    "what-the-maison-does": [("إحالة", "orientation vers un service", "invio", "referral")],
    "your-rights-when-you-come-back": [
        ("معاش الشيخوخة", "pension de vieillesse", "pensione di vecchiaia", "old-age pension"),
        ("السجل الاجتماعي الموحد", "registre social unifié", "registro sociale unificato", "unified social register"),
        ("معادلة الشهادة", "équivalence de diplôme", "riconoscimento del titolo", "diploma recognition"),
        ("الدعم الاجتماعي المباشر", "aide sociale directe", "aiuto sociale diretto", "direct social support"),
    ],
    "your-years-of-work-abroad": [
        (
            "اتفاقية الضمان الاجتماعي",
            "convention de sécurité sociale",
            "convenzione di sicurezza sociale",
            "social-security agreement",
        ),
        ("ضم فترات التأمين", "totalisation des périodes", "totalizzazione dei periodi", "aggregation of periods"),
        ("شهادة الحياة", "certificat de vie", "certificato di esistenza in vita", "life certificate"),
        ("بيان المسار المهني", "relevé de carrière", "estratto conto contributivo", "career record"),
    ],
    "living-here-residence": [
        ("بطاقة التسجيل", "carte d’immatriculation", "carta di immatricolazione", "registration card"),
        ("بطاقة الإقامة", "carte de résidence", "carta di residenza", "residence card"),
        ("وصل", "récépissé", "ricevuta", "receipt"),
    ],
    "school-and-birth-registration": [("الحالة المدنية", "état civil", "stato civile", "civil status")],
    "safe-here": [
        ("لاجئ", "personne réfugiée", "persona rifugiata", "refugee"),
        ("الاتجار بالبشر", "traite des êtres humains", "tratta di esseri umani", "trafficking in persons"),
    ],
    "going-abroad-regularly": [
        ("عمل موسمي", "travail saisonnier", "lavoro stagionale", "seasonal work"),
        ("عقد شغل", "contrat de travail", "contratto di lavoro", "employment contract"),
    ],
    "before-you-pay-anyone": [("احتيال", "arnaque", "truffa", "scam")],
    "starting-work-or-a-cooperative": [
        ("تعاونية", "coopérative", "cooperativa", "cooperative"),
        ("مقاول ذاتي", "auto-entrepreneur", "auto-imprenditore", "self-entrepreneur"),
    ],
    "investing-in-the-region": [
        ("مستثمر من الجالية", "investisseur de la diaspora", "investitore della diaspora", "diaspora investor")
    ],
}


@pytest.mark.parametrize("slug", sorted(GLOSSARY))
def test_the_words_of_the_glossary_are_kept(slug: str) -> None:
    page = next(page for page in PAGES if page.slug == slug)
    for term in GLOSSARY[slug]:
        for language, word in zip(LANGUAGES, term, strict=True):
            assert word.casefold() in page.texts[language].body.casefold(), (language, word)


def test_the_italian_gap_is_never_told_as_an_agreement() -> None:
    page = next(page for page in PAGES if page.slug == "your-years-of-work-abroad")
    said = dict(zip(LANGUAGES, ("غير سارية المفعول", "pas en vigueur", "non è in vigore", "not in force"), strict=True))
    for language, text in page.texts.items():
        italy = text.body.split("\n## ")[2]
        assert said[language] in italy


def test_whoever_fled_is_told_not_to_turn_to_that_consulate() -> None:
    page = next(page for page in PAGES if page.slug == "safe-here")
    words = dict(zip(LANGUAGES, ("قنصلية", "consulat", "consolato", "consulate"), strict=True))
    for language, text in page.texts.items():
        assert any(words[language] in bold for bold in re.findall(r"\*\*([^*]+)\*\*", text.body)), language


def test_figures_of_deaths_come_with_who_counted_them_and_how() -> None:
    page = next(page for page in PAGES if page.slug == "before-you-leave")
    for text in page.texts.values():
        assert "Caminando Fronteras" in text.body
        assert figures(text.body)["10457"] == figures(text.body)["3090"] == 1
        assert re.search(r"\b(?:IOM|OIM|OIM)\b|المنظمة الدولية للهجرة", text.body)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped folder to spoil."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_a_missing_language_is_named(folder: Path) -> None:
    (folder / "under-18.it.md").unlink()
    with pytest.raises(UnfitPage, match=r"under-18\.it\.md is missing"):
        pages_in(folder)


def test_an_unknown_word_in_the_list_or_a_text_is_named(folder: Path) -> None:
    text = folder / "under-18.fr.md"
    text.write_text(text.read_text("utf-8").replace("+++\n", '+++\nauthor = "x"\n', 1), "utf-8")
    with pytest.raises(UnfitPage, match=r"under-18\.fr\.md: nobody knows \['author'\]"):
        pages_in(folder)
    pages = folder / "pages.toml"
    pages.write_text(
        pages.read_text("utf-8").replace("for_minors = false", "for_minors = false\ncolour = 1", 1), "utf-8"
    )
    with pytest.raises(UnfitPage, match=r"what-the-maison-does: nobody knows \['colour'\]"):
        pages_in(folder)


def test_a_missing_fact_a_stranger_and_a_wrong_kind_are_named(folder: Path) -> None:
    pages = folder / "pages.toml"
    whole = pages.read_text("utf-8")
    for was, put, said in (
        ('door = "returned"\n', "", r"\['door'\] is missing"),
        ("order = 10", "order = true", r"order is no int: True"),
        ('slug = "under-18"', 'slug = "what-the-maison-does"', "stands there twice"),
        ("reviewed_on = 2026-11-22", "reviewed_on = 2026", "reviewed_on is no day"),
    ):
        pages.write_text(whole.replace(was, put, 1), "utf-8")
        with pytest.raises(UnfitPage, match=said):
            pages_in(folder)
    pages.write_text(whole, "utf-8")
    (folder / "a-page-nobody-knows.fr.md").write_text("x", "utf-8")
    with pytest.raises(UnfitPage, match="a-page-nobody-knows"):
        pages_in(folder)


def test_a_text_without_its_opening_or_without_a_body_is_named(folder: Path) -> None:
    text = folder / "under-18.ar.md"
    text.write_text("## no opening\n", "utf-8")
    with pytest.raises(UnfitPage, match="does not open with"):
        pages_in(folder)
    text.write_text('+++\ntitle = "a"\nsummary = "b"\n+++\n\n', "utf-8")
    with pytest.raises(UnfitPage, match="has no body"):
        pages_in(folder)
