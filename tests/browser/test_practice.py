"""One practices with the keyboard alone; what one did stays on the device, whatever becomes of its storage."""

from __future__ import annotations

import gzip
import json
import re
from itertools import product

import pytest

from guide import rubric
from tests.browser.accessibility import everything
from tests.browser.conftest import PHONE, WIDE, eventually, follow, new_context, opened, ready, serve, visit
from tests.published import ORIGIN
from tests.rules import ROOT

KEY = "ml-system-design-field-guide"
TOOLS = ("drill", "estimation", "mock", "plan", "progress", "review")
MOST_SCRIPT = 25_000

STORED = f"() => JSON.parse(localStorage.getItem('{KEY}'))"
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


@pytest.fixture
def context(browser, address):
    """Each test's own: where a test stops the clock, it stands still for the whole context and all tabs that come after."""
    with new_context(browser, address) as context:
        yield context


def record(**parts) -> str:
    return json.dumps({"format": KEY, "version": 1, **parts})


def keep(tab, text: str) -> None:
    tab.add_init_script(f"localStorage.getItem('{KEY}') ?? localStorage.setItem('{KEY}', {json.dumps(text)})")


def review(tab, *grades: str) -> None:
    """Begin, and give the first cards these grades, with the keyboard alone."""
    tab.get_by_role("button", name=re.compile("Review .* card")).focus()
    tab.keyboard.press("Enter")
    for grade in grades:
        tab.get_by_role("button", name="Show the answer").wait_for()
        tab.keyboard.press("Space")
        tab.get_by_role("button", name="Knew it").wait_for()
        tab.keyboard.press(grade)


# ---------- The modules that only compute ----------


@pytest.fixture(scope="module")
def module(browser, tmp_path_factory):
    """``module(name, function)`` is what ``function`` makes of the module ``practice/<name>.mjs``."""
    page = browser.new_page()
    empty = tmp_path_factory.mktemp("empty")
    (empty / "index.html").write_text("<!doctype html>", encoding="utf-8")
    serve(page, empty, ROOT / "docs")
    yield lambda name, function, *given: page.evaluate(
        f"async given => ({function})(await import('/assets/javascripts/practice/{name}.mjs'), ...given)", [*given]
    )
    page.close()


# A thousand histories of chance; each line yields what is wrong with one.
SCHEDULES = """({ DAYS, GRADES, step, due, isDue, graded, dayOf }) => {
  const wrong = [];
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let run = 0; run < 1000; run += 1) {
    let history = [], now = Date.UTC(2026, 0, 1, 12);
    const claim = (holds, what) => holds || wrong.push(`${what}: ${JSON.stringify(history)}`);
    for (let times = random(12); times >= 0; times -= 1) {
      now += random(40) * 86400000 - random(3) * 86400000;
      const before = history, steps = GRADES.map((grade) => step(graded(before, grade, now)));
      history = graded(history, GRADES[random(3)], now);
      claim(steps[0] <= steps[1] && steps[1] <= steps[2], "a better grade never brings a card back sooner");
      claim(steps[0] === Math.max(step(before) - 1, 1) && steps[2] === Math.min(step(before) + 1, 5), "one step at a time");
      claim(history.length === before.length + 1 && history.every(([time]) => time <= now), "nothing is lost, nothing is yet to come");
      claim(DAYS.includes(due(history) - dayOf(now)), "one of the five intervals");
      claim(!isDue(history, now) && isDue(history, now + 30 * 86400000), "not today again, and within a month");
      claim(isDue(history, now - 400 * 86400000), "a clock set back hides no card");
    }
  }
  return [wrong, due([]), isDue([], 0)];
}"""


def test_a_card_comes_back_after_days_that_its_grades_decide(module):
    assert module("leitner", SCHEDULES) == [[], None, False]
    steps = (
        "({ step }, ...grades) => grades.map((_, index) => step(grades.slice(0, index + 1).map((grade) => [0, grade])))"
    )
    grades = ["knew", "knew", "hard", "knew", "missed", "missed", "missed", "knew"]
    assert module("leitner", steps, *grades) == [1, 2, 2, 3, 2, 1, 1, 2]


MERGES = """({ Store, merge }) => {
  const wrong = [];
  let seed = 11;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const some = (make) => Object.fromEntries(Array.from({ length: random(4) }, () => [`id${random(5)}`, make()]));
  const dated = () => ({ at: random(50) });
  const state = () => ({
    ...new Store(() => ({ getItem: () => null })).read(),
    reviews: some(() => [...new Set([random(50), random(50), random(50)])].sort((a, b) => a - b).map((time) => [time, "knew"])),
    read: some(() => random(50)), mocks: some(() => ({ at: 7, scores: [1] })), ticks: some(dated), single: some(dated),
  });
  const same = (one, other) => {
    const sorted = (value) => JSON.stringify(value, (_, each) => each && typeof each === "object" && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort()) : each);
    return sorted(one) === sorted(other);
  };
  for (let run = 0; run < 500; run += 1) {
    const [a, b, c] = [state(), state(), state()];
    const once = merge(a, a);
    if (!same(merge(a, b), merge(merge(a, b), b))) wrong.push("adding a file twice changes nothing");
    if (!same(merge(merge(a, b), c), merge(a, merge(b, c)))) wrong.push("the order of files does not matter");
    for (const name of ["reviews", "mocks", "ticks"])
      for (const id of [...Object.keys(a[name]), ...Object.keys(b[name])]) if (!(id in merge(a, b)[name])) wrong.push(`${name} ${id} is lost`);
    for (const id of Object.keys(once.reviews)) {
      const all = new Set([...a.reviews[id], ...(b.reviews[id] ?? [])].map(String));
      if (merge(a, b).reviews[id].length !== all.size) wrong.push(`a review of ${id} is lost`);
    }
  }
  return wrong;
}"""


