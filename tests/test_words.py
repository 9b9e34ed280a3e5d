"""The real content keeps its promises: every claim in its careful form, plain Dutch, sources as they were given."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
import yaml

from leaflets.content import Catalogue
from leaflets.content.markup import plain_text
from leaflets.content.readability import sentences, syllables_nl, words
from leaflets.model.content import Chapter, Leaflet
from leaflets.model.format import TextLength
from leaflets.plan import booklet, leaflet_job
from leaflets.text.addresses import site_of
from leaflets.typeset.html import page_html
from leaflets.typeset.palette import Look
from tests.conftest import PROJECT

IDS = (
    "sleep-and-recovery", "alzheimer", "parkinson", "me-cfs", "long-covid", "brain-injury", "epilepsy", "lupus",
    "rheumatoid-arthritis", "ms", "sjogren", "crps", "fibromyalgia",
)  # fmt: skip
VRT = "vrt-eiwitrijke-voeding-ic"
CLAIMS = {f"C{number:02}" for number in range(1, 73)}

USERS_ADDRESSES = (
    "https://www.facebook.com/groups/multiplesclerosistrust/permalink/10163609181387528",
    "https://jesseversteghen.blogspot.com/2023/04/slaap-voldoende.html",
    "https://www.mssociety.org.uk/sites/default/files/2024-08/What%20is%20MS%2024%20Web_0.pdf",
    "https://onlinelibrary.wiley.com/doi/full/10.1002/brb3.181",
    "https://www.vrt.be/vrtnws/nl/2024/08/15/eiwitrijke-voeding-gaat-verlies-van-spiermassa-op-intensieve-zor/",
    "https://me-cvsvereniging.nl/nieuwsbericht/wetenschap-onderzoek/werking-mitochondrien-verstoord",
    "https://www.msaustralia.org.au/news/super-charging-mitochondria-progressive-ms",
    "https://ms-uk.org/blog/how-multiple-sclerosis-affects-the-nervous-system",
    "https://thecardproject.uk/what-you-need-to-know-about-brain-fog",
    "https://www.swing.care/blog/fibromyalgia-vs-ms",
    "https://pubmed.ncbi.nlm.nih.gov/34583577",
    "https://wibnet.nl/mens/15-meter-onder-zee-hebben-wetenschappers-mogelijk-een-eeuwenoud-mysterie-over-de-menselijke-"
    "slaap-opgelost",
    "https://www.jocms.org/index.php/jcms/article/view/1781",
    "https://www.mdpi.com/2227-9032/13/17/2221",
    "https://www.sciencedirect.com/science/article/pii/S1087079222001083",
    "https://pubmed.ncbi.nlm.nih.gov/40941573",
    "https://www.lidsen.com/journals/neurobiology/neurobiology-04-01-049",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC6791914/",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC4320458",
    "https://www.frontiersin.org/journals/immunology/articles/10.3389/fimmu.2019.00312/full",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC10391588",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC9856064",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC5832516",
    "https://www.ncbi.nlm.nih.gov/books/NBK615176",
    "https://pdfs.semanticscholar.org/41d4/5ca334b7a069d7c6d5bc614fd83b5a41dc12.pdf",
    "https://sjogrens.org/sites/default/files/inline-files/Sleep%20Tips%20Patient%20Education%20Sheet.pdf",
)
"""The addresses of the source text, frozen as the user wrote them."""


@pytest.fixture(params=IDS)
def leaflet(request: pytest.FixtureRequest, catalogue: Catalogue) -> Leaflet:
    return next(one for one in catalogue.leaflets["nl"] if one.id == request.param)


def texts(catalogue: Catalogue) -> list[Leaflet | Chapter]:
    return [*catalogue.leaflets["nl"], *catalogue.chapters["nl"].values()]


def read(text: Leaflet | Chapter, kind: TextLength = "full", headings: bool = False) -> str:
    """What a reader reads of a text, a block a line; with the headings of the sections or without."""
    if isinstance(text, Chapter):
        return plain_text(text.markdown, kind)
    return "\n".join(
        f"{part.heading}\n{plain_text(part.markdown, kind)}" if headings else plain_text(part.markdown, kind)
        for part in text.sections
    )


def printed(catalogue: Catalogue) -> str:
    """Every Dutch word that may stand on a page: texts, titles, interface words, pages to write on."""
    heads = [f"{one.title}\n{one.name}\n{one.audience}\n{one.poster}" for one in catalogue.leaflets["nl"]]
    heads += [f"{one.title}\n{one.subtitle}\n{one.motto}" for one in catalogue.chapters["nl"].values()]
    language = catalogue.languages["nl"]
    ours = [*language.words.values(), *language.sections.values(), *language.groups]
    return "\n".join([*map(read, texts(catalogue)), *heads, *ours, catalogue.fill_pages["nl"].model_dump_json()])


def test_all_72_claims_are_stated_or_left_out(catalogue: Catalogue) -> None:
    """Each claim is marked in a text or listed as left out with a reason, never both and never neither."""
    marked = {claim for text in texts(catalogue) for claim in text.claims}
    left_out = {claim.id for claim in catalogue.claims.values() if claim.left_out is not None}
    assert set(catalogue.claims) == CLAIMS
    assert marked & left_out == set()
    assert marked | left_out == CLAIMS
    assert all(len(catalogue.claims[name].left_out or "") > 20 for name in left_out)


def test_a_claim_that_is_not_established_has_its_careful_form(catalogue: Catalogue) -> None:
    """What is contested, overstated or unsupported says how it may be put, and rests on sources that exist."""
    for claim in catalogue.claims.values():
        if claim.support not in ("established", "plausible"):
            assert claim.caution, claim.id
        assert set(claim.sources) <= set(catalogue.sources), claim.id
        assert set(claim.only_in) <= set(IDS), claim.id


def test_no_page_says_what_was_found_untrue(catalogue: Catalogue) -> None:
    """Neither texts nor titles nor interface words hold the statements that did not survive the check."""
    untrue = r"cytokine-?\s?storm|onherstelba|blijvende schade|\b70\s?(?:%|procent)|in 2026|noodrem|genees[td]?\b"
    assert re.findall(rf".*(?:{untrue}).*", printed(catalogue), re.IGNORECASE) == []


def test_what_is_true_of_ms_only_stands_in_ms_only(catalogue: Catalogue) -> None:
    """Myelin and lassitude, and claims of MS alone, are in the MS leaflet and in no other text."""
    of_ms = re.compile(r"myelin|lassitude", re.IGNORECASE)
    assert [text.id for text in texts(catalogue) if of_ms.search(read(text))] == ["ms"]
    own = {claim.id for claim in catalogue.claims.values() if claim.only_in == ("ms",)}
    assert [text.id for text in texts(catalogue) if own & set(text.claims)] == ["ms"]


def test_me_cfs_gets_no_general_exercise_tip(catalogue: Catalogue) -> None:
    """The ME/cvs leaflet never tells to build up or to exercise; it warns of PEM and speaks of pacing."""
    me_cfs = next(one for one in catalogue.leaflets["nl"] if one.id == "me-cfs")
    steps = read(me_cfs)
    assert "PEM" in steps
    assert "pacing" in steps.lower()
    assert re.findall(r"\b(?:Beweeg|Sport|Train|Oefen|Bouw rustig op)\b[^.]*\.", steps) == []


def test_a_leaflet_has_480_to_600_words(leaflet: Leaflet, catalogue: Catalogue) -> None:
    """Its sections with their headings count 480 words or more, its box included, and with the sources as printed 600 or fewer."""
    own = words(read(leaflet, headings=True))
    sources = [catalogue.sources[name] for name in leaflet.cited]
    listed = [f"{one.about['nl']} {one.publisher} {one.year or ''}" for one in sources]
    assert len(own) >= 480
    assert len(own) + len(words("\n".join(["Bronnen", *listed]))) <= 600


def test_a_short_text_has_400_to_500_words(leaflet: Leaflet) -> None:
    """What is left without the passages marked long is enough for a trifold, and fits it with its box."""
    assert 400 <= len(words(read(leaflet, "short"))) <= 500


def test_sentences_are_short(catalogue: Catalogue) -> None:
    """No sentence of a leaflet or chapter has more than 20 words, and on average 15 or fewer."""
    for text in texts(catalogue):
        # The signs of an urgency are a list: each is a sentence of its own.
        lengths = {one: len(words(one)) for one in sentences(read(text).replace("; als ", ".\nAls "))}
        assert [sentence for sentence, length in lengths.items() if length > 20] == []
        assert sum(lengths.values()) / len(lengths) <= 15, text.id


@pytest.mark.parametrize("kind", ["full", "short"])
def test_a_leaflet_reads_easily(kind: TextLength, leaflet: Leaflet) -> None:
    """The ease of reading after Flesch and Douma is 60 or more, in the full text and in the short one."""
    text = read(leaflet, kind)
    found = words(text)
    syllables = sum(map(syllables_nl, found)) / len(found)
    assert 206.835 - 0.93 * len(found) / len(sentences(text)) - 77 * syllables >= 60


def test_the_reader_is_called_u(catalogue: Catalogue) -> None:
    """One form of address throughout, also in what the press itself says; readers' own words to others aside."""
    ours = re.sub(r"‘[^‘\n]*?[.!?]’", "", printed(catalogue))
    assert re.findall(r"\b(?:je|jij|jou|jouw|jullie|jezelf)\b", ours, re.IGNORECASE) == []