def test_two_records_are_joined_without_loss(module):
    assert module("store", MERGES) == []


# ---------- Review ----------


def test_ten_cards_are_reviewed_with_the_keyboard(tab):
    visit(tab, "practice/review.md")
    review(tab, "3", "2", "1")
    tab.keyboard.press("u")
    tab.get_by_text("3 of 10").wait_for()
    assert [log[0][1] for log in tab.evaluate(STORED)["reviews"].values()] == ["knew", "hard"]
    for _ in range(8):
        tab.keyboard.press("Space")
        tab.get_by_role("button", name="Knew it").wait_for()
        tab.keyboard.press("3")
    tab.get_by_role("heading", name="10 cards reviewed").wait_for()
    assert "10 come back tomorrow" in tab.locator(".tool").inner_text()
    visit(tab, "practice/review.md")
    assert re.search(r"^0 due, \d+ new", tab.locator(".tool [role=status]").inner_text())
    assert not tab.wrong, tab.wrong


def test_a_card_is_answered_in_writing_and_leads_to_where_it_is_taught(tab, site):
    visit(tab, "practice/review.md")
    review(tab)
    tab.locator(".tool textarea").fill("3 u 1")
    tab.get_by_role("button", name="Show the answer").click()
    assert "3 u 1" in tab.locator(".tool .own").inner_text()
    assert not tab.evaluate(STORED)
    tab.get_by_role("link", name="Where it is taught").click()
    tab.wait_for_url(re.compile("/(framework|case-studies)/"))


def test_only_the_chapters_that_are_chosen(tab):
    tab.goto("practice/review/?cards=case-studies/payment-fraud/")
    ready(tab)
    count = tab.locator("[data-card^='case-studies/payment-fraud/']").count()
    chosen = tab.locator(".tool input:checked")
    assert chosen.locator("xpath=..").all_inner_texts() == [f"Payment fraud\n{count} new"]
    chosen.focus()
    tab.keyboard.press("Space")
    assert tab.get_by_role("button", name="Nothing to review").is_disabled()


def test_what_is_due_comes_first_and_what_is_gone_is_no_trouble(tab):
    card = "case-studies/web-search/practice/#"
    visit(tab, "practice/review.md")
    due = tab.locator(f"[data-card^='{card}']").last.get_attribute("data-card")
    keep(tab, record(reviews={due: [[1_000_000, "knew"]], "case-studies/gone/practice/#card-gone": [[1, "knew"]]}))
    visit(tab, "practice/review.md")
    assert tab.locator(".tool [role=status]").inner_text().startswith("1 due")
    review(tab, "3")
    reviews = tab.evaluate(STORED)["reviews"]
    assert len(reviews[due]) == 2 and "case-studies/gone/practice/#card-gone" in reviews


# ---------- Mock ----------


def test_the_verdict_is_the_one_of_the_book(module):
    sheets = [dict(zip(rubric.SIGNALS, scores, strict=True)) for scores in product(rubric.SCORES, repeat=6)]
    assert module("verdict", "({ verdict }, ...sheets) => sheets.map(verdict)", *sheets) == [
        *map(rubric.verdict, sheets)
    ]
    some = [{}, {"Driving": 2}, {"Problem": 3, "Modeling": 2, "Driving": 2}]
    assert module("verdict", "({ verdict }, ...sheets) => sheets.map(verdict)", *some) == ["", "", ""]
    assert module("verdict", "({ weakest }, ...sheets) => sheets.map(weakest)", *some) == ["", "Driving", "Modeling"]


PLANS = """({ plan, LENGTH }, probes, twists) => {
  const wrong = [];
  for (let seed = 0; seed < 400; seed += 1) {
    const level = ["mid", "senior", "staff"][seed % 3], said = plan({ probes, twists }, level, seed * 997);
    const minutes = said.map(({ minute }) => minute);
    if (minutes.some((minute, index) => !(minute > (minutes[index - 1] ?? 5) && minute <= LENGTH))) wrong.push(minutes);
    if (JSON.stringify(plan({ probes, twists }, level, seed * 997)) !== JSON.stringify(said)) wrong.push("another time another");
    const [first, second] = said.filter(({ kind }) => kind === "probe");
    if (first.id === second.id || !probes.some((probe) => probe.id === first.id && probe.level === level)) wrong.push([first, second]);
  }
  return [wrong, plan({ probes: [], twists: [] }, "mid", 1).map(({ minute }) => minute)];
}"""