def test_a_leaflet_answers_in_a_few_points_and_steps(leaflet: Leaflet) -> None:
    """In short is three to five points; what you can do are numbered steps, with work and home; 112 is named."""
    assert 3 <= len(re.findall(r"^- ", leaflet.section("summary").markdown, re.MULTILINE)) <= 5
    steps = leaflet.section("steps").markdown
    assert len(re.findall(r"^\d+\. ", steps, re.MULTILINE)) >= 4
    assert "werk" in steps
    assert "thuis" in steps.lower()
    assert "**Bel 112**" in leaflet.section("doctor").markdown


def test_every_text_is_dated_and_reviewed_in_time(catalogue: Catalogue) -> None:
    """Version, date and review date stand in each leaflet and the booklet, at most 36 months apart (PIF TICK)."""
    edition = catalogue.edition
    dates = [(one.date, one.review_by, one.version) for one in catalogue.leaflets["nl"]]
    for date, review, version in [*dates, (edition.booklet_date, edition.booklet_review_by, edition.booklet_version)]:
        assert date < review <= date + dt.timedelta(days=3 * 365 + 1)
        assert version.startswith(f"{date:%Y.%m}")


def test_the_users_addresses_are_as_written(catalogue: Catalogue) -> None:
    """The 26 addresses of the source text come first in the list of sources, in its order, byte for byte."""
    data = yaml.safe_load((PROJECT / "content" / "sources.yaml").read_bytes())["sources"]
    assert tuple(one["url"] for one in data[:26]) == USERS_ADDRESSES
    own = [source for source in catalogue.sources.values() if source.evidence is None]
    assert tuple(source.url for source in own) == USERS_ADDRESSES