def test_the_interviewer_says_one_thing_at_a_time(module, site):
    for path in sorted((site.root / "practice/cases").glob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        assert module("script", PLANS, case["probes"], case["twists"]) == [[], [35, 45]], path.stem


# What candidates type, and the question of payment fraud that it means; nothing where none is meant.
ASKED = {
    "what does blocking a good customer cost us?": "clarify-false-positive-cost",
    "who pays for the fraud": "clarify-who-pays",
    "can we ask for 3-d secure authentication": "clarify-challenge",
    "when do labels arrive? chargebacks?": "clarify-label-delay",
    "how many reviewers look by hand": "clarify-analysts",
    "payments per second at peak?": "clarify-load",
    "Which currencies?": "clarify-networks",
    "Is the sky blue?": None,
    "": None,
}


def test_a_question_in_ones_own_words_finds_its_answer(module, site):
    case = json.loads((site.root / "practice/cases/payment-fraud.json").read_text("utf-8"))
    match = "({ matching }, list, ...asked) => asked.map((text) => matching(text, list).map(({ id }) => id))"
    for (text, wanted), found in zip(ASKED.items(), module("script", match, case["clarify"], *ASKED), strict=True):
        assert (wanted in found[:3]) if wanted else not found, (text, found)


def begin_mock(tab, level: str = "Senior") -> None:
    tab.clock.install()
    tab.goto("practice/mock/?case=payment-fraud")
    ready(tab)
    tab.get_by_label(level).focus()
    tab.keyboard.press("Space")
    tab.keyboard.press("Enter")
    tab.get_by_label("Ask the interviewer").wait_for()


def test_a_mock_interview_from_the_prompt_to_the_verdict(tab):
    begin_mock(tab)
    tab.get_by_label("Ask the interviewer").focus()
    tab.keyboard.insert_text("who pays for the fraud?")
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Who bears the loss").focus()
    tab.keyboard.press("Enter")
    log = tab.get_by_role("log")
    log.get_by_text("a fee of twenty dollars").wait_for()
    tab.get_by_text("Or choose from a list").click()
    tab.get_by_role("button", name="How many payments are there a second?").click()
    log.get_by_text("Thirty million a day").wait_for()
    tab.get_by_label("Ask the interviewer").fill("<b>Why</b> not?")
    tab.keyboard.press("Enter")
    log.get_by_text("<b>Why</b> not?").wait_for()
    tab.clock.run_for(14 * 60_000)
    assert log.locator(".probe").count() == 1
    tab.get_by_role("button", name="Pause").click()
    tab.clock.run_for(60 * 60_000)
    assert tab.get_by_role("timer").inner_text().startswith("14:")
    tab.get_by_role("button", name="Hide the clock").click()
    assert not tab.get_by_role("timer").is_visible()
    tab.get_by_label("Your notes").fill("thresholds from costs")
    tab.get_by_role("button", name="Go on", exact=True).click()
    tab.clock.run_for(10_000)
    # Somebody closes the tab by mistake.
    tab.goto("practice/mock/")
    ready(tab)
    tab.get_by_role("button", name="Payment fraud, senior, minute 14").click()
    assert tab.get_by_label("Your notes").input_value() == "thresholds from costs"
    assert log.locator(".speech").count() == 4
    tab.clock.run_for(31 * 60_000)
    assert log.locator(".twist").count() == 1 and log.get_by_text("We have ten minutes left.").count() == 1
    tab.get_by_role("button", name="End the interview").click()
    for signal, score in zip(rubric.SIGNALS, "443332", strict=True):
        sheet = tab.get_by_role("group", name=signal, exact=True)
        sheet.get_by_label(score, exact=True).focus()
        tab.keyboard.press("Space")
        sheet.get_by_label("Evidence").fill(f"said | {signal}")
    verdict = tab.locator(".verdict-line")
    assert "Verdict: hire at mid. Lowest: Driving." in verdict.inner_text()
    assert verdict.get_by_role("link").first.get_attribute("href").endswith("interview/#driving")
    assert tab.locator(".own-level").count() == 7
    told = tab.locator(".tool").inner_text()
    assert "You did not ask" in told and "Stays" in told and "thresholds from costs" in told
    with tab.expect_download() as saving:
        tab.get_by_role("button", name="Save as Markdown").click()
    text = saving.value.path().read_text("utf-8")
    assert "**Verdict:** hire at mid" in text and "| Driving | 2 | said \\| Driving |" in text and "’ You" not in text
    visit(tab, "practice/mock.md")
    tab.get_by_role("button", name="Payment fraud, senior, hire at mid").wait_for()
    assert not tab.wrong, tab.wrong


def test_a_record_from_elsewhere_is_words_and_no_page(tab):
    attack = "<img src=x onerror=alert(1)>"
    log = [{"minute": 1, "kind": "own", "text": attack}, {"minute": 2, "kind": "asked", "id": attack}]
    mocks = {"1": {"at": 1, "begun": 1, "case": "payment-fraud", "notes": attack, "log": log, "done": True}}
    keep(tab, record(mocks={**mocks, "2": {"at": 2, "case": "gone"}}))
    visit(tab, "practice/mock.md")
    tab.get_by_role("button", name="Payment fraud, senior, not scored").click()
    tab.get_by_text(attack).wait_for()
    assert not tab.locator(".tool img").count()
    assert not tab.wrong, tab.wrong


# ---------- Drills ----------

# A unit that is asked for, by its words and its size in base units; what is written, and what that is in base units.
WRITTEN = [
    (" requests a second", 1, {"40k qps": 4e4, "3e5": 3e5, "1,200 requests per second": 1200, "≈ 2 million/day": 2e6 / 86400}),
    (" payments a day", 1 / 86400, {"5 million per day": 5e6 / 86400, "60 a second": 60, "40": 40 / 86400, "3 bn / week": 3e9 / 604800}),
    (" ms", 1e-3, {"350 ms": 0.35, "0.35 s": 0.35, "350": 0.35, "2 min": 120}),
    (" bytes", 1, {"1.2 TB": 1.2e12, "40kB": 4e4, "1 GiB": 2**30, "8 Gbit": 1e9}),
    (" bytes a day", 1 / 86400, {"1.2 TB/day": 1.2e12 / 86400, "100 MB a second": 1e8}),
    ("%", 0.01, {"0.5%": 0.005, "12 percent": 0.12}),
    (" minutes a day", 60 / 86400, {"30 min/day": 1800 / 86400, "0.5 hours per day": 1800 / 86400, "30": 1800 / 86400}),
    (" GPUs", 1, {"12 GPUs": 12, "12": 12, "-3": -3, "1.5k cards": 1500}),
]  # fmt: skip
REFUSED = [
    (" requests a second", 1, {"2,5": "2.5", "": "Write a number", "many": "Write a number", "40 ms": "requests a second", "5%": "requests"}),
    (" bytes", 1, {"12": "unit", "12 TB/day": "bytes"}),
    ("%", 0.01, {"0.5": "0.5%"}),
]  # fmt: skip
READ = """({ inBaseUnits }, words, size, texts) => {
  const rungs = [[size, words, words]];
  if (words.startsWith(" bytes")) rungs.push([size * 1e9, words.replace("bytes", "GB"), words.replace("bytes", "GB")]);
  return texts.map((text) => inBaseUnits(text, [2, "", rungs]));
}"""


@pytest.mark.parametrize(("words", "size", "texts"), WRITTEN, ids=[words.strip() for words, *_ in WRITTEN])
def test_a_quantity_is_read_as_people_write_it(module, words: str, size: float, texts: dict[str, float]):
    found = module("numbers", READ, words, size, [*texts])
    assert [each.get("base") for each in found] == pytest.approx([*texts.values()])


@pytest.mark.parametrize(("words", "size", "texts"), REFUSED, ids=[words.strip() for words, *_ in REFUSED])
def test_what_is_no_quantity_is_told_with_its_repair(module, words: str, size: float, texts: dict[str, str]):
    for (text, says), found in zip(texts.items(), module("numbers", READ, words, size, [*texts]), strict=True):
        assert says in found.get("wrong", ""), (text, found)


# What the book says of every quantity of every case is read as that quantity; and what a drill asks can be answered.
CASE = """async ({ askedIn, groundsOf, sheetOf }, about) => {
  const { inBaseUnits, judge } = await import("/assets/javascripts/practice/numbers.mjs");
  const { chance } = await import("/assets/javascripts/practice/chance.mjs");
  const { say } = await import("/assets/javascripts/sheet.mjs");
  const wrong = [], results = {};
  for (const scenario of [undefined, ...about.scenarios]) {
    const sheet = sheetOf(about, scenario), values = sheet.compute();
    if (scenario) results[scenario.id] = scenario.results.map((name) => values[name]);
    for (const [name, { tree, speech }] of Object.entries(sheet.quantities)) {
      const said = say(speech, values[name]);
      if (tree === undefined || !(values[name] > 0) || /[⁰¹²³⁴⁵⁶⁷⁸⁹]/.test(said)) continue;
      const { base, wrong: told } = inBaseUnits(said, speech);
      if (told || !judge(base, values[name]).right) wrong.push([name, said, base, told]);
    }
    for (let seed = 1; seed < 30; seed += 1) {
      const { names, values } = askedIn(about, scenario, chance(seed));
      const fine = names.length >= 3 && names.length <= 5 && new Set(names).size === names.length;
      if (!fine || !names.every((name) => values[name] > 0 && groundsOf(sheet, name).length)) wrong.push([seed, names]);
    }
  }
  return [wrong, results];
}"""


def test_a_drill_asks_what_can_be_answered_and_computes_as_the_book_does(module, site):
    for page in [page for page in site.book.pages if page.published and page.case == "practice"]:
        name = page.name.split("/")[1]
        about = json.loads((site.root / f"practice/cases/{name}.json").read_text("utf-8"))
        wrong, results = module("drill", CASE, about)
        assert not wrong, (name, wrong[:5])
        for written, scenario in site.book.scenarios(page):
            assert results[written.id] == pytest.approx([scenario.values[each] for each in scenario.results]), name


def test_a_drill_with_the_keyboard_and_its_link(tab):
    address = "practice/drill/?case=payment-fraud&scenario=scenario-startup&level=staff&seed=7"
    tab.goto(address)
    ready(tab)
    forms = tab.locator(".estimate-form")
    forms.first.wait_for()
    asked = forms.all_inner_texts()
    assert 3 <= len(asked) <= 5
    first = forms.first.locator("input")
    first.focus()
    for text, says in (("2,5", "Write 2.5"), ("1e12", "times too high")):
        first.fill(text)
        tab.keyboard.press("Enter")
        forms.first.get_by_text(says).wait_for()
    right = re.search(r"It is ([\d,.]+ ?\w*)", forms.first.inner_text())[1]
    for number in range(1, len(asked)):
        forms.nth(number).get_by_role("button", name="I don’t know").focus()
        tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Show which decisions flip").focus()
    tab.keyboard.press("Enter")
    for number in range(2):
        tab.locator(".decide").nth(number).locator("button").first.focus()
        tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Show what one could say").click()
    tab.get_by_text(f"0 of {len(asked)} estimates right").wait_for()
    stored = tab.evaluate(STORED)
    assert len(stored["decisions"]) == 2
    assert [(each["right"], each["asked"], each["case"]) for each in stored["drills"].values()] == [
        (0, len(asked), "payment-fraud")
    ]
    tab.goto(address)
    ready(tab)
    forms.first.wait_for()
    assert forms.all_inner_texts() == asked
    forms.first.locator("input").fill(right)
    tab.keyboard.press("Enter")
    forms.first.get_by_text("Right.").wait_for()
    assert not tab.wrong, tab.wrong


def test_chance_chooses_a_drill_that_its_address_brings_back(tab):
    visit(tab, "practice/drill.md")
    tab.get_by_role("button", name="Begin").click()
    title = tab.locator(".tool h2")
    title.wait_for()
    told = title.inner_text(), tab.locator(".estimate-form").all_inner_texts()
    tab.reload()
    ready(tab)
    title.wait_for()
    assert (title.inner_text(), tab.locator(".estimate-form").all_inner_texts()) == told
    assert not tab.wrong, tab.wrong


def test_five_estimates_against_the_clock(tab, site):
    questions = json.loads((site.root / "practice/questions.json").read_text("utf-8"))["questions"]
    assert len({each["kind"] for each in questions}) >= 24
    for each in questions:
        assert not site.missing(f"{ORIGIN}{each['page']}"), each["page"]
    tab.clock.install(time="2026-03-02T12:00:00")
    visit(tab, "practice/estimation.md")
    # From now on the clock goes only when it is told to, however long a busy machine takes.
    tab.clock.pause_at("2026-03-02T13:00:00")
    tab.get_by_role("button", name="Begin").focus()
    tab.keyboard.press("Enter")
    for _ in range(5):
        assert tab.locator(".estimate-form input").evaluate("field => field === document.activeElement")
        tab.clock.run_for(3000)
        tab.locator(".estimate-form").get_by_role("button", name="I don’t know").focus()
        tab.keyboard.press("Enter")
        tab.get_by_text("In your head:").wait_for()
        # Reading the answer takes nobody's time.
        tab.clock.run_for(60_000)
        tab.keyboard.press("Enter")
    tab.get_by_role("heading", name="0 of 5 within a factor of two, in 15 seconds").wait_for()
    assert [each["seconds"] for each in tab.evaluate(STORED)["drills"].values()] == [15]
    assert not tab.wrong, tab.wrong


# ---------- Plan and progress ----------

PLANS_OF_CHANCE = """({ layOut, readings }, pages) => {
  const wrong = [];
  let seed = 5;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const minutesOf = Object.fromEntries(pages.map(({ path, minutes }) => [path, minutes]));
  for (let run = 0; run < 400; run += 1) {
    const days = 1 + random(60), minutes = 15 * (1 + random(24));
    const done = new Set(readings(pages).filter(() => !random(4)).map(({ key }) => key).concat("mock 1", "drill 2"));
    const plan = layOut(pages, { days, minutes, from: random(9) }, done), tasks = plan.flat();
    const claim = (holds, what) => holds || wrong.push([what, days, minutes]);
    claim(plan.length === days && plan.every((day) => day.reduce((sum, task) => sum + task.minutes, 0) <= minutes), "no day is too long");
    claim(tasks.every((task) => task.minutes > 0 && Number.isFinite(task.minutes)), "a task takes time");
    claim(new Set(tasks.map(({ key }) => key)).size === tasks.length, "each task has a box of its own");
    claim(!tasks.some(({ key }) => done.has(key)), "what is done is not planned");
    for (const path of new Set(tasks.map((task) => task.path).filter(Boolean))) {
      const parts = tasks.filter((task) => task.path === path), length = parts.reduce((sum, part) => sum + part.minutes, 0);
      claim(length === minutesOf[path] || (length < minutesOf[path] && parts.at(-1).part !== "the rest"), `${path} is read once`);
    }
    const order = readings(pages).map(({ path }) => path), read = tasks.filter(({ path }) => path && path !== "reference/cheat-sheet/").map(({ path }) => order.indexOf(path));
    claim(read.every((place, index) => !index || place >= read[index - 1]), "one page after the other");
  }
  const usual = layOut(pages, { days: 12, minutes: 90 }).flat();
  return [wrong, usual.filter(({ kind }) => kind === "mock").length, usual.filter(({ path }) => path?.startsWith("framework/")).length];
}"""


def test_a_plan_fits_the_days_and_loses_nothing(module, site):
    pages = json.loads((site.root / "practice/pages.json").read_text("utf-8"))["pages"]
    wrong, mocks, chapters = module("planning", PLANS_OF_CHANCE, pages)
    assert not wrong, wrong[:5]
    assert mocks >= 3 and chapters >= 8


def test_a_plan_is_made_ticked_and_made_anew_when_days_were_missed(tab):
    tab.clock.install(time="2026-03-02T12:00:00")
    visit(tab, "practice/plan.md")
    tab.get_by_label("The interview is on").fill("2026-03-14")
    tab.get_by_label("Hours I have each day").fill("1.5")
    tab.keyboard.press("Enter")
    tab.get_by_role("heading", name="12 days from").wait_for()
    boxes = tab.locator(".day input")
    first = boxes.first.locator("xpath=..").inner_text()
    boxes.first.focus()
    tab.keyboard.press("Space")
    tab.get_by_text(re.compile(r"^1 of \d+ tasks done")).wait_for()
    tab.reload()
    ready(tab)
    assert boxes.first.is_checked()
    tab.clock.set_fixed_time("2026-03-05T12:00:00")
    visit(tab, "practice/plan.md")
    tab.get_by_text("of the days before today are left").wait_for()
    tab.get_by_role("button", name="Spread them").click()
    tab.get_by_role("heading", name="9 days from").wait_for()
    assert first not in tab.locator(".day").all_inner_texts()
    assert not tab.get_by_role("button", name="Spread them").count()
    assert not tab.wrong, tab.wrong


def test_what_is_read_and_decided_is_kept_and_gone_on_with(tab):
    tab.clock.install()
    visit(tab, "case-studies/payment-fraud/index.md")
    assert not [path for path in tab.asked if "store" in path]
    tab.locator("#\\32-frame-it-as-an-ml-task").evaluate("heading => heading.scrollIntoView()")
    for step in range(25):
        tab.mouse.move(100 + step, 300)
        tab.clock.run_for(5000)
    eventually(tab, f"localStorage.getItem('{KEY}')?.includes('2-frame')")
    visit(tab, "case-studies/payment-fraud/practice.md")
    tab.locator("#decide-challenge details.right > summary").click()
    eventually(tab, f"localStorage.getItem('{KEY}').includes('decide-challenge')")
    visit(tab, "practice/progress.md")
    row = tab.locator(".progress-table tr", has_text="Payment fraud")
    row.get_by_text("1 of 8").wait_for()
    assert row.locator("td").all_inner_texts()[0].startswith("1 of 7")
    visit(tab, "index.md")
    tab.get_by_role("link", name="Continue: Payment fraud").click()
    tab.wait_for_url("**/case-studies/payment-fraud/#2-frame-it-as-an-ml-task")
    assert not tab.wrong, tab.wrong


def test_every_case_and_chapter_leads_to_its_practice(tab):
    visit(tab, "case-studies/news-feed/index.md")
    follow(tab, tab.locator(".practice-now").get_by_role("link", name="mock interview"))
    assert tab.url.endswith("/practice/mock/?case=news-feed")
    assert tab.get_by_label("The problem").input_value() == "news-feed"
    visit(tab, "framework/evaluate.md")
    follow(tab, tab.locator(".practice-now").get_by_role("link", name="cards"))
    assert tab.url.endswith("/practice/review/?cards=framework/evaluate/")
    assert tab.locator(".tool input:checked").count() == 1
    assert not tab.wrong, tab.wrong


def test_a_writer_practices_with_what_no_press_has_gathered(tab, site, address):
    script = ROOT / "docs/assets/javascripts/practice/gather.mjs"
    tab.route("**/practice/gather.mjs", lambda route: route.fulfill(path=script, content_type="text/javascript"))
    for files in ("practice/*.json", "practice/cases/*.json"):
        tab.route(address + files, lambda route: route.fulfill(status=404))
    text = next(page.text for page in site.pages if page.path == "practice/drill/index.html")
    bare = re.sub(r'(<div class="gathered drills">).*?</ul>\s*</div>', r"\1</div>", text, flags=re.DOTALL)
    tab.route(re.compile(r"/practice/drill/\?"), lambda route: route.fulfill(body=bare, content_type="text/html"))
    tab.goto("practice/drill/?case=payment-fraud&scenario=scenario-startup&level=staff&seed=7")
    ready(tab)
    tab.get_by_role("heading", name="Payment fraud: A start-up").wait_for()
    assert tab.locator(".estimate-form").count() >= 3


# ---------- What the device keeps ----------


@pytest.mark.parametrize(
    ("script", "says"),
    [
        (BLOCKED, "keeps nothing for this site"),
        (FULL, "storage is full"),
        (f"localStorage.setItem('{KEY}', '{{half')", "cannot be read"),
        (f"localStorage.setItem('{KEY}', '[]')", "cannot be read"),
        (f"localStorage.setItem('{KEY}', {json.dumps(record(version=99))})", "newer version"),
    ],
    ids=["blocked", "full", "corrupt", "foreign", "newer"],
)
def test_a_review_goes_on_whatever_the_storage_does(tab, script: str, says: str):
    tab.add_init_script(script)
    visit(tab, "practice/review.md")
    review(tab, "3", "3")
    tab.locator(".trouble", has_text=says).wait_for()
    tab.keyboard.press("u")
    tab.get_by_text("2 of 10").wait_for()
    with tab.expect_download() as saving:
        tab.get_by_role("button", name="Save what I do here as a file").click()
    assert len(json.loads(saving.value.path().read_text("utf-8"))["reviews"]) == 1
    if "half" in script:
        assert tab.evaluate(f"localStorage.getItem('{KEY}')") == "{half"
        with tab.expect_download() as saving:
            tab.get_by_role("button", name="Save what cannot be read").click()
        assert saving.value.path().read_text("utf-8") == "{half"
        tab.get_by_role("button", name="Begin anew").click()
        assert len(tab.evaluate(STORED)["reviews"]) == 1
        assert tab.locator(".trouble").is_hidden()
    assert not tab.wrong, tab.wrong


def test_two_tabs_know_of_each_other(context, tab):
    visit(tab, "practice/review.md")
    other = context.new_page()
    other.goto("practice/review/")
    ready(other)
    review(tab, "3")
    # The other tab hears of it a moment later.
    left = tab.locator(".gathered .card").count() - 1
    other.locator(".tool [role=status]", has_text=re.compile(rf"^0 due, {left} new")).wait_for()
    review(other, "2")
    eventually(tab, STORED, lambda stored: len(stored["reviews"]) == 2)
    tab.keyboard.press("Space")
    tab.keyboard.press("1")
    # Both have the second card before them, and neither takes the other's grade away.
    assert [len(log) for log in tab.evaluate(STORED)["reviews"].values()] == [1, 2]
    other.close()


def test_a_clock_set_back_is_told_and_hides_nothing(tab):
    visit(tab, "practice/review.md")
    card = tab.locator("[data-card]").first.get_attribute("data-card")
    keep(tab, record(reviews={card: [[4_000_000_000_000, "knew"]]}))
    visit(tab, "practice/review.md")
    said = tab.locator(".tool [role=status]").inner_text()
    assert said.startswith("1 due") and "clock" in said
    review(tab, "3")
    tab.get_by_role("button", name="Stop here").click()
    assert tab.locator(".tool [role=status]").inner_text().startswith("0 due")


def test_a_plan_from_elsewhere_is_words_and_no_page(tab):
    evil = {"key": "k", "kind": "read", "title": "<img src=x>", "path": "javascript:alert(1)", "minutes": 1}
    days = [[evil, {**evil, "kind": "drill"}, None, 7], "no day"]
    place = {"at": 1, "path": "javascript:alert(1)", "id": "x", "title": "x"}
    plan = {"at": 1, "from": 20_000, "date": "2030-01-01", "hours": "many", "days": days}
    keep(tab, record(single={"plan": plan, "place": place}))
    visit(tab, "practice/plan.md")
    tab.get_by_text("0 of 1 task done").wait_for()
    assert not tab.locator(".tool img, .tool a[href^=javascript]").count()
    visit(tab, "index.md")
    assert not tab.locator(".continue").count()
    assert not tab.wrong, tab.wrong


def test_a_file_carries_everything_to_another_device(browser, address, tab):
    visit(tab, "practice/review.md")
    review(tab, "3", "1")
    visit(tab, "practice/progress.md")
    kept = tab.locator(".tool", has_text="Kept here")
    assert "2 cards" in kept.inner_text() and "Never saved" in kept.inner_text()
    with tab.expect_download() as saving:
        tab.get_by_role("button", name="Save as a file").click()
    kept.get_by_text("Last saved as a file on").wait_for()
    here = tab.evaluate(STORED)
    other = browser.new_context(base_url=address)
    with opened(other, address) as there:
        visit(there, "practice/progress.md")
        there.locator("input[type=file]").set_input_files(saving.value.path())
        there.get_by_text("new here").wait_for()
        assert there.evaluate(STORED) == here
        before = there.evaluate(STORED)
        for text, says in [("{half", "no whole JSON"), ("[1]", "not one that"), (record(version=9), "newer version")]:
            file = {"name": "progress.json", "mimeType": "application/json", "buffer": text.encode()}
            there.locator("input[type=file]").set_input_files(file)
            there.get_by_text(says).wait_for()
            assert there.evaluate(STORED) == before
        odd = record(reviews={"a": [[1, "knew"]], "b": "nonsense", "__proto__": [[1, "hard"]]}, read=7)
        there.locator("input[type=file]").set_input_files(
            {"name": "odd.json", "mimeType": "application/json", "buffer": odd.encode()}
        )
        there.get_by_text("1 of its entries could not be read").wait_for()
        assert "a" in there.evaluate(STORED)["reviews"]
        there.get_by_role("button", name="Delete everything").click()
        there.get_by_role("button", name="Keep it").click()
        assert there.evaluate(STORED)
        there.get_by_role("button", name="Delete everything").first.click()
        there.locator("dialog").get_by_role("button", name="Delete everything").click()
        there.get_by_text("Everything was deleted").wait_for()
        assert there.evaluate(f"localStorage.getItem('{KEY}')") is None
        assert not there.wrong, there.wrong
    other.close()


# ---------- Every tool ----------


@pytest.mark.parametrize(("scheme", "size"), [("light", WIDE), ("dark", PHONE)], ids=["wide by day", "phone by night"])
def test_a_tool_in_use_is_accessible(tab, scheme, size):
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size(size)
    wrong, seen = [], set()

    def look() -> None:
        wrong.extend(everything(tab, seen))
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= size["width"]

    visit(tab, "practice/review.md")
    review(tab)
    look()
    tab.keyboard.press("Space")
    look()
    visit(tab, "practice/drill.md")
    look()
    tab.goto("practice/drill/?case=payment-fraud&scenario=scenario-startup&level=staff&seed=7")
    forms = tab.locator(".estimate-form")
    forms.first.wait_for()
    forms.first.get_by_text("What you may assume").click()
    forms.first.locator("input").fill("5")
    tab.keyboard.press("Enter")
    look()
    for form in forms.all()[1:]:
        form.get_by_role("button", name="I don’t know").click()
    tab.get_by_role("button", name="Show which decisions flip").click()
    tab.locator(".decide").first.locator("button").first.click()
    look()
    visit(tab, "practice/estimation.md")
    tab.get_by_role("button", name="Begin").click()
    look()
    begin_mock(tab)
    tab.get_by_text("Or choose from a list").click()
    tab.clock.run_for(46 * 60_000)
    look()
    tab.get_by_role("button", name="End the interview").click()
    tab.get_by_text("What it looks like, of a spam filter").first.click()
    look()
    visit(tab, "practice/plan.md")
    tab.get_by_role("button", name="Make the plan").click()
    tab.locator(".day input").first.check()
    look()
    visit(tab, "practice/progress.md")
    tab.locator(".progress-table").wait_for()
    look()
    tab.get_by_role("button", name="Delete everything").click()
    look()
    assert not wrong, wrong


def test_a_page_without_a_tool_fetches_none(tab):
    for name in (
        "reference/metrics.md",
        "case-studies/payment-fraud/index.md",
        "case-studies/payment-fraud/practice.md",
    ):
        visit(tab, name)
        tab.wait_for_load_state("networkidle")
        # What notices that a section was read is a few lines.
        asked = [path for path in tab.asked if re.search(r"(assets/.*/|^)practice", path) and "reading.mjs" not in path]
        assert not asked


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_is_small(tab, site, note, tool: str):
    visit(tab, f"practice/{tool}.md")
    tab.wait_for_load_state("networkidle")
    scripts = [path for path in tab.asked if re.search(r"javascripts/(practice/|sheet\.mjs)", path)]
    size = sum(len(gzip.compress((site.root / path).read_bytes(), 9)) for path in scripts)
    note(f"{tool}: {size / 1000:.1f} KB of script in {len(scripts)} files")
    assert size <= MOST_SCRIPT


def test_without_script_there_is_something_to_practice_with(browser, address, site):
    context = browser.new_context(java_script_enabled=False, base_url=address)
    tab = context.new_page()
    tab.goto("practice/mock/")
    assert tab.locator(".scripts a[href*='payment-fraud']").first.is_visible()
    assert tab.locator(".phases tbody tr").count() > 5
    tab.goto("practice/plan/")
    assert tab.locator(".plan tbody tr").count() == 12
    tab.goto("practice/drill/")
    assert tab.locator(".drills a[href*='payment-fraud/practice/#scenario-startup']").is_visible()
    tab.goto("practice/estimation/")
    fold = tab.locator(".estimate-fold").first
    fold.locator("summary").click()
    assert "≈" in fold.inner_text()
    tab.goto("practice/review/")
    tab.locator(".card-set summary").first.click()
    card = tab.locator(".card-set .card").first
    card.locator("summary").click()
    assert card.locator("> div").is_visible()
    context.close()