def test_an_address_stands_in_the_list_once(catalogue: Catalogue) -> None:
    """No two sources have the same address, so no page prints one twice."""
    urls = [source.url for source in catalogue.sources.values()]
    assert len(urls) == len(set(urls))


def test_sources_that_bear_on_nothing_are_cited_nowhere(catalogue: Catalogue) -> None:
    """Of the source text's addresses those no text cites, and no others, stand in the list of other sources."""
    cited = {name for text in texts(catalogue) for name in text.cited}
    own = [source for source in catalogue.sources.values() if source.evidence is None]
    assert [one.id for one in own if one.unrelated] == [one.id for one in own if one.id not in cited]
    assert not any(one.unrelated for one in catalogue.sources.values() if one.evidence is not None)
    assert [claim.id for claim in catalogue.claims.values() if VRT in claim.sources] == []


class Links(HTMLParser):
    """The text that follows each link to the web, up to the next one, and what the link says of itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.after: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.address = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith("https:"):
            self.address = address
            self.after[address] = ""
            self.titles[address] = dict(attrs).get("title") or ""

    def handle_data(self, data: str) -> None:
        if self.address:
            self.after[self.address] += data


def test_a_leaflet_names_subjects_and_the_list_names_titles(catalogue: Catalogue) -> None:
    """Beside a code of a leaflet stands its subject; the booklet's list has each title, a long one in the link."""
    language, formats = catalogue.languages["nl"], catalogue.formats
    by_url = {source.url: source for source in catalogue.sources.values()}
    jobs = [leaflet_job(catalogue, one, formats[name]) for one in catalogue.leaflets["nl"] for name in ("a4", "a5")]
    for job in jobs:
        after = Links(page_html(job, PROJECT / "templates", Look(PROJECT / "styles"))).after
        assert all(by_url[url].about["nl"] in said for url, said in after.items() if url != job.blog.url)
        assert len(after) > 1
    whole = booklet(catalogue, language, catalogue.leaflets["nl"], formats["booklet"])
    (listed,) = (section.job for section in whole.sections if section.job.template == "sources")
    links = Links(page_html(listed, PROJECT / "templates", Look(PROJECT / "styles")))
    assert set(links.after) == set(whole.source_urls)
    printed = {url for url, said in links.after.items() if by_url[url].title in said}
    assert len(printed) == 23
    for url in set(whole.source_urls) - printed:
        assert by_url[url].about["nl"] in links.after[url]
        assert by_url[url].title in links.titles[url]
        assert site_of(url) in links.after[url].replace("\u200b", "")


def test_every_leaflet_opens_with_the_message(leaflet: Leaflet) -> None:
    """Fatigue is a signal and no lack of character, sleep is upkeep, and pushing through backfires: in that order."""
    first, second, third = leaflet.section("summary").markdown.split("\n")[:3]
    assert "een signaal van uw lichaam, geen gebrek aan karakter" in first
    assert "geen luxe, maar onderhoud" in second
    assert re.search(r"oorzetten werkt (?:vaak )?averechts", third)


def test_the_standard_signs_stand_in_every_box(leaflet: Leaflet) -> None:
    """Stroke, chest and breath come first under 112 in all thirteen boxes, and the helplines close them."""
    box = leaflet.section("doctor").markdown
    standard = box.index("**Bel 112** als u plots een scheve mond")
    assert standard < box.index("druk of pijn op de borst") < box.index("erge ademnood")
    assert box.rstrip().endswith("Bij\u00a0gevaar:\u00a0112.")
    assert "113" in box
    assert "1813" in box
